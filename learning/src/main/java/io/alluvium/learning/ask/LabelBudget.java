package io.alluvium.learning.ask;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides, sample by sample of one source, whether somebody is asked for its label, so that a
 * budget is kept.
 *
 * <p>A sample is worth asking about if its score is at least a threshold that moves after each
 * sample, up after one that is worth it and down after one that is not; it is asked about if what
 * was spent of late, with old spending fading, leaves room. A share of the budget is spent at
 * random, by a number drawn for the sample and nothing else, whether there is room or not:
 * therefore the answers to these are right as often as all answers are.
 *
 * <p>A pure function of the questions in their order; what {@link #save} wrote and {@link #load}
 * reads goes on bit for bit. Mutable, for one thread.
 *
 * <p>Source: Žliobaitė, Bifet, Pfahringer and Holmes, "Active learning with drifting streaming
 * data", IEEE TNNLS 2014: the budget (equations 1 and 2), the variable threshold and, as "split",
 * the random share. Departs from it: the threshold is one of margins and not of the greatest
 * probability; its steps up and down are in the ratio of what is not spent to what is, so that it
 * rests where as many samples are worth asking about as may be, and not half of them; and it moves
 * while there is no room as well.
 */
public final class LabelBudget {
  private static final double FIRST_THRESHOLD = 1e-3;
  private static final double LEAST_THRESHOLD = 1e-9;
  private static final double STEP = 0.05;

  /** So many times the room is looked for: what is found while there is none is lost. */
  private static final double EAGERNESS = 1.25;

  /** A p-value from which on a sample is not novel. */
  private static final double NOVEL = 0.02;

  private final AskOptions options;
  private double spent;
  private double threshold = FIRST_THRESHOLD;

  /** Starts with nothing spent. */
  public LabelBudget(AskOptions options) {
    this.options = options;
  }

  /** Decides about the next sample, where no challengers run; empty if nobody is asked. */
  public Optional<AskedQuestion> next(Question question) {
    return next(question, () -> 0);
  }

  /**
   * Decides about the next sample; empty if nobody is asked.
   *
   * @param disagreement share of the challengers that answer otherwise, in [0, 1]; asked for only
   *     where it may decide
   */
  public Optional<AskedQuestion> next(Question question, DoubleSupplier disagreement) {
    Optional<AskedQuestion> asked = decide(question, disagreement);
    fade();
    spent += asked.isPresent() ? 1 : 0;
    return asked;
  }

  /** Passes a sample whose label is known already. */
  public void pass() {
    fade();
  }

  private void fade() {
    spent *= (options.window() - 1.0) / options.window();
  }

  private Optional<AskedQuestion> decide(Question question, DoubleSupplier disagreement) {
    if (question.draw() < options.atRandom()) {
      return Optional.of(new AskedQuestion(AskReason.RANDOM, question.doubt()));
    }
    if (options.strategy() == AskStrategy.RANDOM || options.atRandom() >= options.budget()) {
      return Optional.empty();
    }
    AskedQuestion best = disputed(best(question), disagreement);
    return isWorthIt(best.priority()) && spending() < options.budget()
        ? Optional.of(best)
        : Optional.empty();
  }

  private boolean isWorthIt(double score) {
    double wanted = Math.min(1, EAGERNESS * (options.budget() - options.atRandom()));
    boolean worth = score >= threshold;
    threshold =
        Math.max(
            LEAST_THRESHOLD, threshold * (worth ? 1 + STEP * (1 - wanted) : 1 - STEP * wanted));
    return worth;
  }

  /**
   * Returns the question with a score that is up to twice as much, by the share of challengers that
   * answer otherwise. They are asked only where there is room, and where that may decide.
   */
  private AskedQuestion disputed(AskedQuestion best, DoubleSupplier disagreement) {
    if (options.strategy() != AskStrategy.COMMITTEE
        || best.priority() >= threshold
        || 2 * best.priority() < threshold
        || spending() >= options.budget()) {
      return best;
    }
    double share = disagreement.getAsDouble();
    return share > 0
        ? new AskedQuestion(AskReason.DISAGREEMENT, best.priority() * (1 + share))
        : best;
  }

  /** Returns what speaks for a sample most. */
  private AskedQuestion best(Question question) {
    if (options.strategy() == AskStrategy.UNCERTAIN) {
      return new AskedQuestion(AskReason.UNCERTAIN, question.doubt());
    }
    double weight = Math.sqrt(Math.min(question.scarcity(), 16));
    double score = question.doubt() * weight;
    double p = question.novelty().orElse(1);
    double novelty = Math.max(0, 1 - p / NOVEL);
    if (novelty > score) {
      return new AskedQuestion(AskReason.NOVEL, novelty);
    }
    boolean rare = weight > 1 && question.doubt() < threshold && score >= threshold;
    return new AskedQuestion(rare ? AskReason.RARE : AskReason.UNCERTAIN, score);
  }

  /** Returns the share of the last samples that somebody was asked about, in [0, 1]. */
  public double spending() {
    return spent / options.window();
  }

  /** Writes everything that is known. */
  public void save(StateWriter state) {
    state.put(spent).put(threshold);
  }

  /**
   * Returns a budget that goes on where it was written.
   *
   * @throws IllegalArgumentException if the numbers cannot have been written by {@link #save}
   */
  public static LabelBudget load(AskOptions options, StateReader state) {
    LabelBudget budget = new LabelBudget(options);
    budget.spent = state.nextDouble();
    budget.threshold = state.nextDouble();
    if (budget.spent < 0 || budget.threshold < LEAST_THRESHOLD) {
      throw new IllegalArgumentException(
          "budget has spent "
              + budget.spent
              + " and threshold "
              + budget.threshold
              + ", expected from 0 and from "
              + LEAST_THRESHOLD);
    }
    return budget;
  }
}
