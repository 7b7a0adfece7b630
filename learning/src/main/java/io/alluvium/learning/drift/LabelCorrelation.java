package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.internal.Matrices;

/**
 * Whether samples of one class follow each other: how often an answer is that of the sample before,
 * beyond what the classes' shares explain, over the last {@value #MEMORY} answers or so. Mutable,
 * for one thread.
 */
public final class LabelCorrelation {
  private static final double MEMORY = 200;

  /** Above this, labels count as correlated. */
  public static final double LIMIT = 0.2;

  /** Above this chance that independent answers agree, that they do says nothing... */
  private static final double ONE_CLASS = 0.5;

  /** ...unless they did by nearly as much where the classes were learnt. */
  private static final double MARGIN = 0.1;

  private static final int LEAST_ANSWERS = 32;

  /** What a written verdict begins with; earlier state has none. */
  private static final long WITH_VERDICT = -1;

  /** What is known of the labels, as it is written. */
  private static final int NOTHING = 0;

  private static final int INDEPENDENT = 1;
  private static final int CORRELATED = 2;

  private final double[] shares;
  private final double oneClass;
  private double agreement;
  private double weight;
  private int last = -1;
  private int verdict = NOTHING;

  /** Starts without answers; classes were learnt from as many samples each. */
  public LabelCorrelation(int classes) {
    this(classes, 1.0 / classes);
  }

  /**
   * Starts without answers.
   *
   * @param learntByChance how often two of the samples that classes were learnt from are of one
   *     class, in (0, 1]
   */
  public LabelCorrelation(int classes, double learntByChance) {
    this.shares = new double[classes];
    this.oneClass = Math.max(ONE_CLASS, learntByChance + MARGIN);
  }

  /** Goes on with the verdict on answers by other classes; returns itself. */
  public LabelCorrelation after(LabelCorrelation other) {
    verdict = other.verdict;
    return this;
  }

  /** Adds an answer. */
  public void add(int answered) {
    if (last >= 0) {
      double rate = Math.max(1 / MEMORY, 1 / (weight + 1));
      agreement += rate * ((answered == last ? 1 : 0) - agreement);
      for (int c = 0; c < shares.length; c++) {
        shares[c] += rate * ((c == answered ? 1 : 0) - shares[c]);
      }
      weight++;
      judge();
    }
    last = answered;
  }

  private void judge() {
    double byChance = byChance();
    if (weight >= LEAST_ANSWERS && agreement - byChance > LIMIT) {
      verdict = CORRELATED;
    } else if (weight >= LEAST_ANSWERS && byChance < oneClass) {
      verdict = INDEPENDENT;
    }
  }

  /**
   * Returns the lag-1 agreement less what independent answers with the same shares would have, in
   * [-1, 1]; 0 with fewer than 32 answers.
   */
  public double excess() {
    return weight < LEAST_ANSWERS ? 0 : agreement - byChance();
  }

  /** How often independent answers with the same shares would agree. */
  private double byChance() {
    return Matrices.dot(shares, shares);
  }

  /**
   * Returns the lag-1 autocorrelation of the answers, in [0, 1): the excess over the most it could
   * be.
   */
  public double autocorrelation() {
    double byChance = byChance();
    return byChance < 1 ? Math.clamp(excess() / (1 - byChance), 0, 0.999) : 0;
  }

  /** Writes what is known of the answers. */
  public void save(StateWriter state) {
    state.put(shares).put(agreement).put(weight).put((long) (last + 1));
  }

  /** Goes on where it was written. */
  public LabelCorrelation load(StateReader state) {
    System.arraycopy(state.nextDoubles(shares.length), 0, shares, 0, shares.length);
    agreement = state.nextDouble();
    weight = state.nextDouble();
    last = state.nextInt(shares.length) - 1;
    return this;
  }

  /** Writes whether labels are correlated, which holds whatever the classes are. */
  public void saveVerdict(StateWriter state) {
    state.put(WITH_VERDICT).put((long) verdict);
  }

  /** Goes on where the verdict was written; open where it was not. */
  public void loadVerdict(StateReader state) {
    verdict = state.passes(WITH_VERDICT) ? state.nextInt(CORRELATED) : NOTHING;
  }

  /**
   * Returns whether labels count as correlated: since {@link #excess} was above {@value #LIMIT} and
   * until it is not. While nearly all answers are one class (in a run that is longer than the
   * memory, or because a shifted source is answered so) agreement says nothing, and what was known
   * before holds.
   */
  public boolean isCorrelated() {
    return verdict == CORRELATED;
  }

  /**
   * Returns whether labels are correlated or may be: so far all answers were one class or nearly
   * so, as in the first run of a source, and as those were not that the classes were learnt from.
   */
  public boolean mayBeCorrelated() {
    return verdict == CORRELATED || (verdict == NOTHING && weight >= LEAST_ANSWERS);
  }
}
