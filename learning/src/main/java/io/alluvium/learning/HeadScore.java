package io.alluvium.learning;

/**
 * How often a head was right, each time asked before it learnt the answer: prequential accuracy.
 *
 * <p>Source: Gama, Sebastiao and Rodrigues, "On evaluating stream learning algorithms", Machine
 * Learning 2013, fading factors: {@code S = hit + a S}, {@code B = 1 + a B}, {@code a} = {@value
 * #FADING}.
 *
 * @param asked how often it was asked, at least 0
 * @param right how often it was right, at most {@code asked}
 * @param faded {@code S}
 * @param weight {@code B}
 */
public record HeadScore(long asked, long right, double faded, double weight) {
  /** Nothing was asked. */
  public static final HeadScore NONE = new HeadScore(0, 0, 0, 0);

  private static final double FADING = 0.999;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if it was right more often than asked
   */
  public HeadScore {
    if (right < 0 || right > asked) {
      throw new IllegalArgumentException(
          "head was right " + right + " times, expected 0 to " + asked);
    }
  }

  /** Returns the score after one more question. */
  public HeadScore plus(boolean hit) {
    return new HeadScore(
        asked + 1, right + (hit ? 1 : 0), FADING * faded + (hit ? 1 : 0), FADING * weight + 1);
  }

  /** Returns the share of right answers, 0 if nothing was asked. */
  public double accuracy() {
    return asked == 0 ? 0 : (double) right / asked;
  }

  /** Returns the same, with what is long ago counting less; 0 if nothing was asked. */
  public double fadingAccuracy() {
    return asked == 0 ? 0 : faded / weight;
  }
}
