package io.alluvium.evaluation.corruption;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.RowSink;
import java.util.random.RandomGenerator;

/** Damages numbers, in units of the deviation that each dimension has among the training rows. */
final class NumberCorruption {
  private final Corruption corruption;
  private final double[] deviations;

  /** Normal numbers that belong to the kind and the dimension, whatever the severity. */
  private final double[] constants;

  private NumberCorruption(Corruption corruption, double[] deviations) {
    this.corruption = corruption;
    this.deviations = deviations;
    this.constants = new double[deviations.length];
    for (int i = 0; i < constants.length; i++) {
      constants[i] = SeededOrder.random(corruption.kind().key() + ":" + i).nextGaussian();
    }
  }

  static NumberCorruption of(Corruption corruption, DataSet data) {
    Spread spread = new Spread();
    data.reader().read(spread);
    return new NumberCorruption(corruption, spread.deviations());
  }

  Payload.Numbers apply(Payload.Numbers numbers, RandomGenerator random) {
    float[] values = numbers.values();
    for (int i = 0; i < values.length && values.length == deviations.length; i++) {
      values[i] = (float) changed(i, values[i], random);
    }
    return new Payload.Numbers(values);
  }

  private double changed(int i, double value, RandomGenerator random) {
    return switch (corruption.kind()) {
      case NOISE ->
          value + corruption.of(.25, .5, .75, 1, 1.5) * deviations[i] * random.nextGaussian();
      case OFFSET -> value + corruption.of(.25, .5, .75, 1, 1.5) * deviations[i] * constants[i];
      case GAIN -> value * (1 + corruption.of(.05, .1, .2, .3, .5) * constants[i]);
      default -> throw new IllegalArgumentException(corruption.key() + " is not of numbers");
    };
  }

  /** Deviations of the numbers that may be learnt. */
  private static final class Spread implements RowSink {
    private double[] sums = {};
    private double[] squares = {};
    private long rows;

    @Override
    public void row(Row row) {
      if (row.role() == Row.Role.TRAIN && row.payload() instanceof Payload.Numbers numbers) {
        add(numbers.values());
      }
    }

    private void add(float[] values) {
      if (rows == 0) {
        sums = new double[values.length];
        squares = new double[values.length];
      }
      if (values.length == sums.length) {
        rows++;
        for (int i = 0; i < values.length; i++) {
          sums[i] += values[i];
          squares[i] += (double) values[i] * values[i];
        }
      }
    }

    @Override
    public void bad(String place, String reason) {}

    double[] deviations() {
      double[] deviations = new double[sums.length];
      for (int i = 0; i < deviations.length; i++) {
        double mean = sums[i] / rows;
        deviations[i] = Math.sqrt(Math.max(0, squares[i] / rows - mean * mean));
      }
      return deviations;
    }
  }
}
