package io.alluvium.training;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labelled vectors in three parts, told apart by a hash of their ids: what is trained on, what
 * picks the epoch, and what judges the adapter and has picked nothing.
 *
 * @param space what the vectors are of
 * @param training about four fifths
 * @param choosing about a tenth
 * @param judging about a tenth
 * @param newClasses classes that the adapter is for; all others are old
 */
record TrainingSet(
    Space space,
    List<Example> training,
    List<Example> choosing,
    List<Example> judging,
    Set<String> newClasses) {
  private static final double JUDGING = 0.1;
  private static final double CHOOSING = 0.2;

  /** Copies the lists. */
  TrainingSet {
    training = List.copyOf(training);
    choosing = List.copyOf(choosing);
    judging = List.copyOf(judging);
    newClasses = new TreeSet<>(newClasses);
  }

  /**
   * Parts the vectors.
   *
   * @param newClasses empty for all
   * @throws EvaluationException if the space cannot have an adapter, a new class does not occur, or
   *     a part is empty
   */
  static TrainingSet of(Space space, List<Example> examples, Set<String> newClasses, long seed) {
    if (!(space.normalisation() instanceof Normalisation.L2)) {
      throw new EvaluationException(
          "the encoder's space is fixed (raw numbers): adapters need an l2 space");
    }
    Set<String> known = new TreeSet<>(examples.stream().map(Example::label).toList());
    Set<String> unknown = new TreeSet<>(newClasses);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new EvaluationException("no labelled vector is of the classes " + unknown);
    }
    TrainingSet set =
        new TrainingSet(
            space,
            between(examples, seed, CHOOSING, 1),
            between(examples, seed, JUDGING, CHOOSING),
            between(examples, seed, 0, JUDGING),
            newClasses.isEmpty() ? known : newClasses);
    if (set.training.isEmpty() || set.choosing.isEmpty() || set.judging.isEmpty()) {
      throw new EvaluationException(
          "there are " + examples.size() + " labelled vectors, too few to hold some out");
    }
    if (set.ofNew(set.training).isEmpty()) {
      throw new EvaluationException("no vector of a new class is left to train on");
    }
    return set;
  }

  private static List<Example> between(
      List<Example> examples, long seed, double from, double below) {
    return examples.stream()
        .filter(example -> {
          double place = SeededOrder.fraction("adapter" + seed, example.id());
          return place >= from && place < below;
        })
        .toList();
  }

  boolean isNew(Example example) {
    return newClasses.contains(example.label());
  }

  List<Example> ofNew(List<Example> examples) {
    return examples.stream().filter(this::isNew).toList();
  }

  List<Example> ofOld(List<Example> examples) {
    return examples.stream().filter(example -> !isNew(example)).toList();
  }
}
