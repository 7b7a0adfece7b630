package io.alluvium.evaluation.corruption;

import io.alluvium.evaluation.EvaluationException;
import java.util.List;
import java.util.Locale;

/**
 * A kind of damage and how bad it is.
 *
 * @param kind what happens
 * @param severity 1 (hardly seen) to {@value #MAX_SEVERITY}
 */
public record Corruption(Kind kind, int severity) {
  /** The worst. */
  public static final int MAX_SEVERITY = 5;

  /** What can happen, and to which payloads. */
  public enum Kind {
    /** Normal noise on each pixel, or on each number. */
    NOISE,
    /** Images out of focus. */
    BLUR,
    /** Images too bright. */
    BRIGHTNESS,
    /** Images too flat. */
    CONTRAST,
    /** Images under a coloured light. */
    TINT,
    /** Images of few pixels. */
    PIXELATE,
    /** Texts typed badly. */
    TYPING,
    /** Numbers to which a constant is added, another in each dimension. */
    OFFSET,
    /** Numbers multiplied by a constant, another in each dimension. */
    GAIN;

    /** Returns the name, as in {@code noise}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the kinds that can happen to a payload. */
    public static List<Kind> of(String payload) {
      return switch (payload) {
        case "image" -> List.of(NOISE, BLUR, BRIGHTNESS, CONTRAST, TINT, PIXELATE);
        case "text" -> List.of(TYPING);
        default -> List.of(NOISE, OFFSET, GAIN);
      };
    }
  }

  /** Checks the severity. */
  public Corruption {
    if (severity < 1 || severity > MAX_SEVERITY) {
      throw new EvaluationException(
          "severity of " + kind.key() + " is " + severity + ", expected 1 to " + MAX_SEVERITY);
    }
  }

  /**
   * Reads {@code kind:severity}.
   *
   * @throws EvaluationException if there is no such corruption of such a payload
   */
  public static Corruption parse(String text, String payload) {
    String[] parts = text.split(":", 2);
    List<Kind> kinds = Kind.of(payload);
    Kind kind =
        kinds.stream()
            .filter(one -> one.key().equals(parts[0]))
            .findFirst()
            .orElseThrow(() ->
                new EvaluationException(
                    "corruption is '"
                        + text
                        + "', expected KIND:SEVERITY with one of "
                        + kinds.stream().map(Kind::key).toList()
                        + " for "
                        + payload));
    if (parts.length < 2 || !parts[1].matches("[0-9]{1,3}")) {
      throw new EvaluationException(
          "corruption is '" + text + "', expected a severity, as in " + kind.key() + ":3");
    }
    return new Corruption(kind, Integer.parseInt(parts[1]));
  }

  /** Returns the name, as in {@code noise:3}. */
  public String key() {
    return kind.key() + ":" + severity;
  }

  /** Returns one of five numbers, by the severity. */
  double of(double... bySeverity) {
    return bySeverity[severity - 1];
  }
}
