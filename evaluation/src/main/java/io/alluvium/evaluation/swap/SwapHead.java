package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Demands;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Move;
import java.util.List;

/** A head, and how it is fitted to what was learnt or moved. */
record SwapHead(String name, Head head) {
  /** Returns the head of examples that were learnt in a space. */
  Scorer learnt(Space space, List<Example> examples) {
    return head.fit(evidence(space, examples, head.demands(space)));
  }

  /** Returns what is learnt of examples in a space. */
  static Evidence evidence(Space space, List<Example> examples, Demands demands) {
    Evidence evidence = Evidence.empty(space, demands);
    changes(examples).forEach(evidence::apply);
    return evidence;
  }

  private static List<LabelChange> changes(List<Example> examples) {
    return examples.stream().map(Example::learnt).toList();
  }

  /** Returns the head of old evidence that was moved; the bank are the examples it came from. */
  Scorer moved(Move move, Evidence old, List<Example> bank) {
    Demands demands = head.demands(move.transition().to());
    return head.fit(move.of(old.statistics(), changes(bank), demands));
  }
}
