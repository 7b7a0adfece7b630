package io.alluvium.benchmarks;

import java.util.Locale;

/** What a figure should reach. Closed. */
sealed interface Target {

  /** At least this share or multiple of the limit measured beside it. */
  record Ratio(double least) implements Target {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio >= %.2f", least);
    }
  }

  /** At most this multiple of the limit measured beside it. */
  record Excess(double most) implements Target {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "ratio <= %.2f", most);
    }
  }

  /** At least this, in the unit of the figure. */
  record Floor(double least) implements Target {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, ">= %,.0f", least);
    }
  }

  /** None: shown beside others of its kind. */
  record None() implements Target {
    @Override
    public String toString() {
      return "-";
    }
  }

  /** At most this, in the unit of the figure. */
  record Ceiling(double most) implements Target {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "<= %.0f", most);
    }
  }
}
