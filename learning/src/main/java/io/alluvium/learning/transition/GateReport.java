package io.alluvium.learning.transition;

import io.alluvium.learning.transition.GateCheck.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known before an encoder is changed.
 *
 * @param checks every number with its meaning and its limit
 * @param agreements how often each way of serving agrees with the old pipeline on held-out pairs
 * @param chosen the way that agrees most often
 */
public record GateReport(List<GateCheck> checks, Map<String, Double> agreements, String chosen) {
  /** Copies list and map. */
  public GateReport {
    checks = List.copyOf(checks);
    agreements = Collections.unmodifiableMap(new TreeMap<>(agreements));
  }

  /** Returns the worst verdict of all checks; what cannot be told only warns if nothing can. */
  public Verdict verdict() {
    return checks.stream()
        .map(GateCheck::verdict)
        .filter(verdict -> verdict != Verdict.NOT_TESTABLE)
        .max(Comparator.naturalOrder())
        .orElse(Verdict.WARN);
  }

  /** Returns this report with more checks. */
  public GateReport and(List<GateCheck> more) {
    List<GateCheck> all = new ArrayList<>(checks);
    all.addAll(more);
    return new GateReport(all, agreements, chosen);
  }

  /** Returns a check. */
  public Optional<GateCheck> check(String name) {
    return checks.stream().filter(check -> check.name().equals(name)).findFirst();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
