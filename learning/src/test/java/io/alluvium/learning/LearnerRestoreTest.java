package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Learner.Background;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnerRestoreTest {
  private static final Space SPACE = Samples.space(6);
  private static final int LENGTH = 110;
  private static final HeadOptions SMALL =
      HeadOptions.defaults()
          .with(builder -> builder.features(12).gamma(1).neighbours(3).window(40));

  private Recency recency = Recency.NONE;

  @ParameterizedTest
  @CsvSource({
    "plda, 3,  1, NONE",
    "plda, 0,  3, NONE",
    "plda, 1,  2, NONE",
    "plda, 40, 2, NONE",
    "slda, 3,  2, NONE",
    "ncm,  3,  2, NONE",
    "teen, 3,  2, NONE",
    "simplex, 3, 2, NONE",
    "ranpac, 3, 2, NONE",
    "klda, 2,  3, NONE",
    "knn,  3,  3, NONE",
    "knn in graphs, 3, 2, NONE",
    "knn in graphs, 0, 3, NONE",
    "fetril, 3, 2, NONE",
    "plda, 3,  2, WINDOW",
    "plda, 0,  1, WINDOW",
    "ncm,  40, 2, WINDOW",
    "plda, 3,  2, HALF_LIFE",
    "slda, 40, 3, HALF_LIFE",
    "ncm,  1,  1, HALF_LIFE"
  })
  void restoredAnywhereItGoesOnAsIfNothingHadHappened(
      String name, int delay, int maxChanges, Recency.Kind kind) {
    recency = new Recency(kind, Recency.Unit.SAMPLES, 128);
    List<Streams.Entry> stream =
        recency.isOn()
            ? Streams.ageing(Seeds.random(), SPACE, LENGTH, maxChanges, true)
            : Streams.amended(Seeds.random(), SPACE, LENGTH, maxChanges);
    Head head = head(name);
    SolveOptions options = new SolveOptions(5, 11, 0.2, delay);
    Fold whole = new Fold(Learner.start(SPACE, head, options, recency, Background.INLINE));
    boolean cutInsidePending = false;
    for (int cut = 0; cut <= LENGTH; cut++) {
      Fold restored = whole.restarted(head(name), options, recency, Background.INLINE);
      cutInsidePending |= restored.learner().progress().pending().isPresent();
      assertThat(restored.learner().progress()).isEqualTo(whole.learner().progress());
      assertThat(rest(restored, stream.subList(cut, LENGTH)))
          .as("what is said after a restart at entry %d", cut)
          .isEqualTo(rest(replayed(head(name), options, stream, cut), stream.subList(cut, LENGTH)));
      if (cut < LENGTH) {
        whole.take(stream.get(cut));
      }
    }
    assertThat(whole.learner().progress().effective().updates()).isPositive();
    assertThat(cutInsidePending).isEqualTo(delay > 0);
  }

  /** Of graphs a new head each time, as in a new process: none is built yet. */
  private static Head head(String name) {
    return name.equals("knn in graphs")
        ? new NearestNeighbours(
            SMALL.with(builder -> builder.indexMin(15)), new ArrivalRuns.Lengths(2, 16))
        : Heads.named(name, SMALL);
  }

  /** The learner that was never stopped, at the given place. */
  private Fold replayed(Head head, SolveOptions options, List<Streams.Entry> stream, int entries) {
    Fold fold = new Fold(Learner.start(SPACE, head, options, recency, Background.INLINE));
    fold.takeAll(stream.subList(0, entries));
    return fold;
  }

  private static List<Object> rest(Fold fold, List<Streams.Entry> entries) {
    int before = fold.said().size();
    fold.takeAll(entries);
    List<Object> said = new ArrayList<>(fold.said().subList(before, fold.said().size()));
    said.add(HexFormat.of().formatHex(fold.learner().sumsDigest()));
    said.add(fold.learner().modelOffset());
    return said;
  }

  @Test
  void restartAfterEveryEntryChangesNothing() {
    List<Streams.Entry> stream = Streams.amended(Seeds.random(), SPACE, LENGTH, 2);
    Head head = Heads.named("plda", HeadOptions.defaults());
    SolveOptions options = new SolveOptions(5, 11, 0.2, 3);
    Fold restless = new Fold(Learner.start(SPACE, head, options, recency, Background.INLINE));
    List<Object> said = new ArrayList<>();
    for (Streams.Entry entry : stream) {
      restless = restless.restarted(head, options, recency, Background.INLINE);
      restless.take(entry);
      said.addAll(restless.said());
    }
    assertThat(said).isEqualTo(replayed(head, options, stream, LENGTH).said());
  }

  @Test
  void restartsWhileManyClassesWaitForTheirTurnChangeNothing() {
    int classes = 40;
    RandomGenerator random = Seeds.random();
    List<Streams.Entry> stream = new ArrayList<>();
    for (int n = 0; n < 6 * classes; n++) {
      int c = n < 3 * classes ? n % classes : random.nextInt(classes);
      LabelChange change =
          new LabelChange(
              "s" + n,
              Samples.anything(random, SPACE.dim()),
              Optional.empty(),
              Optional.of(Assignment.of("c" + c)));
      List<LabelChange> changes = n % 5 == 4 ? List.of() : List.of(change);
      stream.add(
          new Streams.Entry(
              Optional.of(Samples.anything(random, SPACE.dim())), changes, Optional.empty(), 0));
    }
    SolveOptions options = new SolveOptions(classes, classes, 0, classes);
    Fold whole = new Fold(Learner.start(SPACE, head("plda"), options, recency, Background.INLINE));
    for (int cut = 0; cut < stream.size(); cut++) {
      Fold restored = whole.restarted(head("plda"), options, recency, Background.INLINE);
      List<Streams.Entry> next = stream.subList(cut, Math.min(cut + 12, stream.size()));
      assertThat(rest(restored, next))
          .as("what is said after a restart at entry %d", cut)
          .isEqualTo(rest(replayed(head("plda"), options, stream, cut), next));
      whole.take(stream.get(cut));
    }
    assertThat(whole.learner().progress().effective().updates()).isGreaterThan(2L * classes);
  }

  @Test
  void refusesALogThatDoesNotReach() {
    SolveOptions options = new SolveOptions(1000, 1000, 0, 0);
    Head head = new NearestClassMean();
    Learner learner = Learner.start(SPACE, head, options, Background.INLINE);
    List<LabelUpdate> log = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      Embedding sample = Samples.anything(Seeds.random(), SPACE.dim());
      log.add(
          learner.learn(
              new LabelChange("s" + n, sample, Optional.empty(), Optional.of(Assignment.of("a"))),
              n));
    }
    assertThatThrownBy(() -> restore(head, options, learner, log.subList(1, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log has update 2, expected 1");
    List<LabelUpdate> gap = new ArrayList<>(log);
    gap.remove(2);
    assertThatThrownBy(() -> restore(head, options, learner, gap))
        .hasMessage("log has update 4, expected 3");
    assertThatThrownBy(() -> restore(head, options, learner, log.subList(0, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("log ends at update 3, expected 4");
    assertThatThrownBy(() -> restore(head, options, learner, log.reversed()))
        .hasMessage("log has update 4, expected 1");
  }

  private static Learner restore(
      Head head, SolveOptions options, Learner from, List<LabelUpdate> log) {
    return Learner.restore(
        head, options, Background.INLINE, from.evidence().copy(), from.progress(), log);
  }
}
