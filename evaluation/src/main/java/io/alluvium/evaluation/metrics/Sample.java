package io.alluvium.evaluation.metrics;

import java.util.List;
import java.util.Locale;

/**
 * The values of one figure over several seeds.
 *
 * @param values one for each seed, at least one
 */
public record Sample(List<Double> values) {
  /** Copies the list and checks it. */
  public Sample {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there are no values, expected at least one");
    }
  }

  /** Returns the mean. */
  public double mean() {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  /** Returns the standard deviation with one degree of freedom less; 0 for one value. */
  public double deviation() {
    double mean = mean();
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return values.size() < 2 ? 0 : Math.sqrt(squares / (values.size() - 1));
  }

  /** Returns mean and deviation, as in {@code .9167 ± .0004}. */
  public String text() {
    String mean = figure(mean());
    return values.size() < 2 ? mean : mean + " ± " + figure(deviation());
  }

  /** Returns a figure with four digits after the point, and no zero before it. */
  private static String figure(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.replaceFirst("^(-?)0\\.", "$1.");
  }
}
