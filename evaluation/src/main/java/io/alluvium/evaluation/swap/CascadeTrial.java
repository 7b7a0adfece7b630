package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.Transition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small encoder and a large one, one after the other: the small one's view is mapped to the space
 * of the large one, where everything was learnt, and answered there. Where the set of that answer
 * is one class, it stands; otherwise the large encoder is asked. The small encoder needs no labels,
 * only the map.
 *
 * <p>Sets are {@link PromisedSets}.
 *
 * <p>Source: Régol, Chataoui and Coates, "Jointly-learned exit and inference for a dynamic neural
 * network" (JEI-DNN), ICLR 2024. Departs from it: gates are not trained, sets of Angelopoulos,
 * Candès and Tibshirani, NeurIPS 2023, take their place.
 */
final class CascadeTrial {
  private final List<Example> small;
  private final List<Example> large;
  private final SwapAnswers largeAnswers;
  private final SwapAnswers smallAnswers;
  private final List<List<Candidate>> mapped;

  /**
   * One promise.
   *
   * @param coverage share of true classes that the sets of the small encoder promise to hold
   * @param accuracy of all answers
   * @param early share of the questions that the small encoder answers
   * @param earlyAccuracy accuracy of these; 0 where there are none
   * @param held share of true classes that its sets hold
   */
  record Row(double coverage, double accuracy, double early, double earlyAccuracy, double held) {}

  /** Asks every question of both encoders. */
  CascadeTrial(SwapData data, SwapHead head, Transition map, Watch watch) {
    this.small = SeededOrder.of(data.asked(), "cascade", Example::id);
    this.large = data.inNewSpace(small);
    watch.at(head.name() + ": small and large", 0, 0);
    Space space = data.newSpace();
    Scorer learnt = head.learnt(space, data.inNewSpace(data.history()));
    this.largeAnswers = SwapAnswers.of(learnt, large);
    this.smallAnswers = SwapAnswers.of(head.learnt(data.oldSpace(), data.history()), small);
    SwapScorer over = new SwapScorer.Bridge(map, learnt);
    this.mapped = small.stream().map(question -> over.ranked(question.embedding())).toList();
  }

  /** Returns what each encoder answers alone: figures by row. */
  Map<String, Map<String, Object>> alone() {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    rows.put("large", largeAnswers.graded(large, largeAnswers));
    rows.put("small", smallAnswers.graded(small, largeAnswers));
    List<String> over = mapped.stream().map(ranked -> ranked.getFirst().label()).toList();
    rows.put("small-mapped", new SwapAnswers(over).graded(small, largeAnswers));
    return rows;
  }

  /** Returns what both answer together under a promise. */
  private Row with(double coverage) {
    PromisedSets sets = new PromisedSets(coverage);
    int right = 0;
    int early = 0;
    int earlyRight = 0;
    int held = 0;
    for (int n = 0; n < small.size(); n++) {
      String truth = small.get(n).label();
      PromisedSets.Answered set = sets.next(mapped.get(n), truth);
      String answer =
          set.single() ? mapped.get(n).getFirst().label() : largeAnswers.labels().get(n);
      boolean isRight = answer.equals(truth);
      right += isRight ? 1 : 0;
      early += set.single() ? 1 : 0;
      earlyRight += set.single() && isRight ? 1 : 0;
      held += set.holds() ? 1 : 0;
    }
    double all = small.size();
    return new Row(
        coverage,
        right / all,
        early / all,
        early == 0 ? 0 : earlyRight / (double) early,
        held / all);
  }

  /** Returns the rows of several promises. */
  List<Row> with(List<Double> coverages) {
    List<Row> rows = new ArrayList<>();
    coverages.forEach(coverage -> rows.add(with(coverage)));
    return rows;
  }
}
