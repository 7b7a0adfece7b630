package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Exemplar;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.Transition;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.ShadowView;
import io.alluvium.stores.TransitionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The samples of the bank that have a label and a vector. Each call reads the whole bank. */
final class LabelledSamples {
  /** Returns where a labelled sample lies in a space, by id; empty if it is not of it. */
  private interface Sight extends BiFunction<String, BankValue.Sample, Optional<Embedding>> {}

  private LabelledSamples() {}

  /**
   * Returns those that a learner of a space knows: the samples of the space, and those that a
   * backfill has replaced since by native ones of another.
   */
  static Exemplars of(BankStore bank, TransitionStore transitions, Space space) {
    return exemplars(
        bank,
        (id, sample) ->
            isOf(space.id(), sample)
                ? sample.vector()
                : sample.vector().flatMap(any -> transitions.backfilled(id)).map(ShadowView::from));
  }

  /** Returns those that a learner of an entered space knows: native ones, and images of others. */
  static Exemplars entered(BankStore bank, Transition map) {
    return exemplars(
        bank,
        (id, sample) ->
            isOf(map.to().id(), sample)
                ? sample.vector()
                : sample
                    .vector()
                    .filter(vector -> isOf(map.from().id(), sample))
                    .map(vector -> map.map(map.from(), vector)));
  }

  /** Returns how those of a space entered their classes, in ascending order of ids. */
  static List<LabelChange> entering(BankStore bank, Space space) {
    List<LabelChange> changes = new ArrayList<>();
    forEach(
        bank,
        (id, sample) -> isOf(space.id(), sample) ? sample.vector() : Optional.empty(),
        (id, sample, vector) -> changes.add(entering(id, sample, vector)));
    return changes;
  }

  /** Returns how a labelled sample entered its class, with a vector of its own or an image. */
  static LabelChange entering(String id, BankValue.Sample sample, Embedding vector) {
    return new LabelChange(
        id, vector, sample.period(), sample.offset(), Optional.empty(), sample.assignment());
  }

  private static boolean isOf(SpaceId space, BankValue.Sample sample) {
    return sample.space().equals(space);
  }

  private static Exemplars exemplars(BankStore bank, Sight sight) {
    Exemplars exemplars = new Exemplars();
    forEach(
        bank,
        sight,
        (id, sample, vector) -> {
          Assignment assignment = sample.assignment().orElseThrow();
          exemplars.add(
              assignment.label(), new Exemplar(id, vector, sample.offset(), assignment.weight()));
        });
    return exemplars;
  }

  private interface Visitor {
    void visit(String id, BankValue.Sample sample, Embedding vector);
  }

  private static void forEach(BankStore bank, Sight sight, Visitor visitor) {
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample && sample.assignment().isPresent()) {
        sight.apply(id, sample).ifPresent(vector -> visitor.visit(id, sample, vector));
      }
    });
  }
}
