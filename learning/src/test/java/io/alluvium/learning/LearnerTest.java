package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Learner.Background;
import io.alluvium.learning.LearnerProgress.Solve;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {
  private static final Space SPACE = Samples.space(3);
  private static final Embedding X = Embedding.of((short) 16384, (short) 0, (short) 0);
  private static final Embedding Y = Embedding.of((short) 0, (short) 16384, (short) 0);
  private static final SolveOptions NEVER = new SolveOptions(1000, 1000, 0, 0);

  @ParameterizedTest
  @ValueSource(strings = {"ncm", "slda", "plda"})
  void classIsPredictableRightAfterItsFirstLabel(String head) {
    Learner learner = learner(Heads.named(head, HeadOptions.defaults()), NEVER, Background.INLINE);
    assertThat(learner.decide(X, 5).candidates()).isEmpty();
    assertThat(learner.modelOffset()).isEmpty();
    learner.learn(labelled("s1", X, "x"), 7);
    assertThat(labels(learner.decide(X, 5))).containsExactly("x");
    assertThat(learner.modelOffset()).hasValue(7);
    learner.learn(labelled("s2", Y, "y"), 9);
    assertThat(labels(learner.decide(X, 5))).containsExactlyInAnyOrder("x", "y");
    assertThat(learner.modelOffset()).hasValue(9);
    assertThat(learner.serving().head()).isEqualTo(head);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncm", "slda", "plda"})
  void emptiedClassIsGoneAtOnce(String head) {
    Learner learner = learner(Heads.named(head, HeadOptions.defaults()), NEVER, Background.INLINE);
    learner.learn(labelled("s1", X, "x"), 0);
    learner.learn(labelled("s2", Y, "y"), 1);
    learner.learn(new LabelChange("s2", Y, Optional.of(Assignment.of("y")), Optional.empty()), 2);
    assertThat(labels(learner.decide(Y, 5))).containsExactly("x");
    learner.learn(
        new LabelChange("s1", X, Optional.of(Assignment.of("x")), Optional.of(Assignment.of("z"))),
        3);
    assertThat(labels(learner.decide(X, 5))).containsExactly("z");
  }

  @Test
  void saysOfHowManySamplesTheWeightsOfAClassAre() {
    Learner learner = learner(new NearestClassMean(), NEVER, Background.INLINE);
    assertThat(learner.servedCount("x")).isZero();
    learner.learn(labelled("s1", X, "x"), 0);
    learner.learn(labelled("s2", X, "x"), 1);
    learner.learn(labelled("s3", Y, "x"), 2);
    assertThat(learner.servedCount("x")).isEqualTo(2);
    assertThat(learner.scorer().explain(X, 1))
        .singleElement()
        .satisfies(parts -> {
          assertThat(parts.label()).isEqualTo("x");
          assertThat(parts.score()).isCloseTo(16, within(0.01));
        });
    learner.learn(labelled("s4", X, "x"), 3);
    assertThat(learner.servedCount("x")).isEqualTo(4);
  }

  @Test
  void refusedChangeIsNoUpdate() {
    Learner learner = learner(new NearestClassMean(), NEVER, Background.INLINE);
    learner.learn(labelled("s1", X, "x"), 0);
    LearnerProgress before = learner.progress();
    assertThatThrownBy(() ->
            learner.learn(
                new LabelChange(
                    "s2", Y, Optional.of(Assignment.of("y")), Optional.of(Assignment.of("x"))),
                1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class 'y' has no samples to take away");
    assertThat(learner.progress()).isEqualTo(before);
    assertThat(learner.statistics().samples()).isEqualTo(1);
  }

  @Test
  void updatesAreNumberedInTheirPlaces() {
    Learner learner = learner(new NearestClassMean(), NEVER, Background.INLINE);
    learner.finishEntry();
    LabelChange change = labelled("s1", X, "x");
    assertThat(learner.learn(change, 40)).isEqualTo(new LabelUpdate(1, 1, 40, change));
    assertThat(learner.learn(labelled("s2", Y, "x"), 40).sequence()).isEqualTo(2);
    learner.finishEntry();
    assertThat(learner.progress())
        .isEqualTo(
            new LearnerProgress(
                2,
                2,
                OptionalLong.of(2),
                OptionalLong.of(40),
                OptionalLong.of(40),
                Solve.NONE,
                Optional.empty(),
                0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10})
  void solveTakesEffectTheDelayAfterItsTriggerAndNotBefore(int delay) {
    CountingHead head = new CountingHead();
    SolveOptions options = new SolveOptions(4, 4, 0, delay);
    Learner learner = learner(head, options, Background.INLINE);
    List<Solve> taken = new ArrayList<>();
    for (int entry = 0; entry < 80; entry++) {
      String serving = learner.decide(X, 1).candidates().getFirst().label();
      long samples = taken.isEmpty() ? 0 : taken.getLast().updates();
      assertThat(serving).isEqualTo("solved from " + samples);
      learner.learn(labelled("s" + entry, X, "x"), entry);
      long finished = entry + 1L;
      learner
          .finishEntry()
          .ifPresent(solve -> {
            assertThat(finished).isEqualTo(solve.effect());
            taken.add(solve);
          });
    }
    assertThat(taken).hasSizeGreaterThan(2);
    assertThat(taken.getFirst()).isEqualTo(new Solve(4, 4, 4 + options.delay(4)));
    assertThat(taken).allMatch(solve -> solve.updates() == solve.entries());
  }

  @Test
  void oneSolveAtATime() {
    CountingHead head = new CountingHead();
    Learner learner = learner(head, new SolveOptions(1, 1, 0, 5), Background.INLINE);
    for (int entry = 0; entry < 4; entry++) {
      learner.learn(labelled("s" + entry, X, "x"), entry);
      learner.finishEntry();
    }
    assertThat(head.fits).containsExactly(0L, 1L);
    assertThat(learner.progress().pending()).hasValue(new Solve(1, 1, 6));
  }

  @Test
  void whenTheBackgroundIsReadyMakesNoDifference() {
    List<Streams.Entry> stream = Streams.random(Seeds.random(), Samples.space(6), 200, 2);
    Background atTheLastMoment = fit -> fit;
    Background elsewhere =
        fit -> {
          CompletableFuture<Scorer> ready = CompletableFuture.supplyAsync(fit);
          return ready::join;
        };
    List<Object> inline = said(stream, Background.INLINE);
    assertThat(said(stream, atTheLastMoment)).isEqualTo(inline);
    assertThat(said(stream, elsewhere)).isEqualTo(inline);
  }

  @Test
  void classIsRefreshedWhenItsCountHasDoubledOrHalved() {
    Learner learner = learner(new NearestClassMean(), NEVER, Background.INLINE);
    List<Long> refreshedAt = new ArrayList<>();
    for (int n = 1; n <= 17; n++) {
      learner.learn(labelled("s" + n, n % 2 == 0 ? X : Y, "x"), n);
      if (learner.modelOffset().equals(OptionalLong.of(n))) {
        refreshedAt.add((long) n);
      }
    }
    for (int n = 17; n >= 1; n--) {
      Embedding sample = n % 2 == 0 ? X : Y;
      learner.learn(
          new LabelChange("s" + n, sample, Optional.of(Assignment.of("x")), Optional.empty()),
          100 - n);
      if (learner.modelOffset().equals(OptionalLong.of(100 - n))) {
        refreshedAt.add((long) n - 1);
      }
    }
    assertThat(refreshedAt).containsExactly(1L, 2L, 4L, 8L, 16L, 8L, 4L, 2L, 1L, 0L);
  }

  @Test
  void classesThatDoubledWhileASolveRanHaveTheirTurnAFewAtATime() {
    int classes = 20;
    SolveOptions options = new SolveOptions(classes, 1000, 0, classes + 2);
    Learner learner = learner(new NearestClassMean(), options, Background.INLINE);
    for (int n = 0; n < 2 * classes; n++) {
      learner.learn(labelled("s" + n, X, "c" + (10 + n % classes)), n);
      learner.finishEntry();
    }
    learner.learn(labelled("late", Y, "late"), 2L * classes);
    assertThat(learner.finishEntry()).isEmpty();
    learner.learn(
        new LabelChange("s0", X, Optional.of(Assignment.of("c10")), Optional.empty()), 41);
    learner.learn(
        new LabelChange("s20", X, Optional.of(Assignment.of("c10")), Optional.empty()), 41);
    assertThat(learner.finishEntry()).isPresent();
    assertThat(learner.servedCount("late")).as("a class that came does not wait").isEqualTo(1);
    assertThat(learner.servedCount("c10")).as("a class that went does not wait").isZero();
    List<Long> refreshed = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      refreshed.add(
          IntStream.range(1, classes)
              .filter(c -> learner.servedCount("c" + (10 + c)) == 2)
              .count());
      learner.finishEntry();
    }
    assertThat(refreshed).containsExactly(8L, 16L, 19L, 19L);
    assertThat(learner.modelOffset()).hasValue(41);
  }

  @Test
  void solvesAreDueByLabelsNotByWeights() {
    SolveOptions options = new SolveOptions(4, 100, 0.5, 0);
    List<List<Optional<Solve>>> solves = new ArrayList<>();
    for (int weight : new int[] {1, 700}) {
      Learner learner = learner(new NearestClassMean(), options, Background.INLINE);
      List<Optional<Solve>> taken = new ArrayList<>();
      for (int n = 0; n < 80; n++) {
        Optional<Assignment> label = Optional.of(new Assignment("x", weight));
        learner.learn(new LabelChange("s" + n, X, Optional.empty(), label), n);
        taken.add(learner.finishEntry());
      }
      assertThat(learner.progress().labelled()).hasValue(80);
      solves.add(taken);
    }
    assertThat(solves.getLast()).isEqualTo(solves.getFirst());
  }

  private static List<Object> said(List<Streams.Entry> stream, Background background) {
    Head head = Heads.named("plda", HeadOptions.defaults());
    SolveOptions options = new SolveOptions(5, 11, 0.2, 3);
    Fold fold = new Fold(Learner.start(Samples.space(6), head, options, background));
    fold.takeAll(stream);
    return fold.said();
  }

  private static Learner learner(Head head, SolveOptions options, Background background) {
    return Learner.start(SPACE, head, options, background);
  }

  private static LabelChange labelled(String id, Embedding embedding, String label) {
    return new LabelChange(id, embedding, Optional.empty(), Optional.of(Assignment.of(label)));
  }

  private static List<String> labels(Decision decision) {
    return decision.candidates().stream().map(Candidate::label).toList();
  }

  /** Answers with the number of samples it was last fitted from, whatever is refreshed. */
  private static final class CountingHead implements Head {
    private final List<Long> fits = new ArrayList<>();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Scorer fit(Evidence evidence) {
      long samples = evidence.statistics().samples();
      fits.add(samples);
      return new Scorer() {
        @Override
        public List<String> labels() {
          return List.of();
        }

        @Override
        public List<ScoreParts> explain(Embedding query, int count) {
          return List.of();
        }

        @Override
        public double[] scores(Embedding query) {
          return new double[0];
        }

        @Override
        public Decision decide(Embedding query, int topK) {
          Candidate only = new Candidate("solved from " + samples, 1);
          return new Decision(List.of(only), OptionalDouble.empty());
        }

        @Override
        public Scorer refreshed(Evidence now, Set<String> changed) {
          return this;
        }
      };
    }
  }
}
