package io.alluvium.benchmarks;

import java.util.Locale;

/** How a figure stands to its target. */
enum Verdict {
  MET,
  MISSED,
  SHOWN,
  NOT_MEASURED;

  /** Returns the words for people and for the report. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
