package io.alluvium.learning.source;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.adapt.FrozenClassifier;
import io.alluvium.learning.drift.Scores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A source that is watched, of a world of four classes. */
abstract class WatchedSource {
  static final double SHIFT = 0.8;

  /** Noticed, but answers to most samples stay right. */
  static final double MILD = 0.25;

  static final Adaptation SHIFT_UNDER_ALARM = new Adaptation(Adaptation.When.AUTO, "shift");

  final RandomGenerator random;
  final GaussianWorld world;
  final Reference reference;
  final List<Embedding> samples = new ArrayList<>();
  SourceWatch watch;
  boolean adapts = true;
  final Surroundings around =
      new Surroundings() {
        @Override
        public Optional<Embedding> vector(Seen seen) {
          return Optional.of(samples.get((int) seen.entry()));
        }

        @Override
        public FrozenClassifier classifier() {
          throw new AssertionError("shift asks for no classifier");
        }
      };

  WatchedSource(RandomGenerator random) {
    this.random = random;
    this.world = new GaussianWorld(random);
    this.reference = new Reference(1, world.geometry(), Optional.of(world.surprise()));
    this.watch = new SourceWatch(reference, SHIFT_UNDER_ALARM);
  }

  List<SourceChange> see(Embedding sample) {
    Seen seen = new Seen("s" + samples.size(), 10L * samples.size(), samples.size());
    samples.add(sample);
    WhitenedPoint placed = reference.geometry().place(sample);
    int answer = Scores.of(placed).nearest();
    List<SourceChange> changes = new ArrayList<>();
    if (watch.under(reference).looksAt(seen.offset(), answer, 2)) {
      changes.addAll(
          watch.absorb(
              seen,
              sample,
              placed,
              watch.displaced(sample, placed),
              answer,
              adapts ? OptionalInt.of(answer) : OptionalInt.empty(),
              around));
    }
    changes.addAll(watch.finish());
    return changes;
  }

  List<SourceChange> see(int count, double shift) {
    List<SourceChange> changes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      changes.addAll(see(world.draw(world.anyClass(), shift)));
    }
    return changes;
  }

  static <T> List<T> only(Class<T> type, List<SourceChange> changes) {
    return changes.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
