package io.alluvium.app.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of a run, and what is wrong with them. For one thread. */
final class Books {
  private final Map<String, String> figures = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Notes a figure; they keep their order. */
  void figure(String name, String value) {
    figures.put(name, value);
  }

  /** Notes that something is wrong: one sentence. */
  void fault(String sentence) {
    faults.add(sentence);
  }

  /** Notes a fault unless both are equal. */
  void expect(String what, long expected, long actual) {
    if (expected != actual) {
      fault(what + ": expected " + expected + ", got " + actual);
    }
  }

  Map<String, String> figures() {
    return figures;
  }

  List<String> faults() {
    return List.copyOf(faults);
  }
}
