package io.alluvium.evaluation.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers what happens to a stream. What happens often is counted together between two points of
 * the curve. For one thread.
 */
final class Marks {
  /** More changes than this are no order of domains, but samples that come from everywhere. */
  private static final int MAX_DOMAINS = 50;

  private static final int MAX_NAMES = 20;

  private final long every;
  private final Set<String> classes = new HashSet<>();
  private final List<Mark> marks = new ArrayList<>();
  private final List<Mark> domains = new ArrayList<>();
  private final List<String> newClasses = new ArrayList<>();
  private long corrections;
  private long next;
  private String domain = "";

  /**
   * Begins before the stream.
   *
   * @param every graded samples between two points of the curve
   */
  Marks(long every) {
    this.every = every;
    this.next = every;
  }

  void sample(long samples, String ofDomain) {
    if (samples >= next) {
      gather(samples);
      next = samples + every;
    }
    if (!ofDomain.equals(domain) && domains.size() <= MAX_DOMAINS) {
      domains.add(new Mark(samples, "domain", 1, List.of(ofDomain)));
    }
    domain = ofDomain;
  }

  void label(String label, boolean first) {
    if (classes.add(label)) {
      newClasses.add(label);
    }
    corrections += first ? 0 : 1;
  }

  void task(long samples, String name) {
    gather(samples);
    marks.add(new Mark(samples, "task", 1, List.of(name)));
  }

  private void gather(long samples) {
    if (!newClasses.isEmpty()) {
      List<String> some = newClasses.subList(0, Math.min(newClasses.size(), MAX_NAMES));
      marks.add(new Mark(samples, "new-class", newClasses.size(), some));
    }
    if (corrections > 0) {
      marks.add(new Mark(samples, "correction", corrections, List.of()));
    }
    newClasses.clear();
    corrections = 0;
  }

  /** Returns all marks so far. */
  List<Mark> all(long samples) {
    gather(samples);
    List<Mark> all = new ArrayList<>(marks);
    if (domains.size() > 1 && domains.size() <= MAX_DOMAINS) {
      all.addAll(domains);
    }
    return all;
  }
}
