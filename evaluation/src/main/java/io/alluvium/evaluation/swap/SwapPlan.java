package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.protocol.Protocol;
import java.util.List;

/**
 * An evaluation of a change of the encoder, or of a small encoder before a large one.
 *
 * @param base data, heads, seed and folders; its encoder is the old one, or the small one
 * @param to names or paths of the encoders that come, one after the other; at least one
 * @param shadow numbers of samples that both encoders see, at least one; one where several encoders
 *     come
 * @param coverage what the sets of the small encoder promise to hold, each in (0, 1), at least one
 */
public record SwapPlan(
    EvaluationPlan base, List<String> to, List<ShadowSize> shadow, List<Double> coverage) {
  /** Copies and checks the lists. */
  public SwapPlan {
    to = List.copyOf(to);
    shadow = List.copyOf(shadow);
    coverage = List.copyOf(coverage);
    String protocol = base.protocol().key();
    if (base.encoder().isEmpty() || to.isEmpty() || shadow.isEmpty()) {
      throw new EvaluationException(protocol + " needs --encoder, --to and --shadow");
    }
    if (coverage.isEmpty() || !coverage.stream().allMatch(each -> each > 0 && each < 1)) {
      throw new EvaluationException(
          "coverage is " + coverage + ", expected at least one number above 0 and below 1");
    }
    if (base.protocol() == Protocol.CASCADE && (to.size() > 1 || shadow.size() > 1)) {
      throw new EvaluationException(
          "cascade takes one encoder and one shadow size, got "
              + to.size()
              + " and "
              + shadow.size());
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
