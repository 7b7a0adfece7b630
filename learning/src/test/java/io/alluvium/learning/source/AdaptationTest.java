package io.alluvium.learning.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.adapt.Adapters;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.adapt.LiveAdapter;
import io.alluvium.learning.adapt.Posterior;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A watch with each adapter, under an alarm and always. */
final class AdaptationTest {
  private static final double SHIFT = 0.8;

  private final GaussianWorld world = new GaussianWorld(new SplittableRandom(5));
  private final Reference reference =
      new Reference(1, world.geometry(), Optional.of(world.surprise()));
  private final List<Embedding> stream = new ArrayList<>();
  private final List<Integer> truth = new ArrayList<>();
  private FrozenClassifier classifier = world.classifier();
  private final Surroundings around =
      new Surroundings() {
        @Override
        public Optional<Embedding> vector(Seen seen) {
          return Optional.of(stream.get((int) seen.entry()));
        }

        @Override
        public FrozenClassifier classifier() {
          return classifier;
        }
      };

  static List<String> names() {
    return Adapters.liveNames();
  }

  private static Adaptation auto(String name) {
    return new Adaptation(Adaptation.When.AUTO, name);
  }

  private static Adaptation on(String name) {
    return new Adaptation(Adaptation.When.ON, name);
  }

  private void draw(int count, double shift) {
    for (int n = 0; n < count; n++) {
      truth.add(world.anyClass());
      stream.add(world.draw(truth.getLast(), shift));
    }
  }

  /** What came of a stretch. */
  private static final class Told {
    private final List<String> lines = new ArrayList<>();
    private int adapted;
    private int frozenRight;
    private int answeredRight;
  }

  /** Shows the watch the samples from one place to another. */
  private Told play(SourceWatch watch, Reference now, int from, int to) {
    Told told = new Told();
    for (int at = from; at < to; at++) {
      Embedding sample = stream.get(at);
      Posterior frozen = classifier.sample(sample).frozen();
      Posterior answer = frozen;
      if (watch.under(now).looksAt(at, frozen.best(), 2)) {
        WhitenedPoint placed = now.geometry().place(sample);
        Optional<Displaced> displaced = watch.displaced(sample, placed);
        Optional<Posterior> adapted =
            displaced.map(moved ->
                watch
                    .adapted(sample, around)
                    .orElseGet(() -> classifier.sample(moved.embedding()).frozen()));
        if (displaced.filter(Displaced::open).isPresent()) {
          answer = adapted.orElseThrow();
          told.adapted++;
        }
        watch
            .absorb(
                new Seen("s" + at, at, at),
                sample,
                placed,
                displaced,
                frozen.best(),
                adapted.stream().mapToInt(Posterior::best).findFirst(),
                around)
            .forEach(change -> told.lines.add(change.toString()));
      }
      watch.finish().forEach(change -> told.lines.add(change.toString()));
      told.frozenRight += frozen.best() == truth.get(at) ? 1 : 0;
      told.answeredRight += answer.best() == truth.get(at) ? 1 : 0;
      told.lines.add(Integer.toString(Arrays.hashCode(answer.toArray())));
    }
    return told;
  }

  private static SourceWatch reopened(SourceWatch watch, Reference now, Adaptation adaptation) {
    return SourceWatch.load(now, adaptation, watch.recent(), watch.save());
  }

  /** Draws runs of 50 samples of one class. */
  private void drawRuns(int count, double shift) {
    for (int n = 0; n < count; n++) {
      truth.add(n / 50 % GaussianWorld.CLASSES);
      stream.add(world.draw(truth.getLast(), shift));
    }
  }

  private void drawThere() {
    draw(300, 0);
    draw(300, SHIFT);
  }

