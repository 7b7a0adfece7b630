package io.alluvium.topology.internal.sources;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.coverage.Temperature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Probabilities that are as sure as the answers are right, by a temperature that follows the labels
 * one by one. Not thread-safe.
 */
public final class SureAnswers {
  /** First labels between two reports. */
  private static final int REPORT_EVERY = 1000;

  /** Stands before the numbers: state of before has none. */
  private static final long MARK = 0x7375_7265L;

  private final boolean calibrates;
  private Temperature temperature = new Temperature();
  private long labelled;
  private long right;
  private double claimed;
  private double calibrated;

  /**
   * Starts with the probabilities as they are.
   *
   * @param calibrates whether any are given
   */
  SureAnswers(boolean calibrates) {
    this.calibrates = calibrates;
  }

  /**
   * How sure answers were since the report before, and how often right.
   *
   * @param labelled first labels
   * @param right answers that agreed with them
   * @param claimed mean probability of the answers, in [0, 1]
   * @param calibrated the same, calibrated
   * @param exponent to which probabilities are raised, above 0; below 1 they were too sure
   */
  public record Report(
      long labelled, long right, double claimed, double calibrated, double exponent) {}

  /**
   * Returns calibrated probabilities of the candidates, in their order; empty where none are given.
   *
   * @param classes all known classes
   */
  Optional<List<Double>> of(Decision answer, List<String> classes) {
    if (!calibrates || answer.candidates().isEmpty()) {
      return Optional.empty();
    }
    double[] calibrated = temperature.calibrated(probabilities(answer), others(answer, classes));
    List<Double> boxed = new ArrayList<>(calibrated.length);
    for (double probability : calibrated) {
      boxed.add(probability);
    }
    return Optional.of(boxed);
  }

  private static double[] probabilities(Decision answer) {
    List<Candidate> candidates = answer.candidates();
    double[] probabilities = new double[candidates.size()];
    for (int n = 0; n < probabilities.length; n++) {
      probabilities[n] = candidates.get(n).probability();
    }
    return probabilities;
  }

  private static int others(Decision answer, List<String> classes) {
    return Math.max(0, classes.size() - answer.candidates().size());
  }

  /**
   * Takes up a label, as its sample would be answered now; returns a report where one is due. A
   * class that was not known tells nothing of how sure to be of those that were.
   *
   * @param classes all classes that were known before the label
   */
  Optional<Report> add(Decision answer, List<String> classes, String label) {
    List<Candidate> candidates = answer.candidates();
    if (!calibrates || candidates.isEmpty()) {
      return Optional.empty();
    }
    double[] probabilities = probabilities(answer);
    int others = others(answer, classes);
    int place = place(candidates, label);
    labelled++;
    right += place == 0 ? 1 : 0;
    claimed += probabilities[0];
    calibrated += temperature.calibrated(probabilities, others)[0];
    if (place < candidates.size() || classes.contains(label)) {
      temperature.add(probabilities, others, place);
    }
    return labelled < REPORT_EVERY ? Optional.empty() : Optional.of(report());
  }

  private static int place(List<Candidate> candidates, String label) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).label().equals(label)) {
        return i;
      }
    }
    return candidates.size();
  }

  private Report report() {
    Report report =
        new Report(
            labelled, right, claimed / labelled, calibrated / labelled, temperature.inverse());
    labelled = 0;
    right = 0;
    claimed = 0;
    calibrated = 0;
    return report;
  }

  void save(StateWriter state) {
    state.put(MARK).put(temperature.logInverse());
    state.put(labelled).put(right).put(claimed).put(calibrated);
  }

  /** Goes on where it was written; state of before leaves it as it began. */
  void load(StateReader state) {
    if (state.passes(MARK)) {
      temperature = new Temperature(state.nextDouble());
      labelled = state.nextLong(REPORT_EVERY);
      right = state.nextLong(labelled);
      claimed = state.nextDouble();
      calibrated = state.nextDouble();
    }
  }
}
