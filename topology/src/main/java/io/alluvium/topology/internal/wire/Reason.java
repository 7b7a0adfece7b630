package io.alluvium.topology.internal.wire;

import java.util.Locale;

/** Why a record became a dead letter. */
public enum Reason {
  /** Not bytes of the expected schema. */
  UNDECODABLE,
  /** A record with a larger key, headers or value than is taken. */
  TOO_LARGE,
  /** A sample whose id or source is empty or too long. */
  INVALID_SAMPLE,
  /** A label whose text is empty or too long, that contradicts its action, or weighs too much. */
  INVALID_LABEL,
  /** A payload that the encoder cannot take. */
  UNACCEPTABLE_PAYLOAD,
  /** The encoder failed on this payload and on no other. */
  ENCODER_FAILED,
  /** A label whose sample did not come in time. */
  ORPHAN_LABEL,
  /** A label that would create one class too many. */
  TOO_MANY_CLASSES,
  /** A label that would make all labels together weigh more than the sums can hold. */
  TOO_MUCH_WEIGHT,
  /** A label of an annotator who has sent too many in the present window. */
  ANNOTATOR_LIMIT,
  /** A label that would change a frozen class. */
  FROZEN,
  /** A sample with no view in the space that is learnt in. */
  UNKNOWN_SPACE,
  /** A sample whose vector is none of its space: of another dimension, or too long. */
  IMPOSSIBLE_VECTOR;

  /** Returns the code in kebab-case, as it stands in headers. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
