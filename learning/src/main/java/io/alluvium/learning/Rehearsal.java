package io.alluvium.learning;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Solves of a few drawn samples whose results nobody needs: after them the compiler of the virtual
 * machine knows the loops that solves spend their time in, and the first solve that somebody waits
 * for takes no longer than those after it. Changes nothing of any learner. Safe for any thread.
 */
public final class Rehearsal {
  private static final int DIM = 32;
  private static final int FEATURES = 256;
  private static final int CLASSES = 80;
  private static final int SAMPLES = 400;
  private static final int TIMES = 20;
  private static final long SEED = 7;

  private Rehearsal() {}

  /**
   * Fits a ridge regression several times, about a second in all.
   *
   * @param goesOn asked before each time, so that nobody has to wait for all of them
   */
  public static void run(BooleanSupplier goesOn) {
    Space space = new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), DIM, new Normalisation.L2());
    Head head =
        new RandomProjectionRidge(
            HeadOptions.defaults().with(builder -> builder.features(FEATURES)));
    Evidence evidence = Evidence.empty(space, head.demands(space));
    SeededNumbers numbers = new SeededNumbers(SEED);
    for (int n = 0; n < SAMPLES; n++) {
      evidence.apply(sample(space, numbers, n));
    }
    for (int time = 0; time < TIMES && goesOn.getAsBoolean(); time++) {
      head.fit(evidence);
    }
  }

  private static LabelChange sample(Space space, SeededNumbers numbers, int number) {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) numbers.normal();
    }
    return new LabelChange(
        "sample" + number,
        space.quantise(vector),
        Optional.empty(),
        Optional.of(Assignment.of("class" + number % CLASSES)));
  }
}
