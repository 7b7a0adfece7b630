package io.alluvium.learning.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.Seeds;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.Scores;
import io.alluvium.learning.drift.SuspectedKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SourceWatchTest {
  private static final double SHIFT = 0.8;

  private final RandomGenerator random = Seeds.random();
  private final GaussianWorld world = new GaussianWorld(random);
  private final Reference reference =
      new Reference(1, world.geometry(), Optional.of(world.surprise()));
  private final List<Embedding> samples = new ArrayList<>();
  private SourceWatch watch = new SourceWatch(reference);

  private List<SourceChange> see(Embedding sample) {
    Seen seen = new Seen("s" + samples.size(), 10L * samples.size(), samples.size());
    samples.add(sample);
    WhitenedPoint placed = reference.geometry().place(sample);
    int answer = Scores.of(placed).nearest();
    if (!watch.under(reference).looksAt(seen.offset(), answer, 2)) {
      return List.of();
    }
    return watch.absorb(
        seen,
        sample,
        placed,
        watch.displaced(sample, placed),
        answer,
        answer,
        other -> Optional.of(samples.get((int) other.entry())));
  }

  private List<SourceChange> see(int count, double shift) {
    List<SourceChange> changes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      changes.addAll(see(world.draw(world.anyClass(), shift)));
    }
    return changes;
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

    List<SourceChange> after = see(600, 0);

    assertThat(after).hasSize(1).first().isInstanceOf(SourceChange.Ended.class);
    SourceChange.Ended ended = (SourceChange.Ended) after.getFirst();
    assertThat(ended.reason()).isEqualTo(SourceChange.Reason.RETURNED);
    assertThat(ended.score().adapted()).isGreaterThan(200);
    assertThat(watch.hasChanged()).isFalse();
  }

  @Test
  void goesOnBitForBitWhereItWasWritten() {
    GaussianWorld twin = world;
    List<Embedding> stream = new ArrayList<>();
    for (int n = 0; n < 1200; n++) {
      stream.add(twin.draw(twin.anyClass(), n / 200 % 2 == 1 ? SHIFT : 0));
    }
    List<String> straight = play(stream, 0);
    assertThat(play(stream, 1)).isEqualTo(straight);
    assertThat(play(stream, 17)).isEqualTo(straight);
  }

  /** Everything that can be told from outside, with a restart after every so many samples. */
  private List<String> play(List<Embedding> stream, int restart) {
    samples.clear();
    watch = new SourceWatch(reference);
    List<String> told = new ArrayList<>();
    for (Embedding sample : stream) {
      told.addAll(see(sample).stream().map(SourceChange::toString).toList());
      watch
          .label(samples.size() % 3 > 0, Optional.of(true))
          .map(SourceChange::toString)
          .ifPresent(told::add);
      told.add(watch.save().hashCode() + " " + watch.recent().size());
      if (restart > 0 && samples.size() % restart == 0) {
        watch = SourceWatch.load(reference, watch.recent(), watch.save());
      }
    }
    return told;
  }

  @Test
  void keepsWhatItFollowsBesideAnotherSolve() {
    see(500, 0);
    see(300, SHIFT);
    Reference newer = new Reference(2, world.geometry(), Optional.of(world.surprise()));
    SourceWatch stored = SourceWatch.load(newer, watch.recent(), watch.save()).under(newer);
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
    assertThatThrownBy(() -> SourceWatch.load(reference, List.of(), new StateWriter().words()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state ends after 0 numbers, expected more");
    Reference wider =
        new Reference(1, new GaussianWorld(random).all(), Optional.of(world.surprise()));
    assertThatThrownBy(() -> SourceWatch.load(wider, watch.recent(), watch.save()))
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

  /** Of the samples one in two is looked at, labels come for all. */
  @Test
  void errorsThatBecomeMoreFrequentBitByBitAreDatedByTheirSamples() {
    Optional<SourceChange> change = Optional.empty();
    int samples = 0;
    while (change.isEmpty() && samples < 6000) {
      see(1, 0);
      double errors = 0.3 + 0.0002 * Math.max(0, samples - 2000);
      change = watch.label(random.nextDouble() >= errors, Optional.empty());
      samples++;
    }
    SourceChange.Began began = (SourceChange.Began) change.orElseThrow();
    assertThat(began.event().detector()).isEqualTo("adwin");
    assertThat(began.since()).isCloseTo(10 * (samples - began.event().since()), within(2_000L));
  }
}
