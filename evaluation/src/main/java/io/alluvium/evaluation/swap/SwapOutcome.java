package io.alluvium.evaluation.swap;

import java.io.PrintWriter;
import java.util.Map;

/** What came out of a measurement. */
public interface SwapOutcome {
  /** Returns what becomes part of {@code report.json}. */
  Map<String, Object> values();

  /** Prints it for people. */
  void print(PrintWriter out);
}
