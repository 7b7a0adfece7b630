package io.alluvium.benchmarks;

import java.util.Locale;
import java.util.Set;

/** A part of the bench that can be run alone. */
enum Section {
  KERNELS,
  HEADS,
  SWAP,
  EMBED,
  LEARN,
  REPLAY,
  DEMO,
  INDEX,
  MEMORY;

  /** Those that take so long, or so much disk, that they are run by name only. */
  static final Set<Section> BY_NAME = Set.of(INDEX, MEMORY);

  /** Returns the name on the command line and in the report. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
