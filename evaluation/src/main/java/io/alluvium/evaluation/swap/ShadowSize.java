package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How many unlabelled samples both encoders see.
 *
 * @param text a number of samples, or a multiple of the width of the old space as in {@code 4d}
 */
public record ShadowSize(String text) {
  /**
   * Checks the form.
   *
   * @throws EvaluationException if it is neither
   */
  public ShadowSize {
    if (!text.matches("[0-9]+(\\.[0-9]+)?d|[0-9]+")) {
      throw new EvaluationException(
          "shadow size is '" + text + "', expected a number of samples, or as in 4d or 0.5d");
    }
  }

  /** Returns the sizes of a list with commas between. */
  public static List<ShadowSize> list(String text) {
    return Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .map(ShadowSize::new)
        .toList();
  }

  /** Returns the number of samples for an old space of so many dimensions. */
  int samples(int dim) {
    return text.endsWith("d")
        ? (int) Math.rint(Double.parseDouble(text.substring(0, text.length() - 1)) * dim)
        : Integer.parseInt(text);
  }
}
