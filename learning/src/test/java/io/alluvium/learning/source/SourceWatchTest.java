package io.alluvium.learning.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.Seeds;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.SuspectedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SourceWatchTest extends WatchedSource {
  SourceWatchTest() {
    super(Seeds.random());
  }

  @Test
  void noticesWhereItBeganFollowsAndSaysWhenItIsOver() {
    assertThat(see(500, 0)).isEmpty();

    List<SourceChange> changes = see(300, SHIFT);

    assertThat(changes).hasSize(1);
    SourceChange.Began began = (SourceChange.Began) changes.getFirst();
    assertThat(began.event().kind()).isNotEqualTo(SuspectedKind.CONCEPT);
    assertThat(began.since()).isBetween(4_500L, 5_300L);
    assertThat(began.follows()).isTrue();
    assertThat(watch.hasChanged()).isTrue();
    Embedding moved = world.draw(0, SHIFT);
    Displaced displaced = watch.displaced(moved, reference.geometry().place(moved)).orElseThrow();
    assertThat(displaced.gain()).isPositive();
    assertThat(displaced.open()).isTrue();

    List<SourceChange.Ended> after = only(SourceChange.Ended.class, see(600, 0));

    assertThat(after).hasSize(1);
    SourceChange.Ended ended = after.getFirst();
    assertThat(ended.reason()).isEqualTo(SourceChange.Reason.RETURNED);
    assertThat(ended.score().adapted()).isGreaterThan(200);
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void countsNoAnswersAsAdaptedThatAreNot() {
    adapts = false;
    see(500, 0);
    List<SourceChange> changes = see(1000, SHIFT);
    changes.addAll(see(600, 0));

    SourceReport report = only(SourceChange.Told.class, changes).getLast().report();
    assertThat(report.worth().changes()).isPositive();
    assertThat(report.worth().adapted()).isZero();
    assertThat(only(SourceChange.Ended.class, changes).getLast().score().adapted()).isZero();
  }

  @Test
  void sumsUpByCountHowItIsAndWhatAdaptationWasWorth() {
    List<SourceChange> changes = new ArrayList<>();
    for (int n = 0; n < 3000; n++) {
      changes.addAll(see(1, n < 1900 ? 0 : SHIFT));
      watch.label(n % 10 > 0, n < 2200 ? Optional.empty() : Optional.of(n % 20 > 0));
    }
    List<SourceReport> reports =
        only(SourceChange.Told.class, changes).stream().map(SourceChange.Told::report).toList();

    assertThat(reports).extracting(SourceReport::samples).containsExactly(1000L, 2000L, 3000L);
    SourceReport calm = reports.getFirst();
    assertThat(calm.window()).isBetween(400L, 600L);
    assertThat(calm.outlierShare()).isLessThan(0.05);
    assertThat(calm.histogram()).isLessThan(10);
    assertThat(calm.autocorrelation()).isLessThan(0.1);
    assertThat(calm.changed()).isFalse();
    assertThat(calm.worth()).isEqualTo(new AdaptationWorth(0, 0, 999, 899, 899));
    SourceReport shifted = reports.getLast();
    assertThat(shifted.changed()).isTrue();
    assertThat(shifted.frechet()).isGreaterThan(calm.frechet() + 1);
    assertThat(shifted.outlierShare()).isGreaterThan(0.3);
    assertThat(shifted.worth().changes()).isEqualTo(1);
    assertThat(shifted.worth().adapted()).isGreaterThan(800);
    assertThat(shifted.worth().labelled()).isEqualTo(2999);
    assertThat(shifted.worth().answeredRight() - shifted.worth().frozenRight()).isEqualTo(40);
  }

  @Test
  void opensStateThatWasWrittenBeforeThereWereSurveys() {
    see(300, 0);
    StateWords words = watch.save();
    StateReader reader = new StateReader(words);
    long[] written = LongStream.generate(reader::nextLong).limit(words.size()).toArray();
    int solve = 0;
    while (written[solve] != 1 || written[solve + 1] != reference.numbers()) {
      solve++;
    }
    StateWriter before = new StateWriter();
    for (int at = 1; at < written.length; at++) {
      if (at < solve - 7 || at >= solve - 2) {
        before.put(written[at]);
      }
    }
    Reference newer = new Reference(2, world.geometry(), Optional.of(world.surprise()));
    SourceWatch opened =
        SourceWatch.load(newer, SHIFT_UNDER_ALARM, watch.recent(), before.words()).under(newer);

    assertThat(opened.save()).isEqualTo(watch.under(newer).save());
  }

  @Test
  void goesOnBitForBitWhereItWasWritten() {
    GaussianWorld twin = world;
    List<Embedding> stream = new ArrayList<>();
    for (int n = 0; n < 1200; n++) {
      stream.add(twin.draw(twin.anyClass(), n / 200 % 2 == 1 ? SHIFT : 0));
    }
    restartsChangeNothing(stream);
  }

  @Test
  void goesOnBitForBitWhileItWaitsForClasses() {
    List<Embedding> stream = new ArrayList<>();
    for (int n = 0; n < 1600; n++) {
      stream.add(world.draw(n / 100 % GaussianWorld.CLASSES, n >= 800 ? MILD : 0));
    }
    restartsChangeNothing(stream);
  }

  private void restartsChangeNothing(List<Embedding> stream) {
    List<String> straight = play(stream, 0);
    assertThat(play(stream, 1)).isEqualTo(straight);
    assertThat(play(stream, 17)).isEqualTo(straight);
  }

  /** Everything that can be told from outside, with a restart after every so many samples. */
  private List<String> play(List<Embedding> stream, int restart) {
    samples.clear();
    watch = new SourceWatch(reference, SHIFT_UNDER_ALARM);
    List<String> told = new ArrayList<>();
    for (Embedding sample : stream) {
      told.addAll(see(sample).stream().map(SourceChange::toString).toList());
      watch
          .label(samples.size() % 3 > 0, Optional.of(true))
          .map(SourceChange::toString)
          .ifPresent(told::add);
      told.add(watch.save().hashCode() + " " + watch.recent().size());
      if (restart > 0 && samples.size() % restart == 0) {
        watch = SourceWatch.load(reference, SHIFT_UNDER_ALARM, watch.recent(), watch.save());
      }
    }
    return told;
  }

  @Test
  void keepsWhatItFollowsBesideAnotherSolve() {
    see(500, 0);
    see(300, SHIFT);
    Reference newer = new Reference(2, world.geometry(), Optional.of(world.surprise()));
    SourceWatch stored =
        SourceWatch.load(newer, SHIFT_UNDER_ALARM, watch.recent(), watch.save()).under(newer);
    watch.under(newer);
    Embedding moved = world.draw(1, SHIFT);
    WhitenedPoint placed = newer.geometry().place(moved);

    assertThat(watch.displaced(moved, placed)).isPresent();
    assertThat(stored.displaced(moved, placed)).isEqualTo(watch.displaced(moved, placed));
    assertThat(stored.save()).isEqualTo(watch.save());
  }

  @Test
  void refusesNumbersThatItDidNotWrite() {
    see(100, 0);
    assertThatThrownBy(() ->
            SourceWatch.load(reference, SHIFT_UNDER_ALARM, List.of(), new StateWriter().words()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state ends after 0 numbers, expected more");
    Reference wider =
        new Reference(1, new GaussianWorld(random).all(), Optional.of(world.surprise()));
    assertThatThrownBy(
            () -> SourceWatch.load(wider, SHIFT_UNDER_ALARM, watch.recent(), watch.save()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numbers, expected 2");
  }

  @Test
  void errorsOnSamplesThatLookAsBeforeAreToldAndNotFollowed() {
    Optional<SourceChange> change = Optional.empty();
    for (int n = 0; n < 2000 && change.isEmpty(); n++) {
      see(1, 0);
      change = watch.label(n < 1000 ? n % 20 > 0 : n % 2 > 0, Optional.empty());
    }
    assertThat(change)
        .map(SourceChange.Began.class::cast)
        .hasValueSatisfying(began -> {
          assertThat(began.event().kind()).isEqualTo(SuspectedKind.CONCEPT);
          assertThat(began.follows()).isFalse();
        });
  }

  /**
   * Of the samples one in two is looked at, labels come for all. The other detector of errors,
   * which may be earlier, dates by the least rate there was.
   */
  @Test
  void errorsThatBecomeMoreFrequentBitByBitAreDatedByTheirSamples() {
    Optional<SourceChange> change = Optional.empty();
    int samples = 0;
    while (change.isEmpty() && samples < 6000) {
      see(1, 0);
      double errors = 0.3 + 0.0002 * Math.max(0, samples - 2000);
      change =
          watch
              .label(random.nextDouble() >= errors, Optional.empty())
              .filter(each -> ((SourceChange.Began) each).event().detector().equals("adwin"));
      samples++;
    }
    SourceChange.Began began = (SourceChange.Began) change.orElseThrow();
    assertThat(began.since()).isCloseTo(10 * (samples - began.event().since()), within(2_000L));
  }
}
