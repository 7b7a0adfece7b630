package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.ChainLimits;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.Transition;
import io.alluvium.learning.transition.TransitionFit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the encoder one after the other, with nothing relearnt between. What was learnt is
 * carried in four ways:
 *
 * <ul>
 *   <li>{@code composed}: along the maps from each encoder to the next
 *   <li>{@code no-residual}: the same without what the maps leave unexplained
 *   <li>{@code anchor}: along one map from the first encoder, which can still be loaded; what was
 *       learnt itself where the first encoder is back
 *   <li>{@code average}: of {@code anchor} and of the bridge back to the first encoder
 * </ul>
 */
final class SwapChain {
  private final ExampleSet first;
  private final List<ExampleSet> chain;
  private final long seed;
  private final int samples;
  private final Watch watch;

  SwapChain(ExampleSet first, List<ExampleSet> chain, long seed, int samples, Watch watch) {
    this.first = first;
    this.chain = chain;
    this.seed = seed;
    this.samples = samples;
    this.watch = watch;
  }

  /**
   * One change.
   *
   * @param encoder its name
   * @param hops changes that the composed map spans
   * @param residualShare of the composed map
   * @param due why relearning is due; null while it is not
   * @param rows figures by head, then by way of carrying
   */
  record Hop(
      String encoder,
      int hops,
      double residualShare,
      @Nullable String due,
      Map<String, Map<String, Map<String, Object>>> rows) {}

  /**
   * All changes.
   *
   * @param samples shadow samples of each
   */
  record Report(int samples, List<Hop> hops) implements SwapOutcome {
    @Override
    public Map<String, Object> values() {
      List<Object> all = new ArrayList<>();
      for (Hop hop : hops) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("encoder", hop.encoder());
        values.put("n", samples);
        values.put("hops", hop.hops());
        values.put("residual_share", hop.residualShare());
        if (hop.due() != null) {
          values.put("due", hop.due());
        }
        values.put("heads", hop.rows());
        all.add(values);
      }
      return Map.of("chain", all);
    }

    @Override
    public void print(PrintWriter out) {
      for (Hop hop : hops) {
        out.printf(
            Locale.ROOT,
            "%d to %s, residual share %.3f%s%n",
            hop.hops(),
            hop.encoder(),
            hop.residualShare(),
            hop.due() == null ? "" : "; " + hop.due());
        hop.rows()
            .forEach((head, rows) -> {
              out.printf(Locale.ROOT, "  %-8s", head);
              rows.forEach(
                  (row, figures) -> out.printf(Locale.ROOT, "  %s %.4f", row, number(figures)));
              out.println();
            });
      }
      out.flush();
    }

    private static double number(Map<String, Object> figures) {
      return figures.get("accuracy") instanceof Double accuracy ? accuracy : Double.NaN;
    }
  }

  /**
   * The maps that lead to an encoder, whatever the head.
   *
   * @param composed from change to change
   * @param bare the same without what they leave unexplained
   * @param anchor from and to the first encoder; null where that is back
   */
  private record Maps(Transition composed, Transition bare, @Nullable TransitionFit anchor) {}

  /** Makes all changes with every head. */
  Report run(List<SwapHead> heads, List<String> names) {
    List<Hop> hops = new ArrayList<>();
    Optional<Transition> composed = Optional.empty();
    Optional<Transition> bare = Optional.empty();
    for (int k = 0; k < chain.size(); k++) {
      watch.at("change " + names.get(k), k, chain.size());
      SwapData last = new SwapData(k == 0 ? first : chain.get(k - 1), chain.get(k), seed);
      TransitionFit fit = fit(last, k);
      Transition step = fit.forward().serving();
      composed = Optional.of(composed.map(map -> map.then(step)).orElse(step));
      Transition lean = step.withoutResidual();
      bare = Optional.of(bare.map(map -> map.then(lean)).orElse(lean));
      SwapData data = k == 0 ? last : new SwapData(first, chain.get(k), seed);
      Maps maps = new Maps(composed.get(), bare.get(), k == 0 ? fit : anchor(data, k));
      Map<String, Map<String, Map<String, Object>>> rows = new LinkedHashMap<>();
      for (SwapHead head : heads) {
        rows.put(head.name(), rows(head, data, maps));
      }
      String due = ChainLimits.defaults().due(composed.get()).orElse(null);
      hops.add(
          new Hop(names.get(k), composed.get().hops(), composed.get().residualShare(), due, rows));
    }
    return new Report(samples, hops);
  }

  private @Nullable TransitionFit anchor(SwapData data, int change) {
    return data.newSpace().equals(data.oldSpace()) ? null : fit(data, change);
  }

  private TransitionFit fit(SwapData data, int change) {
    return SwapFit.of(SwapFit.moments(data, data.shadow(samples, change)));
  }

  private static Map<String, Map<String, Object>> rows(SwapHead head, SwapData data, Maps maps) {
    Space now = data.newSpace();
    List<Example> asked = data.inNewSpace(data.asked());
    Evidence learnt = head.evidence(data.oldSpace(), data.history());
    Scorer old = head.head().fit(learnt);
    SwapAnswers before = SwapAnswers.of(old, data.asked());
    Map<String, SwapScorer> ways = new LinkedHashMap<>();
    ways.put(
        "composed", direct(now, head.moved(Move.along(maps.composed()), learnt, data.history())));
    ways.put(
        "no-residual", direct(now, head.moved(Move.along(maps.bare()), learnt, data.history())));
    TransitionFit fit = maps.anchor();
    if (fit == null) {
      ways.put("anchor", direct(now, old));
      ways.put("average", direct(now, old));
    } else {
      SwapScorer moved =
          direct(now, head.moved(Move.along(fit.forward().serving()), learnt, data.history()));
      SwapScorer bridge = new SwapScorer.Bridge(fit.backward().serving(), old);
      ways.put("anchor", moved);
      ways.put("average", new SwapScorer.Average(List.of(moved, bridge)));
    }
    ways.put("backfill", direct(now, head.learnt(now, data.inNewSpace(data.history()))));
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    ways.forEach((name, way) -> rows.put(name, SwapAnswers.of(way, asked).graded(asked, before)));
    return rows;
  }

  private static SwapScorer direct(Space space, Scorer scorer) {
    return new SwapScorer.Direct(space, scorer);
  }
}
