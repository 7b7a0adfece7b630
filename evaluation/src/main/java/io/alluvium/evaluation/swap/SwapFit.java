package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.TransitionFit;
import java.util.List;

/** Fits of maps from shadow samples. */
final class SwapFit {
  private SwapFit() {}

  static ShadowMoments moments(SwapData data, List<Example> shadow) {
    ShadowMoments moments = new ShadowMoments(data.oldSpace(), data.newSpace());
    for (Pair pair : data.pairs(shadow)) {
      moments.add(pair);
    }
    return moments;
  }

  static TransitionFit of(ShadowMoments moments) {
    try {
      return TransitionFit.of(moments);
    } catch (IllegalArgumentException e) {
      throw new EvaluationException(String.valueOf(e.getMessage()), e);
    }
  }
}
