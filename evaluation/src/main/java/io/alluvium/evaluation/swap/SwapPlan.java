package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import java.util.List;

/**
 * An evaluation of a change of the encoder.
 *
 * @param base data, heads, seed and folders; its encoder is the old one
 * @param to names or paths of the encoders that come, one after the other; at least one
 * @param shadow numbers of samples that both encoders see, at least one; one where several encoders
 *     come
 */
public record SwapPlan(EvaluationPlan base, List<String> to, List<ShadowSize> shadow) {
  /** Copies and checks the lists. */
  public SwapPlan {
    to = List.copyOf(to);
    shadow = List.copyOf(shadow);
    if (to.isEmpty() || shadow.isEmpty()) {
      throw new EvaluationException("encoder-swap needs --to and --shadow");
    }
    if (to.size() > 1 && shadow.size() > 1) {
      throw new EvaluationException(
          "a chain of "
              + to.size()
              + " encoders takes one shadow size, there are "
              + shadow.size());
    }
  }
}
