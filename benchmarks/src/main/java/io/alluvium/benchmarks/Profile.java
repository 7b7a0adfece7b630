package io.alluvium.benchmarks;

import java.util.List;

/**
 * Where the time of a run went.
 *
 * @param what what was profiled, and how
 * @param rows shares, largest first
 */
record Profile(String what, List<Row> rows) {
  /**
   * One kind of work.
   *
   * @param area name of the work
   * @param share its share of all samples, in [0, 1]
   */
  record Row(String area, double share) {}

  Profile {
    rows = List.copyOf(rows);
  }
}
