package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Samples.Labelled;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Neighbours from graphs beside those from all samples. */
class NearestNeighboursTest {
  private static final ArrivalRuns.Lengths LENGTHS = new ArrivalRuns.Lengths(50, 500);
  private static final int SIZE = 3000;

  private final RandomGenerator random = Seeds.random();
  private final Space space = Samples.space(32);
  private final List<Labelled> samples =
      Samples.shuffled(random, Samples.gaussian(random, space, new int[] {SIZE, SIZE / 6}, 1));
  private final List<Labelled> queries = samples.subList(SIZE, samples.size());

  private static Head head(int indexMin) {
    HeadOptions options =
        HeadOptions.defaults().with(builder -> builder.indexMin(indexMin).balanced(true));
    return new NearestNeighbours(options, LENGTHS);
  }

  @Test
  void mostOfTheNearestAreFoundAndAsCloseAsTheyAre() {
    for (Space each : List.of(space, Samples.fixedSpace(32))) {
      List<Labelled> all = Samples.gaussian(random, each, new int[] {SIZE, 200}, 1);
      Evidence evidence = evidence(each, all.subList(0, SIZE));
      ArrivalRuns cut = ArrivalRuns.of(evidence.exemplars(), LENGTHS);
      assertThat(cut.runs()).hasSizeGreaterThan(5);
      Closeness closeness = new Closeness(each);
      NeighbourIndex index = NeighbourIndex.of(cut.runs(), closeness, new GraphCache());
      int found = 0;
      for (Labelled query : all.subList(SIZE, all.size())) {
        double[] expected = nearest(cut, closeness, query.embedding());
        double[] actual =
            index.nearest(query.embedding(), query.embedding().norm(), 5).stream()
                .mapToDouble(NeighbourIndex.Hit::closeness)
                .sorted()
                .toArray();
        for (int n = 0; n < 5; n++) {
          double wanted = expected[expected.length - 1 - n];
          found += Arrays.binarySearch(actual, wanted) >= 0 ? 1 : 0;
        }
      }
      assertThat(found).isGreaterThan(200 * 5 * 98 / 100);
    }
  }

  private static double[] nearest(ArrivalRuns cut, Closeness closeness, Embedding query) {
    return cut.runs().stream()
        .flatMap(List::stream)
        .map(sample -> sample.exemplar().embedding())
        .mapToDouble(
            sample -> closeness.between(query, query.norm(), sample, sample.norm(), new int[1]))
        .sorted()
        .toArray();
  }

  @Test
  void belowTheMinimumEverySampleIsLookedAt() {
    Evidence evidence = evidence(space, samples.subList(0, SIZE));
    NeighbourScorer without = (NeighbourScorer) head(0).fit(evidence);
    NeighbourScorer below = (NeighbourScorer) head(SIZE + 1).fit(evidence);
    NeighbourScorer above = (NeighbourScorer) head(SIZE).fit(evidence);
    assertThat(List.of(without.indexBytes(), below.indexBytes())).containsOnly(0L);
    assertThat(above.indexBytes() / SIZE).isBetween(100L, 600L);
    assertSame(below, without);
    long equal =
        queries.stream()
            .filter(query -> decision(above, query).equals(decision(below, query)))
            .count();
    assertThat(equal).isGreaterThan(queries.size() * 98L / 100);
  }

  @Test
  void graphsBuiltBeforeAreThoseBuiltAnew() {
    Head head = head(1);
    Evidence evidence = evidence(space, samples.subList(0, SIZE / 2));
    Scorer keepsGraphs = head.fit(evidence);
    for (int n = SIZE / 2; n < SIZE; n += 100) {
      add(evidence, samples, n, n + 100);
      Scorer next = head.fit(evidence);
      assertSame(next, head(1).fit(evidence));
      assertThat(keepsGraphs.labels()).isEqualTo(next.labels());
      keepsGraphs = next;
    }
  }

  @Test
  void whatIsForgottenIsNobodysNeighbour() {
    Head head = head(1);
    Evidence evidence = evidence(space, samples.subList(0, SIZE));
    Embedding stranger = far();
    LabelChange only = change(700, "stranger", stranger);
    evidence.apply(only);
    Scorer before = head.fit(evidence);
    assertThat(before.decide(stranger, 1).candidates().getFirst().label()).isEqualTo("stranger");
    evidence.apply(only.inverse());
    Scorer refreshed = before.refreshed(evidence, Set.of("stranger"));
    assertThat(refreshed.labels()).doesNotContain("stranger");
    assertThat(refreshed.scores(stranger)).hasSize(2);
    assertSame(head.fit(evidence), head(1).fit(evidence(space, samples.subList(0, SIZE))));
  }

  @Test
  void refreshedClassesAreLookedAtWhole() {
    Evidence evidence = evidence(space, samples.subList(0, SIZE));
    Scorer fitted = head(1).fit(evidence);
    add(evidence, samples, SIZE, samples.size());
    Set<String> all = Set.copyOf(evidence.exemplars().labels());
    assertSame(fitted.refreshed(evidence, all), head(0).fit(evidence));
  }

  @Test
  void solvesAreRareAndLateOnlyWithGraphs() {
    Head head = head(100);
    Learner learner =
        Learner.start(space, head, SolveOptions.defaults(), Learner.Background.INLINE);
    long solvesBefore = 0;
    for (int n = 0; n < 400; n++) {
      learner.learn(change(n, samples.get(n).label(), samples.get(n).embedding()), n);
      Optional<LearnerProgress.Solve> solve = learner.finishEntry();
      solvesBefore += n < 99 ? solve.stream().count() : 0;
      if (n >= 100 && n < 355) {
        assertThat(learner.progress().pending()).isPresent();
      }
    }
    assertThat(solvesBefore).isEqualTo(99);
    assertThat(learner.progress().effective().updates()).isGreaterThanOrEqualTo(100);
  }

  private Embedding far() {
    float[] vector = new float[space.dim()];
    vector[0] = -1;
    return space.quantise(vector);
  }

  private static Evidence evidence(Space space, List<Labelled> samples) {
    Evidence evidence = Evidence.empty(space, Demands.ofExemplars());
    add(evidence, samples, 0, samples.size());
    return evidence;
  }

  private static void add(Evidence evidence, List<Labelled> samples, int from, int to) {
    for (int n = from; n < to; n++) {
      evidence.apply(change(n, samples.get(n).label(), samples.get(n).embedding()));
    }
  }

  private static LabelChange change(int n, String label, Embedding embedding) {
    return new LabelChange(
        "%s%05d".formatted(label, n),
        embedding,
        0,
        n,
        Optional.empty(),
        Optional.of(Assignment.of(label)));
  }

  private void assertSame(Scorer actual, Scorer expected) {
    for (Labelled query : queries) {
      assertThat(decision(actual, query)).isEqualTo(decision(expected, query));
    }
  }

  private static Decision decision(Scorer scorer, Labelled query) {
    return scorer.decide(query.embedding(), 3);
  }
}
