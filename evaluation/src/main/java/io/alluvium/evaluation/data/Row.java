package io.alluvium.evaluation.data;

import io.alluvium.encoders.Payload;

/**
 * One sample of a data set as it was read.
 *
 * @param id unique in the data set, never empty
 * @param label its class; never empty
 * @param role what it may be used for
 * @param domain where or when it comes from; empty if the data set does not say
 * @param source who sent it; empty if the data set does not say
 * @param time its place in time, larger is later; the number of the row where the data set has none
 * @param payload what is embedded
 * @param place file and line, or archive and entry, for messages
 */
public record Row(
    String id,
    String label,
    Role role,
    String domain,
    String source,
    double time,
    Payload payload,
    String place) {

  /** What a row may be used for. */
  public enum Role {
    /** It may be learnt. */
    TRAIN,
    /** It may only be asked about. */
    TEST,
    /** It may only be asked about, and is of no class that is learnt. */
    NOVEL
  }
}
