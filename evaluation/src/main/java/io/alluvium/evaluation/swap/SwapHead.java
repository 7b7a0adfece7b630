package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Demands;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.TransitionFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A head, and how it is fitted to what was learnt or moved.
 *
 * @param name its name
 * @param head the head
 */
public record SwapHead(String name, Head head) {
  /** Returns the head of examples that were learnt in a space. */
  public Scorer learnt(Space space, List<Example> examples) {
    return head.fit(evidence(space, examples));
  }

  /** Returns what the head demands of examples in a space. */
  public Evidence evidence(Space space, List<Example> examples) {
    return evidence(space, examples, head.demands(space));
  }

  private static Evidence evidence(Space space, List<Example> examples, Demands demands) {
    Evidence evidence = Evidence.empty(space, demands);
    changes(examples).forEach(evidence::apply);
    return evidence;
  }

  private static List<LabelChange> changes(List<Example> examples) {
    return examples.stream().map(Example::learnt).toList();
  }

  /** Returns the head of old evidence that was moved; the bank are the examples it came from. */
  public Scorer moved(Move move, Evidence old, List<Example> bank) {
    Demands demands = head.demands(move.transition().to());
    return head.fit(move.of(old.statistics(), changes(bank), demands));
  }

  /**
   * Returns the ways of serving that come with the product, the preferred one first.
   *
   * @param fit both maps
   * @param judged whether by the maps that pairs held out can judge
   * @param learnt what was learnt in the old space
   * @param bank the examples it came from
   * @param old the head of it
   */
  public Map<String, SwapScorer> ways(
      TransitionFit fit, boolean judged, Evidence learnt, List<Example> bank, Scorer old) {
    Move move = Move.along(judged ? fit.forward().judged() : fit.forward().serving());
    SwapScorer moved = new SwapScorer.Direct(move.transition().to(), moved(move, learnt, bank));
    SwapScorer bridge =
        new SwapScorer.Bridge(judged ? fit.backward().judged() : fit.backward().serving(), old);
    Map<String, SwapScorer> ways = new LinkedHashMap<>();
    ways.put(Judgement.AVERAGE, new SwapScorer.Average(List.of(moved, bridge)));
    ways.put(Judgement.MOVED, moved);
    ways.put(Judgement.BRIDGE, bridge);
    return ways;
  }
}
