package io.alluvium.stores;

import java.util.Optional;

/**
 * Which encoders EMBED runs.
 *
 * @param serving name of the one that all samples are seen by; empty for that of the configuration
 * @param shadow name of the one that a share of them is seen by as well, if there is one
 * @param share that share, in (0, 1]
 * @param key chooses which samples these are: id of the release
 */
public record EncodePlan(String serving, Optional<String> shadow, double share, String key) {
  /** The encoder of the configuration, alone. */
  public static final EncodePlan CONFIGURED = new EncodePlan("", Optional.empty(), 1, "");

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the share is out of range
   */
  public EncodePlan {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + ", expected above 0 to 1");
    }
  }
}
