package io.alluvium.topology;

import java.util.Locale;
import java.util.stream.Stream;

/** Which labelled samples keep their vector in the bank when there are too many of them. */
public enum BankPolicy {
  /** The newest. */
  RECENCY,
  /** A random choice within each class, from equally many of each class as far as there are. */
  BALANCED_RESERVOIR,
  /** Those of which the model was least sure when it predicted them. */
  CONFIDENCE;

  /** Returns the policy in kebab-case, as it stands in configurations and events. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns all codes. */
  static String[] codes() {
    return Stream.of(values()).map(BankPolicy::code).toArray(String[]::new);
  }

  /**
   * Returns the policy of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  static BankPolicy of(String code) {
    return Stream.of(values())
        .filter(policy -> policy.code().equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("bank policy is '" + code + "'"));
  }
}
