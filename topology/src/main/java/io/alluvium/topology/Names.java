package io.alluvium.topology;

/**
 * Names of all processors and stores. Never reused for another meaning: changelogs are named after
 * them.
 */
public final class Names {
  // EMBED
  public static final String SAMPLES_SOURCE = "samples";
  public static final String LABELS_SOURCE = "labels";
  public static final String COMMANDS_SOURCE = "commands";
  public static final String BACKFILL_SOURCE = "backfill";
  public static final String DECODE_SAMPLE = "decode-sample";
  public static final String DECODE_LABEL = "decode-label";
  public static final String DECODE_COMMAND = "decode-command";
  public static final String DECODE_COPY = "decode-copy";
  public static final String EMBED = "embed";
  public static final String EMBED_COMMIT_HOOK = "embed-commit-hook";
  public static final String ENCODERS = "encoders";
  public static final String LEDGER_SINK = "to-ledger";
  public static final String DEAD_LETTER_SINK = "to-dead-letters";

  // LEARN
  public static final String LEDGER_SOURCE = "ledger";
  public static final String LEARN = "learn";
  public static final String PREDICTIONS_SINK = "to-predictions";
  public static final String EVENTS_SINK = "to-events";
  public static final String COMMANDS_SINK = "to-commands";
  public static final String MODEL_SINK = "to-model";
  public static final String LABEL_REQUESTS_SINK = "to-label-requests";
  public static final String LOOKS_SINK = "to-looks";

  public static final String BANK = "bank";
  public static final String CLASSES = "classes";
  public static final String MOMENTS = "moments";
  public static final String WAL = "wal";
  public static final String PROGRESS = "progress";
  public static final String IMPORTS = "imports";
  public static final String SOURCES = "sources";
  public static final String ASKING = "asking";
  public static final String TRANSITIONS = "transitions";
  public static final String TRANSITION_WAL = "transition-wal";
  public static final String LEARN_COMMIT_HOOK = "learn-commit-hook";

  private Names() {}
}
