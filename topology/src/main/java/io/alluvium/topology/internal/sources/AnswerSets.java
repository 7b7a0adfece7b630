package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.coverage.AdaptiveQuantile;
import io.alluvium.learning.coverage.ClassLimits;
import io.alluvium.learning.coverage.CoverageLimit;
import io.alluvium.learning.coverage.QuantileTracker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sets of classes that hold the true one as often as promised: those whose probability is at least
 * one less a limit that follows how often sets have missed, label by label: one for all classes, or
 * one for each around it. Not thread-safe.
 */
public final class AnswerSets {
  /** Greatest size of a set. */
  public static final int LARGEST = 32;

  /** Greatest number of classes with a limit of their own: all are in one record of the store. */
  private static final int MOST_CLASSES = 2048;

  /** First labels between two reports. */
  private static final int REPORT_EVERY = 1000;

  private final Options options;
  private final ClassLimits limits;
  private long labelled;
  private long held;
  private long members;

  /** By which limits classes belong to sets. */
  enum Limits {
    /** One for all classes. */
    GLOBAL,
    /** One for each class, which keeps the promise to each. */
    CLASS
  }

  /** How the limit of all classes follows the labels. */
  enum Tracking {
    /** By whether sets have missed, quantile tracking. */
    QUANTILE,
    /** By a quantile of the last scores whose level follows the misses. */
    ACI;

    private CoverageLimit start(double miscoverage) {
      return switch (this) {
        case QUANTILE -> QuantileTracker.of(miscoverage);
        case ACI -> AdaptiveQuantile.of(miscoverage);
      };
    }
  }

  /**
   * What sets are made.
   *
   * @param coverage share of true classes that sets hold, in (0, 1); 0 makes no sets
   * @param limits by which limits classes belong to them
   * @param tracking how limits follow the labels
   */
  record Options(double coverage, Limits limits, Tracking tracking) {
    boolean makesSets() {
      return coverage > 0;
    }

    /** Where no sets are made any limits do. */
    private ClassLimits start() {
      double missed = makesSets() ? 1 - coverage : 0.5;
      int most = limits == Limits.CLASS ? MOST_CLASSES : 0;
      return new ClassLimits(tracking.start(missed), missed, QuantileTracker.RATE, most);
    }
  }

  /** Starts without labels. */
  AnswerSets(Options options) {
    this.options = options;
    this.limits = options.start();
  }

  /**
   * How often sets have held the true class since the report before.
   *
   * @param promised how often they should
   * @param labelled first labels
   * @param held sets that had it
   * @param members classes in all of them
   */
  public record Report(double promised, long labelled, long held, long members) {}

  /**
   * Returns the set of an answer, most probable first; empty where none are made.
   *
   * @param wider the same answer with {@link #LARGEST} candidates
   */
  Optional<List<String>> of(Decision answer, Supplier<Decision> wider) {
    return options.makesSets() ? Optional.of(members(answer, wider)) : Optional.empty();
  }

  /** All classes are looked at only where the few that were answered all belong to the set. */
  private List<String> members(Decision answer, Supplier<Decision> wider) {
    List<Candidate> few = answer.candidates();
    boolean enough =
        few.isEmpty() || few.size() >= LARGEST || score(few.getLast()) > limits.greatest();
    List<Candidate> all = enough ? few : wider.get().candidates();
    List<String> members = new ArrayList<>(all.size());
    for (Candidate candidate : all.subList(0, Math.min(LARGEST, all.size()))) {
      if (score(candidate) <= limits.limit(candidate.label())) {
        members.add(candidate.label());
      }
    }
    return members;
  }

  private static double score(Candidate candidate) {
    return 1 - candidate.probability();
  }

  /**
   * Takes up a label, as its sample would be answered now; returns a report where one is due.
   *
   * @param wider as {@link #of} has it
   */
  Optional<Report> add(Decision answer, Supplier<Decision> wider, String label) {
    if (!options.makesSets() || answer.candidates().isEmpty()) {
      return Optional.empty();
    }
    List<String> set = members(answer, wider);
    boolean holds = set.contains(label);
    labelled++;
    members += set.size();
    held += holds ? 1 : 0;
    limits.add(label, () -> score(answer, wider, label), !holds);
    return labelled < REPORT_EVERY ? Optional.empty() : Optional.of(report());
  }

  /** The score of a class; the greatest where it is not among the most probable. */
  private static double score(Decision answer, Supplier<Decision> wider, String label) {
    return score(answer, label).or(() -> score(wider.get(), label)).orElse(CoverageLimit.GREATEST);
  }

  private static Optional<Double> score(Decision answer, String label) {
    return answer.candidates().stream()
        .filter(candidate -> candidate.label().equals(label))
        .map(AnswerSets::score)
        .findFirst();
  }

  private Report report() {
    Report report = new Report(options.coverage(), labelled, held, members);
    labelled = 0;
    held = 0;
    members = 0;
    return report;
  }

  /** Takes note that all samples of some classes now are of others. */
  void move(Map<String, String> classes) {
    classes.forEach(limits::move);
  }

  /** Forgets classes that are not known any more; returns whether there was one. */
  boolean retain(Collection<String> classes) {
    return limits.retain(classes);
  }

  void save(StateWriter state) {
    limits.save(state);
    state.put(labelled).put(held).put(members);
    limits.saveRest(state);
  }

  void load(StateReader state) {
    limits.load(state);
    labelled = state.nextLong(REPORT_EVERY);
    held = state.nextLong(REPORT_EVERY);
    members = state.nextLong((long) REPORT_EVERY * LARGEST);
    limits.loadRest(state);
  }
}
