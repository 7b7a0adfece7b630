package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.coverage.QuantileTracker;
import io.alluvium.learning.coverage.Temperature;
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
 * <p>Sets are of calibrated probabilities, by temperature and limit that follow the labels one at a
 * time; each question is answered before its label is taken up.
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
  Row with(double coverage) {
    Temperature temperature = new Temperature();
    QuantileTracker limit = new QuantileTracker(1 - coverage, QuantileTracker.RATE, coverage);
    int right = 0;
    int early = 0;
    int earlyRight = 0;
    int held = 0;
    for (int n = 0; n < small.size(); n++) {
      String truth = small.get(n).label();
      List<Candidate> ranked = mapped.get(n);
      double[] raw = ranked.stream().mapToDouble(Candidate::probability).toArray();
      double[] sure = temperature.calibrated(raw);
      int place = place(ranked, truth);
      boolean holds = place < raw.length && 1 - sure[place] <= limit.limit();
      boolean single =
          1 - sure[0] <= limit.limit() && (raw.length == 1 || 1 - sure[1] > limit.limit());
      String answer = single ? ranked.getFirst().label() : largeAnswers.labels().get(n);
      right += answer.equals(truth) ? 1 : 0;
      early += single ? 1 : 0;
      earlyRight += single && answer.equals(truth) ? 1 : 0;
      held += holds ? 1 : 0;
      limit.add(!holds);
      if (place < raw.length) {
        temperature.add(raw, place);
      }
    }
    double all = small.size();
    return new Row(
        coverage,
        right / all,
        early / all,
        early == 0 ? 0 : earlyRight / (double) early,
        held / all);
  }

  private static int place(List<Candidate> ranked, String label) {
    int place = 0;
    while (place < ranked.size() && !ranked.get(place).label().equals(label)) {
      place++;
    }
    return place;
  }

  /** Returns the rows of several promises. */
  List<Row> with(List<Double> coverages) {
    List<Row> rows = new ArrayList<>();
    coverages.forEach(coverage -> rows.add(with(coverage)));
    return rows;
  }
}
