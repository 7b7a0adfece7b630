package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.Locale;

/** In which order clean and shifted stretches come. */
public enum StretchOrder {
  /** Clean, first corruption, clean, second corruption, ..., clean. */
  RETURNING,
  /** Clean, then one corruption after the other, then clean. */
  CONTINUAL,
  /** As continual, three times. */
  CYCLIC,
  /**
   * Clean; then each corruption rising through its severities up to its own and falling again;
   * clean.
   */
  GRADUAL,
  /**
   * Clean, as many samples as all corruptions have in turn with corruptions drawn for each, clean.
   */
  MIXED;

  /** Returns the name, as in {@code returning}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the order of a name.
   *
   * @throws EvaluationException if there is none
   */
  public static StretchOrder named(String key) {
    return Arrays.stream(values())
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationException(
                "stream is '"
                    + key
                    + "', expected one of "
                    + Arrays.stream(values()).map(StretchOrder::key).toList()));
  }
}
