package io.alluvium.stores;

import java.util.Optional;

/**
 * Which encoders EMBED runs.
 *
 * @param serving name of the one that all samples are seen by; empty for that of the configuration
 * @param shadow name of the one that a share of them is seen by as well, if there is one
 * @param share that share, in (0, 1]
 * @param key chooses which samples these are: id of the release
 * @param first whether all samples are seen by the shadow, and by the serving one only where they
 *     come once more: a cascade
 */
public record EncodePlan(
    String serving, Optional<String> shadow, double share, String key, boolean first) {
  /** The encoder of the configuration, alone. */
  public static final EncodePlan CONFIGURED = new EncodePlan("", Optional.empty(), 1, "");

  /** A plan by which all samples are seen by the encoder that serves. */
  public EncodePlan(String serving, Optional<String> shadow, double share, String key) {
    this(serving, shadow, share, key, false);
  }

  /**
   * Checks that the parts fit.
   *
   * @throws IllegalArgumentException if the share is out of range, or no encoder is there that
   *     could see samples first
   */
  public EncodePlan {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share is " + share + ", expected above 0 to 1");
    }
    if (first && shadow.isEmpty()) {
      throw new IllegalArgumentException("plan has no shadow, expected one to see samples first");
    }
  }
}
