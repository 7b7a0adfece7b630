package io.alluvium.evaluation.protocol;

import java.util.List;

/**
 * Settings of protocols; each reads those that concern it.
 *
 * @param seed of every order and every choice
 * @param warm samples at the beginning of a stream that are learnt at once and not graded, at least
 *     0
 * @param labels when and how labels come
 * @param classesPerTask classes of a task, at least 1; 0 for a tenth of all
 * @param probesPerTask looks at the test samples in each task, at least 1
 * @param blurryShare share of the training samples that come in another task than that of their
 *     class, in [0, 1]
 * @param baseClasses classes that are learnt from all their samples before the few-shot tasks, at
 *     least 1; 0 for 60 % of all
 * @param shots samples of each class of a few-shot task, at least 1
 * @param rareShots samples of each rare class of {@code imbalance}, one run for each number
 */
public record ProtocolOptions(
    long seed,
    int warm,
    LabelOptions labels,
    int classesPerTask,
    int probesPerTask,
    double blurryShare,
    int baseClasses,
    int shots,
    List<Integer> rareShots) {

  /** Checks the ranges. */
  public ProtocolOptions {
    rareShots = List.copyOf(rareShots);
    check("warm samples", warm, 0);
    check("classes per task", classesPerTask, 0);
    check("probes per task", probesPerTask, 1);
    check("base classes", baseClasses, 0);
    check("shots", shots, 1);
    rareShots.forEach(rare -> check("shots of rare classes", rare, 1));
    if (!(blurryShare >= 0 && blurryShare <= 1)) {
      throw new IllegalArgumentException("blurry share is " + blurryShare + ", expected 0 to 1");
    }
  }

  private static void check(String what, int value, int min) {
    if (value < min) {
      throw new IllegalArgumentException(
          "number of " + what + " is " + value + ", expected at least " + min);
    }
  }

  /**
   * Returns the defaults: seed 7, labels at once, ten tasks, 5 shots, rare classes of 1, 5, 20, 50.
   */
  public static ProtocolOptions defaults() {
    return new ProtocolOptions(7, 0, LabelOptions.AT_ONCE, 0, 1, 0.1, 0, 5, List.of(1, 5, 20, 50));
  }

  /** Returns these options with another seed. */
  public ProtocolOptions withSeed(long other) {
    return new ProtocolOptions(
        other,
        warm,
        labels,
        classesPerTask,
        probesPerTask,
        blurryShare,
        baseClasses,
        shots,
        rareShots);
  }

  /** Returns these options with labels that come otherwise. */
  public ProtocolOptions withLabels(LabelOptions others) {
    return new ProtocolOptions(
        seed,
        warm,
        others,
        classesPerTask,
        probesPerTask,
        blurryShare,
        baseClasses,
        shots,
        rareShots);
  }

  /** Returns these options with another number of warm samples. */
  public ProtocolOptions withWarm(int other) {
    return new ProtocolOptions(
        seed,
        other,
        labels,
        classesPerTask,
        probesPerTask,
        blurryShare,
        baseClasses,
        shots,
        rareShots);
  }
}
