package io.alluvium.encoders.internal;

import java.util.Arrays;

/** How the vectors of a text's tokens become one. */
enum Pooling {
  /** The mean over the text's own tokens, padding left out. */
  MEAN {
    @Override
    float[] pool(float[] hidden, int first, int tokens, int dim) {
      double[] sums = new double[dim];
      for (int token = 0; token < tokens; token++) {
        int start = first + token * dim;
        for (int i = 0; i < dim; i++) {
          sums[i] += hidden[start + i];
        }
      }
      float[] mean = new float[dim];
      for (int i = 0; i < dim; i++) {
        mean[i] = (float) (sums[i] / tokens);
      }
      return mean;
    }
  },

  /** The vector of the first token. */
  CLS {
    @Override
    float[] pool(float[] hidden, int first, int tokens, int dim) {
      return Arrays.copyOfRange(hidden, first, first + dim);
    }
  };

  /**
   * Returns the vector of one text.
   *
   * @param hidden the vectors of all tokens of a batch, row by row
   * @param first where the vector of the text's first token begins in it
   * @param tokens number of the text's own tokens, at least 1
   * @param dim length of a token's vector
   */
  abstract float[] pool(float[] hidden, int first, int tokens, int dim);
}
