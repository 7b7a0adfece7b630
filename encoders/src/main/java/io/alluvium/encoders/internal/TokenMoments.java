package io.alluvium.encoders.internal;

/** Sums of the token vectors of one text and of their squares, in double. Immutable. */
final class TokenMoments {
  private final double[] sums;
  private final double[] squares;
  private final int tokens;

  private TokenMoments(double[] sums, double[] squares, int tokens) {
    this.sums = sums;
    this.squares = squares;
    this.tokens = tokens;
  }

  /**
   * Sums up the tokens of a text.
   *
   * @param hidden the vectors of all tokens of a batch, row by row
   * @param first where the vector of the text's first token begins in it
   * @param tokens number of the text's own tokens, at least 1
   * @param dim length of a token's vector
   */
  static TokenMoments of(float[] hidden, int first, int tokens, int dim) {
    double[] sums = new double[dim];
    double[] squares = new double[dim];
    for (int token = 0; token < tokens; token++) {
      int start = first + token * dim;
      for (int i = 0; i < dim; i++) {
        double value = hidden[start + i];
        sums[i] += value;
        squares[i] += value * value;
      }
    }
    return new TokenMoments(sums, squares, tokens);
  }

  /** Returns the mean of each number: float32[dim]. */
  float[] mean() {
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / tokens);
    }
    return mean;
  }

  /** Returns the standard deviation of each number over all tokens: float32[dim], at least 0. */
  float[] deviation() {
    float[] deviation = new float[sums.length];
    for (int i = 0; i < deviation.length; i++) {
      double mean = sums[i] / tokens;
      deviation[i] = (float) Math.sqrt(Math.max(0, squares[i] / tokens - mean * mean));
    }
    return deviation;
  }

  /** Returns a vector of the same direction and of length 1; one without direction stays. */
  static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float[] unit = vector.clone();
    for (int i = 0; squares > 0 && i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }
}
