package io.alluvium.evaluation.data;

/** What happens when a row cannot be used. */
public enum OnError {
  /** The evaluation ends and says where. */
  STOP,
  /** The row is left out and counted. */
  SKIP
}
