package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Gate;
import io.alluvium.learning.transition.GateReport;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.PairReservoir;
import io.alluvium.learning.transition.Rival;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.TransitionFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One change of the encoder with one head: what every way of meeting it answers. What does not
 * depend on the number of shadow samples is made once.
 */
final class SwapTrial {
  private static final String OURS = "ours";

  private final SwapData data;
  private final SwapHead head;
  private final Watch watch;
  private final List<Example> askedNew;
  private final Evidence learnt;
  private final Scorer old;
  private final SwapAnswers oldAnswers;
  private final Map<String, Map<String, Object>> fixed = new LinkedHashMap<>();
  private final List<Scorer> halves;

  SwapTrial(SwapData data, SwapHead head, Watch watch) {
    this.data = data;
    this.head = head;
    this.watch = watch;
    this.askedNew = data.inNewSpace(data.asked());
    Space from = data.oldSpace();
    this.learnt = head.evidence(from, data.history());
    watch.at(head.name() + ": old and backfill", 0, 0);
    this.old = head.head().fit(learnt);
    this.oldAnswers = SwapAnswers.of(old, data.asked());
    this.halves = List.of(head.learnt(from, data.half(true)), head.learnt(from, data.half(false)));
    fixed.put("old", oldAnswers.graded(data.asked(), oldAnswers));
    fixed.put("backfill", natively(data.inNewSpace(data.history())));
  }

  private Map<String, Object> natively(List<Example> examples) {
    return graded(SwapAnswers.of(head.learnt(data.newSpace(), examples), askedNew));
  }

  private Map<String, Object> graded(SwapAnswers answers) {
    return answers.graded(askedNew, oldAnswers);
  }

  /**
   * What came out with so many shadow samples.
   *
   * @param rows figures by way of meeting the change
   * @param coverage of sets through the change
   */
  record Result(Map<String, Map<String, Object>> rows, GateReport gate, SwapCoverage coverage) {}

  /** Returns the answers after a change with these shadow samples. */
  Result with(List<Example> shadow, ShadowMoments moments, TransitionFit fit) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    rows.put("old", fixed.getOrDefault("old", Map.of()));
    List<Pair> pairs = data.pairs(shadow);
    for (Rival rival : Rival.values()) {
      String name = rival.name().toLowerCase(Locale.ROOT).replace('_', '-');
      watch.at(head.name() + ": " + name, 0, 0);
      rows.put(
          name,
          rival
              .move(learnt.statistics(), moments, pairs)
              .map(this::moved)
              .orElseGet(() -> Map.of("skipped", "needs spaces of equal width")));
    }
    watch.at(head.name() + ": ours", 0, 0);
    Map<String, SwapScorer> ways = ways(fit, false);
    ways.forEach((name, way) -> rows.put(name, graded(SwapAnswers.of(way, askedNew))));
    GateReport gate = gate(shadow, pairs, fit);
    Map<String, Object> ours = new LinkedHashMap<>(rows.getOrDefault(gate.chosen(), Map.of()));
    ours.put("chosen", gate.chosen());
    rows.put(OURS, ours);
    watch.at(head.name() + ": labels-only", 0, 0);
    rows.put("labels-only", natively(data.inNewSpace(shadow)));
    rows.put("backfill", fixed.getOrDefault("backfill", Map.of()));
    SwapScorer before = new SwapScorer.Direct(data.oldSpace(), old);
    SwapScorer after = Objects.requireNonNull(ways.get(gate.chosen()));
    return new Result(rows, gate, SwapCoverage.of(data, before, after));
  }

  /** Without a ridge, a map of few samples may lead means to where none can be. */
  private Map<String, Object> moved(Move move) {
    Scorer scorer;
    try {
      scorer = head.moved(move, learnt, data.history());
    } catch (IllegalArgumentException e) {
      return Map.of("skipped", "leads out of the space: " + e.getMessage());
    }
    return graded(SwapAnswers.of(new SwapScorer.Direct(data.newSpace(), scorer), askedNew));
  }

  private Map<String, SwapScorer> ways(TransitionFit fit, boolean judged) {
    return head.ways(fit, judged, learnt, data.history(), old);
  }

  private GateReport gate(List<Example> shadow, List<Pair> pairs, TransitionFit fit) {
    PairReservoir reservoir = new PairReservoir(PairReservoir.DEFAULT_CAPACITY);
    pairs.forEach(reservoir::offer);
    Map<String, String> truths = new LinkedHashMap<>();
    shadow.forEach(example -> truths.put(example.id(), example.label()));
    return new Gate(fit, reservoir.pairs(), truths, old, ways(fit, true), halves).report();
  }
}
