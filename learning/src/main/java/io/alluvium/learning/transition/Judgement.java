package io.alluvium.learning.transition;

import io.alluvium.learning.Head;
import io.alluvium.learning.Scorer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change of the encoder, fitted and judged. A pure function of its input; safe for any thread.
 *
 * @param fit both maps
 * @param report what the pairs held out say of them
 */
public record Judgement(TransitionFit fit, GateReport report) {
  /** The head of the new space, fitted to moved statistics, together with that of the old space. */
  public static final String AVERAGE = "average";

  /** A head of the new space, fitted to moved statistics. */
  public static final String MOVED = "moved";

  /** The head of the old space, asked about the image of the query. */
  public static final String BRIDGE = "bridge";

  /** All of these, the preferred one first where they are equally good. */
  public static final List<String> WAYS = List.of(AVERAGE, MOVED, BRIDGE);

  /**
   * Fits both maps and judges them.
   *
   * @param moments moments of all pairs; read and not kept
   * @param pairs pairs held out
   * @param learnt what was learnt in the old space
   * @param truths labels of the pairs, by sample id, where they are known
   * @param head the head that serves, in either space
   * @throws IllegalArgumentException if there are too few pairs
   */
  public static Judgement of(
      ShadowMoments moments,
      List<Pair> pairs,
      Learnt learnt,
      Map<String, String> truths,
      Head head) {
    TransitionFit fit = TransitionFit.of(moments);
    Scorer old = learnt.scorer(head);
    Transition forward = fit.forward().judged();
    Scorer moved = learnt.moved(head, Move.along(forward));
    Map<String, SwapScorer> ways = ways(forward, fit.backward().judged(), old, moved);
    List<Scorer> halves = learnt.halves().stream().map(head::fit).toList();
    return new Judgement(fit, new Gate(fit, pairs, truths, old, ways, halves).report());
  }

  /** Returns the same judgement with more checks in its report. */
  public Judgement and(List<GateCheck> checks) {
    return new Judgement(fit, report.and(checks));
  }

  private static Map<String, SwapScorer> ways(
      Transition forward, Transition backward, Scorer old, Scorer moved) {
    Map<String, SwapScorer> ways = new LinkedHashMap<>();
    for (String name : WAYS) {
      ways.put(name, way(name, forward, backward, old, moved));
    }
    return ways;
  }

  /**
   * Returns one of the ways of serving; classes that the old head does not know are those of the
   * new one in each of them.
   *
   * @param name {@link #AVERAGE}, {@link #MOVED} or {@link #BRIDGE}
   * @param forward the map to the new space
   * @param backward the map to the old space
   * @param old the head of the old space
   * @param moved the head of the new space
   * @throws IllegalArgumentException if there is no such way
   */
  public static SwapScorer way(
      String name, Transition forward, Transition backward, Scorer old, Scorer moved) {
    SwapScorer direct = new SwapScorer.Direct(forward.to(), moved);
    SwapScorer bridge = new SwapScorer.Bridge(backward, old);
    return switch (name) {
      case AVERAGE ->
          new SwapScorer.Completed(new SwapScorer.Average(List.of(direct, bridge)), direct);
      case MOVED -> direct;
      case BRIDGE -> new SwapScorer.Completed(bridge, direct);
      default ->
          throw new IllegalArgumentException(
              "way of serving is '" + name + "', expected one of " + WAYS);
    };
  }
}