  private void drawThereAndBack() {
    drawThere();
    draw(400, 0);
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesOnBitForBitWhereItWasWritten(String name) {
    drawThereAndBack();
    for (Adaptation adaptation : List.of(auto(name), on(name))) {
      SourceWatch straight = new SourceWatch(reference, adaptation);
      List<String> expected = play(straight, reference, 0, stream.size()).lines;

      SourceWatch watch = new SourceWatch(reference, adaptation);
      List<String> found = new ArrayList<>();
      for (int at = 0; at < stream.size(); at += 40) {
        found.addAll(play(watch, reference, at, Math.min(at + 40, stream.size())).lines);
        watch = reopened(watch, reference, adaptation);
      }

      assertThat(found).isEqualTo(expected);
      assertThat(watch.save()).isEqualTo(straight.save());
    }
  }

  /** One class is new in the later solve, and there is nothing yet to compare with. */
  @ParameterizedTest
  @MethodSource("names")
  void isBesideAnotherSolveWhatItWouldBeAfterARestart(String name) {
    drawThereAndBack();
    SufficientStatistics more = more();
    Reference later = later(more);
    for (Adaptation adaptation : List.of(auto(name), on(name))) {
      classifier = world.classifier();
      SourceWatch straight = new SourceWatch(reference, adaptation);
      play(straight, reference, 0, 450);
      assertThat(straight.hasChanged()).isTrue();
      SourceWatch restarted = reopened(straight, later, adaptation);

      classifier = FrozenClassifier.since(later.geometry(), scorer(more));
      List<String> expected = play(straight, later, 450, stream.size()).lines;

      assertThat(play(restarted, later, 450, stream.size()).lines).isEqualTo(expected);
      assertThat(restarted.save()).isEqualTo(straight.save());
    }
  }

  private SufficientStatistics more() {
    SufficientStatistics more = world.statistics().copy();
    for (int n = 0; n < 50; n++) {
      more.add("a new one", world.stranger());
    }
    return more;
  }

  private static Reference later(SufficientStatistics more) {
    ClassGeometry geometry = ClassGeometry.of(more, new Shrinkage.Oas()).orElseThrow();
    return new Reference(2, geometry, Optional.empty());
  }

  private static Scorer scorer(SufficientStatistics statistics) {
    return Heads.named("slda", HeadOptions.defaults()).fit(Evidence.of(statistics));
  }

  @ParameterizedTest
  @MethodSource("names")
  void doesNoHarmWhereNothingHasChangedUnderAnAlarm(String name) {
    drawThereAndBack();
    SourceWatch watch = new SourceWatch(reference, auto(name));
    Told clean = play(watch, reference, 0, 300);
    Told shifted = play(watch, reference, 300, 600);
    Told returned = play(watch, reference, 600, stream.size());

    assertThat(clean.adapted).isZero();
    assertThat(shifted.adapted).isGreaterThan(150);
    assertThat(returned.adapted).isLessThan(60);
    assertThat(returned.answeredRight).isGreaterThanOrEqualTo(returned.frozenRight - 4);
    assertThat(watch.hasChanged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"shift", "domain-prompt", "mixture", "teacher"})
  void winsBackWhatAShiftTakesUnderAnAlarmAndAlways(String name) {
    drawThere();
    for (Adaptation adaptation : List.of(auto(name), on(name))) {
      SourceWatch watch = new SourceWatch(reference, adaptation);
      play(watch, reference, 0, 400);
      Told shifted = play(watch, reference, 400, 600);

      assertThat(shifted.answeredRight).isGreaterThan(shifted.frozenRight + 3);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void alwaysMeansFromTheSecondSampleOnAndWithoutAnAlarm(String name) {
    draw(200, 0);
    SourceWatch watch = new SourceWatch(reference, on(name));
    Told clean = play(watch, reference, 0, 200);

    assertThat(clean.adapted).isEqualTo(199);
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void lastSamplesAreAnsweredTogetherWhereLabelsComeInRuns() {
    draw(300, 0);
    drawRuns(600, 0);
    SourceWatch watch = new SourceWatch(reference, on("laplacian"));
    Told mixed = play(watch, reference, 0, 300);
    Told runs = play(watch, reference, 300, 900);

    assertThat(mixed.answeredRight).isEqualTo(mixed.frozenRight);
    assertThat(runs.answeredRight).isGreaterThan(runs.frozenRight + 20);
  }

  @Test
  void changesAreToldWhereAnswersAreAlwaysAdapted() {
    drawThereAndBack();
    draw(300, 0);
    SourceWatch watch = new SourceWatch(reference, on("shift"));

    List<String> told = play(watch, reference, 0, stream.size()).lines;

    assertThat(told).filteredOn(line -> line.startsWith("Began")).hasSize(1);
    assertThat(told)
        .filteredOn(line -> line.startsWith("Ended"))
        .singleElement()
        .asString()
        .contains("RETURNED");
  }

  @ParameterizedTest
  @MethodSource("names")
  void beginsAnewWhereAllAnswersBecomeOneClass(String name) {
    draw(601, SHIFT);
    SourceWatch watch = new SourceWatch(reference, on(name));
    Embedding query = stream.getLast();
    WhitenedPoint placed = reference.geometry().place(query);
    int open = 0;
    while (open < 600 && watch.under(reference).looksAt(open, open % 4, 2)) {
      Embedding sample = stream.get(open);
      WhitenedPoint there = reference.geometry().place(sample);
      Optional<Displaced> displaced = watch.displaced(sample, there);
      Seen seen = new Seen("s" + open, open, open);
      watch.absorb(seen, sample, there, displaced, open % 4, OptionalInt.of(0), around);
      open++;
      if (!watch.displaced(query, placed).orElseThrow().open()) {
        break;
      }
    }

    assertThat(open).isBetween(500, 520);
    Posterior answer =
        watch.adapted(query, around).orElseGet(() -> classifier.sample(query).frozen());
    LiveAdapter fresh = Adapters.live(name, world.geometry());
    assertThat(answer.best())
        .isEqualTo(
            fresh
                .answer(List.of(classifier.sample(query)), Conditions.INDEPENDENT)
                .getFirst()
                .best());
    Reference later = later(more());
    SourceWatch restarted = reopened(watch, later, on(name)).under(later);
    assertThat(restarted.save()).isEqualTo(watch.under(later).save());
    assertThat(restarted.displaced(query, later.geometry().place(query)))
        .hasValueSatisfying(moved -> assertThat(moved.gain()).isZero());
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatAnotherAdapterKnewIsPassedOver(String name) {
    drawThere();
    SourceWatch watch = new SourceWatch(reference, auto(name));
    play(watch, reference, 0, 450);
    for (String other : names()) {
      SourceWatch opened = reopened(watch, reference, auto(other));
      Told told = play(opened, reference, 450, 600);

      assertThat(told.adapted).as(other).isGreaterThan(50);
      assertThat(opened.adapted(stream.getLast(), around).isEmpty())
          .isEqualTo(other.equals("shift"));
    }
  }

  @Test
  void nothingOfAnAdapterIsStoredWhereNoneRuns() {
    drawThere();
    SourceWatch off = new SourceWatch(reference, new Adaptation(Adaptation.When.OFF, "mixture"));
    SourceWatch shift = new SourceWatch(reference, auto("shift"));
    play(off, reference, 0, 100);
    play(shift, reference, 0, 100);

    assertThat(off.save()).isEqualTo(shift.save());
  }

  @Test
  void adaptersThatAreNotThereAreRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> auto("magic"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("magic")
        .hasMessageContaining("laplacian");
  }
}
