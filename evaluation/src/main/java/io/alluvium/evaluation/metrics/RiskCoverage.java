package io.alluvium.evaluation.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether the surest answers are the right ones: the area under the risk-coverage curve. For one
 * thread.
 *
 * <p>Source: Geifman, Uziel and El-Yaniv, "Bias-reduced uncertainty estimation for deep neural
 * classifiers", ICLR 2019 (AURC and E-AURC).
 */
public final class RiskCoverage {
  private record Answer(double confidence, boolean right) {}

  private final List<Answer> answers = new ArrayList<>();

  /** Counts an answer. */
  public void add(double confidence, boolean right) {
    answers.add(new Answer(confidence, right));
  }

  /**
   * Returns the mean, over all numbers of surest answers that are kept, of the share of wrong ones
   * among them; 0 without answers. Of equal confidences, wrong ones count as surer.
   */
  public double aurc() {
    List<Answer> surest =
        answers.stream()
            .sorted(
                Comparator.comparingDouble((Answer one) -> -one.confidence)
                    .thenComparing(Answer::right))
            .toList();
    long wrong = 0;
    double area = 0;
    for (int kept = 1; kept <= surest.size(); kept++) {
      wrong += surest.get(kept - 1).right ? 0 : 1;
      area += (double) wrong / kept;
    }
    return surest.isEmpty() ? 0 : area / surest.size();
  }

  /** Returns how much of the area a perfect order of the same answers would save. */
  public double excess() {
    RiskCoverage perfect = new RiskCoverage();
    answers.forEach(one -> perfect.add(one.right ? 1 : 0, one.right));
    return aurc() - perfect.aurc();
  }
}
