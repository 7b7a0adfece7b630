package io.alluvium.benchmarks;

import java.util.Locale;

/** A part of the bench that can be run alone. */
enum Section {
  KERNELS,
  HEADS,
  SWAP,
  EMBED,
  LEARN,
  REPLAY,
  DEMO,
  MEMORY;

  /** Returns the name on the command line and in the report. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
