package io.alluvium.app.pipeline;

/** Which part of the work a process does. */
public enum Role {
  /** Both. */
  ALL,
  /** Embeds only: for machines with an accelerator. */
  EMBED,
  /** Learns only: for machines with a disk. */
  LEARN;

  /** Returns whether the process runs EMBED. */
  public boolean embeds() {
    return this != LEARN;
  }

  /** Returns whether the process runs LEARN. */
  public boolean learns() {
    return this != EMBED;
  }
}
