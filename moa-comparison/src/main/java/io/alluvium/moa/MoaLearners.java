package io.alluvium.moa;

import io.alluvium.learning.Space;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import moa.classifiers.AbstractClassifier;
import moa.classifiers.bayes.NaiveBayes;
import moa.classifiers.lazy.SAMkNN;
import moa.classifiers.lazy.kNN;
import moa.classifiers.meta.AdaptiveRandomForest;
import moa.classifiers.trees.HoeffdingTree;

/** The learners of MOA that are compared, with the settings that MOA gives them. */
final class MoaLearners {
  private static final Map<String, Supplier<AbstractClassifier>> ALL =
      new TreeMap<>(
          Map.of(
              "NaiveBayes", NaiveBayes::new,
              "HoeffdingTree", HoeffdingTree::new,
              "kNN", kNN::new,
              "SAMkNN", SAMkNN::new,
              "AdaptiveRandomForest", AdaptiveRandomForest::new));

  private MoaLearners() {}

  /** Returns their names. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * Returns a learner that knows nothing yet.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  static MoaLearner named(String name, Space space, List<String> labels, int seed) {
    Supplier<AbstractClassifier> made = ALL.get(name);
    if (made == null) {
      throw new IllegalArgumentException("learner is '" + name + "', expected one of " + names());
    }
    return new MoaLearner(made.get(), space, labels, seed);
  }
}
