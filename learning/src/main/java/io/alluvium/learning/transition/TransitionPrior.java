package io.alluvium.learning.transition;

/** What a map is drawn towards where pairs say little. */
public enum TransitionPrior {
  /** Nothing: directions that are not known are left out. */
  ZERO,
  /** The coordinates themselves, for an encoder that was tuned further; both widths are equal. */
  IDENTITY,
  /** A rotation and one scale, for encoders that differ by little else. */
  PROCRUSTES
}
