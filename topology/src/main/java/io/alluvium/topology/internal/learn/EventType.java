package io.alluvium.topology.internal.learn;

import io.alluvium.schemas.Severity;
import java.util.Locale;

/** Types of events and how much they matter. */
public enum EventType {
  /** The first space was announced and is learnt in from now on. */
  SPACE_ANNOUNCED(Severity.INFO),
  /** A space other than the one learnt in was announced: its samples become dead letters. */
  SPACE_REFUSED(Severity.ERROR),
  /** A class got its first sample. */
  CLASS_CREATED(Severity.INFO),
  /** A class lost its last sample and is no longer predicted. */
  CLASS_EMPTIED(Severity.WARN),
  /** A label for a settled sample was refused. */
  LABEL_REFUSED(Severity.WARN),
  /** A source is no longer what it was. */
  DRIFT(Severity.WARN),
  /** A source is what it was, or what it is now counts as that. */
  DRIFT_OVER(Severity.INFO),
  /** Samples of no known class belong together: somebody may name them. */
  CANDIDATE_CLASS(Severity.INFO),
  /** Half of the samples of a candidate have labels. */
  CANDIDATE_NAMED(Severity.INFO),
  /** A candidate is forgotten. */
  CANDIDATE_DROPPED(Severity.INFO),
  /** How a source is, and what adaptation was worth to it. */
  SOURCE_REPORT(Severity.INFO),
  /** A source is no longer watched: there are too many. */
  SOURCE_DROPPED(Severity.INFO),
  /** How often sets held the true class. */
  COVERAGE(Severity.INFO),
  /** How sure answers were, and how often right. */
  CALIBRATION(Severity.INFO),
  /** How often answers are right, by labels that were asked for at random. */
  ASKED(Severity.INFO),
  /** A solve of the head took effect. */
  SOLVED(Severity.INFO),
  /** How the model is, told from its sums. */
  MODEL_HEALTH(Severity.INFO),
  /** How often each head was right. */
  HEAD_SCORES(Severity.INFO),
  /** An encoder is tried beside the one that serves: it was loaded, or has seen so many samples. */
  ENCODER_SHADOW(Severity.INFO),
  /** A change to another encoder was fitted and judged. */
  SWAP_REPORT(Severity.INFO),
  /** Another encoder serves from here on. */
  ENCODER_CUT_OVER(Severity.INFO),
  /** Another encoder sees all samples first, or how far it answers them. */
  ENCODER_CASCADE(Severity.INFO),
  /** The new encoder serves in another way, which labels favour. */
  ENCODER_WAY(Severity.INFO),
  /** A backfill has replaced the last moved sample: all that is known is of the new encoder. */
  ENCODER_BACKFILLED(Severity.INFO),
  /** The encoder that was left serves again. */
  ENCODER_ROLLED_BACK(Severity.WARN),
  /** The encoder that was left is gone. */
  ENCODER_RETIRED(Severity.INFO),
  /** A change to another encoder was given up. */
  ENCODER_ABORTED(Severity.WARN),
  /** Answer to MARK: counters and digests at this place. */
  MARK(Severity.INFO),
  /** A command was carried out. */
  COMMAND_DONE(Severity.INFO),
  /** A command says what it would do. */
  COMMAND_DRY_RUN(Severity.INFO),
  /** A command of this id was carried out before; nothing was done. */
  COMMAND_REPEATED(Severity.WARN),
  /** A command was refused as a whole. */
  COMMAND_REFUSED(Severity.ERROR);

  private final Severity severity;

  EventType(Severity severity) {
    this.severity = severity;
  }

  Severity severity() {
    return severity;
  }

  /** Returns the type in kebab-case, as it stands in events. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
