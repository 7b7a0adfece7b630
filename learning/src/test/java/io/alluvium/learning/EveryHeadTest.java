package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every head does, whatever it demands. */
class EveryHeadTest {
  private static final HeadOptions OPTIONS =
      HeadOptions.defaults()
          .with(builder -> builder.features(80).gamma(1).neighbours(3).window(40));
  private static final int[] COUNTS = {40, 120, 90, 17, 130};

  private final RandomGenerator random = Seeds.random();

  static Stream<Head> heads() {
    return Stream.concat(
        Heads.names().stream().map(name -> Heads.named(name, OPTIONS)),
        Stream.of(
            new NearestNeighbours(
                OPTIONS.with(builder -> builder.indexMin(1)), new ArrivalRuns.Lengths(8, 64))));
  }

  private static List<Space> spaces() {
    return List.of(Samples.space(24), Samples.fixedSpace(9));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void tellsWellSeparatedClassesApart(Head head) {
    for (Space space : spaces()) {
      List<Labelled> all = Samples.shuffled(random, Samples.gaussian(random, space, COUNTS, 0.2));
      List<Labelled> seen = all.subList(0, 300);
      Scorer scorer = head.fit(Samples.evidence(space, head, seen));
      List<Labelled> unseen = all.subList(300, all.size());
      long right =
          unseen.stream().filter(query -> best(scorer, query).equals(query.label())).count();
      assertThat(right).isGreaterThan(unseen.size() * 95L / 100);
    }
  }

  private static String best(Scorer scorer, Labelled query) {
    return scorer.decide(query.embedding(), 1).candidates().getFirst().label();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void orderLeavesNoTrace(Head head) {
    for (Space space : spaces()) {
      List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 1);
      List<LabelChange> changes = changes(samples);
      assertSame(
          head.fit(applied(space, head, changes)),
          head.fit(applied(space, head, Samples.shuffled(random, changes))),
          samples);
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void whatIsTakenAwayLeavesNoTrace(Head head) {
    for (Space space : spaces()) {
      List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 1);
      List<LabelChange> changes = Samples.shuffled(random, changes(samples));
      List<LabelChange> kept = changes.subList(0, 250);
      Evidence evidence = applied(space, head, changes);
      changes.subList(250, changes.size()).forEach(change -> evidence.apply(change.inverse()));
      assertSame(head.fit(evidence), head.fit(applied(space, head, kept)), samples);
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void newClassIsPredictableAfterItsFirstLabel(Head head) {
    for (Space space : spaces()) {
      List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 0.1);
      Evidence evidence = Samples.evidence(space, head, samples);
      Scorer before = head.fit(evidence);
      Labelled first = Samples.gaussian(random, space, new int[] {1}, 0.1).getFirst();
      Labelled only = new Labelled("new", first.embedding());
      evidence.apply(Samples.first("first of its class", only));
      Scorer after = before.refreshed(evidence, Set.of("new"));
      assertThat(after.labels()).containsAll(before.labels()).contains("new");
      assertThat(after.decide(only.embedding(), 6).candidates())
          .anyMatch(candidate -> candidate.label().equals("new"));
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void emptiedClassIsGone(Head head) {
    Space space = spaces().getFirst();
    List<Labelled> samples = Samples.gaussian(random, space, new int[] {30, 20, 1}, 0.5);
    Evidence evidence = Samples.evidence(space, head, samples);
    Scorer before = head.fit(evidence);
    evidence.apply(Samples.first("s50", samples.getLast()).inverse());
    assertThat(before.refreshed(evidence, Set.of("class02")).labels())
        .containsExactly("class00", "class01");
  }

  @ParameterizedTest
  @MethodSource("heads")
  void movedClassIsThatOfTheOtherName(Head head) {
    Space space = spaces().getFirst();
    List<Labelled> samples = Samples.gaussian(random, space, COUNTS, 1);
    List<Labelled> renamed =
        samples.stream()
            .map(sample ->
                sample.label().equals("class03")
                    ? new Labelled("class04", sample.embedding())
                    : sample)
            .toList();
    Evidence moved = Samples.evidence(space, head, samples);
    moved.moveAll("class03", "class04");
    assertSame(head.fit(moved), head.fit(Samples.evidence(space, head, renamed)), samples);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void withoutSamplesItKnowsNoClass(Head head) {
    for (Space space : spaces()) {
      Scorer scorer = head.fit(Evidence.empty(space, head.demands(space)));
      Embedding query = Samples.gaussian(random, space, new int[] {1}, 1).getFirst().embedding();
      assertThat(scorer.decide(query, 3).candidates()).isEmpty();
      assertThatThrownBy(() -> scorer.decide(Embedding.of((short) 1), 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("dimension 1");
    }
  }

  private static List<LabelChange> changes(List<Labelled> samples) {
    List<LabelChange> changes = new ArrayList<>();
    for (int n = 0; n < samples.size(); n++) {
      changes.add(Samples.first("s" + n, samples.get(n)));
    }
    return changes;
  }

  private static Evidence applied(Space space, Head head, List<LabelChange> changes) {
    Evidence evidence = Evidence.empty(space, head.demands(space));
    changes.forEach(evidence::apply);
    return evidence;
  }

  private static void assertSame(Scorer actual, Scorer expected, List<Labelled> queries) {
    for (Labelled query : queries) {
      assertThat(actual.decide(query.embedding(), 5))
          .isEqualTo(expected.decide(query.embedding(), 5));
    }
  }
}
