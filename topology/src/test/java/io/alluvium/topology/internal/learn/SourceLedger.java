package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.wire.Body;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A ledger of samples of a few classes and several sources. */
final class SourceLedger {
  static final int DIM = 16;
  static final int CLASSES = 4;

  private static final Space SPACE =
      new Space(new SpaceId("cd".repeat(32)), DIM, new Normalisation.Fixed(8, 4000));

  /** Always the same: how much there is to be won by adapting differs from world to world. */
  private final RandomGenerator random = new SplittableRandom(23);

  private final WrittenLedger ledger =
      new WrittenLedger(
          Map.of(
              AlluviumConfig.SOLVE_MIN_UPDATES, "100",
              AlluviumConfig.SOLVE_DELAY_ENTRIES, "40"));
  private final double[][] means = new double[CLASSES][DIM];
  private final Map<String, Integer> truth = new HashMap<>();

  SourceLedger() {
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = 0.4 * random.nextGaussian();
      }
    }
    ledger.append(new Body.Announcement(SPACE, "test"));
  }

  int size() {
    return ledger.size();
  }

  /** Appends a sample of the first class; returns its id. */
  String ofOneClass(String source, boolean labelled) {
    return sample(source, 0, means[0], 0, labelled);
  }

  /** Appends a sample of any of the classes, each number moved by so much; returns its id. */
  String sample(String source, double shift, boolean labelled) {
    int c = random.nextInt(CLASSES);
    return sample(source, c, means[c], shift, labelled);
  }

  /** Appends a sample of a class around a mean of its own that is far from the others. */
  String stranger(String source, int number, boolean labelled) {
    double[] mean = new double[DIM];
    for (int i = 0; i < DIM; i++) {
      mean[i] = (i + number) % 3 == 0 ? 3 : -2;
    }
    return sample(source, CLASSES + number, mean, 0, labelled);
  }

  private String sample(String source, int c, double[] mean, double shift, boolean labelled) {
    String id = source + truth.size();
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (mean[i] + 0.5 * random.nextGaussian() + shift);
    }
    ledger.sample(id, source, SPACE.id(), SPACE.quantise(vector));
    truth.put(id, c);
    if (labelled) {
      label(id, source, "class" + c);
    }
    return id;
  }

  void label(String id, String source, String label) {
    ledger.label(id, source, label);
  }

  void command(String type, Map<String, String> arguments) {
    ledger.command(type, arguments);
  }

  /** Returns the class of a sample. */
  String truth(String id) {
    return "class" + truth.get(id);
  }

  /** Folds the whole ledger, as {@link WrittenLedger#run} does. */
  LedgerRun run(Map<String, String> changed, int commit, boolean restarts) {
    return ledger.run(changed, commit, restarts);
  }

  /** Folds the whole ledger, from a place on under other settings. */
  LedgerRun run(int place, Map<String, String> changed) {
    return ledger.run(place, changed);
  }
}
