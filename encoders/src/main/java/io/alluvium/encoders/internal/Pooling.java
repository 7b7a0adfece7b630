package io.alluvium.encoders.internal;

import java.util.Arrays;

/** How the vectors of a text's tokens become one. */
enum Pooling {
  /** The mean over the text's own tokens, padding left out. */
  MEAN {
    @Override
    float[] pool(float[] hidden, int first, int tokens, int dim) {
      return TokenMoments.of(hidden, first, tokens, dim).mean();
    }
  },

  /** The vector of the first token. */
  CLS {
    @Override
    float[] pool(float[] hidden, int first, int tokens, int dim) {
      return Arrays.copyOfRange(hidden, first, first + dim);
    }
  },

  /**
   * First and second moments over the text's own tokens: the mean and the standard deviation of
   * each number, each part of unit length, one after the other. Twice as long as a token's vector.
   *
   * <p>Source: Gao et al., "Tuning pre-trained model via moment probing", ICCV 2023. Departs from
   * it: of the second moments only those of each number with itself, since nothing is trained here
   * that would choose a few out of the products of all pairs.
   */
  MOMENTS {
    @Override
    float[] pool(float[] hidden, int first, int tokens, int dim) {
      TokenMoments moments = TokenMoments.of(hidden, first, tokens, dim);
      float[] both = Arrays.copyOf(TokenMoments.unit(moments.mean()), 2 * dim);
      System.arraycopy(TokenMoments.unit(moments.deviation()), 0, both, dim, dim);
      return both;
    }
  };

  /**
   * Returns the vector of one text.
   *
   * @param hidden the vectors of all tokens of a batch, row by row
   * @param first where the vector of the text's first token begins in it
   * @param tokens number of the text's own tokens, at least 1
   * @param dim length of a token's vector
   * @return float32[dim], of {@code MOMENTS} float32[2 dim]
   */
  abstract float[] pool(float[] hidden, int first, int tokens, int dim);
}
