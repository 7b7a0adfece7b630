package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.swap.SwapHead;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Gate;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.Pair;
import io.alluvium.learning.transition.PairReservoir;
import io.alluvium.learning.transition.Rival;
import io.alluvium.learning.transition.ShadowMoments;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.TransitionFit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An adapter trained from labelled history and released, without a broker: three quarters of what
 * may be learnt are the history, a quarter is the unlabelled stream that both encoders see, and the
 * test samples of the data set are asked about, which nothing else has seen.
 */
final class ReleaseTrial {
  /** Row of the encoder that served before. */
  static final String BEFORE = "old";

  private static final double STREAM = 0.25;

  private final Space base;
  private final List<Example> history;
  private final List<Example> shadow;
  private final List<Example> asked;
  private final Set<String> newClasses;
  private final AdapterOptions options;
  private final List<String> heads;
  private final Head judging;
  private final HeadOptions headOptions;
  private final TorchRuntime torch;

  /**
   * Parts the data.
   *
   * @param judging head that picks the epoch
   * @param headOptions options of the heads that are measured
   */
  ReleaseTrial(
      ExampleSet set,
      Set<String> newClasses,
      AdapterOptions options,
      ReleaseSettings settings,
      Head judging,
      HeadOptions headOptions,
      TorchRuntime torch) {
    this.base = set.space();
    List<Example> learnt = set.of(Row.Role.TRAIN);
    this.history = learnt.stream().filter(example -> !isStreamed(example, options.seed())).toList();
    List<Example> stream =
        SeededOrder.of(
            learnt.stream().filter(example -> isStreamed(example, options.seed())).toList(),
            "shadow" + options.seed(),
            Example::id);
    this.shadow = stream.subList(0, settings.shadow(stream.size()));
    this.asked = set.of(Row.Role.TEST);
    this.newClasses = newClasses;
    this.options = options;
    this.heads = settings.heads();
    this.judging = judging;
    this.headOptions = headOptions;
    this.torch = torch;
  }

  private static boolean isStreamed(Example example, long seed) {
    return SeededOrder.fraction("stream" + seed, example.id()) < STREAM;
  }

  /** Trains, releases and returns the score of each row, by head. */
  Map<String, Map<String, Score>> run(Watch watch, Consumer<String> tell) {
    TrainingSet set = TrainingSet.of(base, history, newClasses, options.seed());
    Judge judge = new Judge(judging, base, set.training(), newClasses);
    AdapterTrainer.Trained trained =
        new AdapterTrainer(set, options, torch).train(judge, watch, tell);
    tell.accept(
        "epoch "
            + trained.epoch()
            + "; held out, without the adapter: "
            + judge.before(set.judging())
            + "; with it: "
            + judge.after(trained.adapter(), set.judging()));
    Space adapted = judge.adapted(trained.adapter());
    ShadowMoments moments = new ShadowMoments(base, adapted);
    List<Pair> pairs = pairs(trained.adapter(), adapted);
    pairs.forEach(moments::add);
    watch.at("fit of the maps", 0, 0);
    TransitionFit fit = TransitionFit.of(moments);
    Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
    for (String name : heads) {
      watch.at("release, head " + name, 0, 0);
      SwapHead head = new SwapHead(name, Heads.named(name, headOptions));
      scores.put(name, rows(head, trained.adapter(), adapted, moments, pairs, fit));
    }
    return scores;
  }

  private List<Pair> pairs(ResidualAdapter adapter, Space adapted) {
    List<Example> after = Judge.through(adapter, adapted, shadow);
    return IntStream.range(0, shadow.size())
        .mapToObj(
            i -> new Pair(shadow.get(i).id(), shadow.get(i).embedding(), after.get(i).embedding()))
        .toList();
  }

  private Map<String, Score> rows(
      SwapHead head,
      ResidualAdapter adapter,
      Space adapted,
      ShadowMoments moments,
      List<Pair> pairs,
      TransitionFit fit) {
    Evidence learnt = head.evidence(base, history);
    Scorer old = head.head().fit(learnt);
    List<Example> after = Judge.through(adapter, adapted, asked);
    Map<String, Score> rows = new LinkedHashMap<>();
    rows.put(BEFORE, graded(query -> best(old, query), asked));
    Move none = Rival.NONE.move(learnt.statistics(), moments, pairs).orElseThrow();
    Scorer unmoved = head.moved(none, learnt, history);
    rows.put("none", graded(query -> best(unmoved, query), after));
    Map<String, SwapScorer> ways = head.ways(fit, false, learnt, history, old);
    ways.forEach((name, way) -> rows.put(name, graded(way::best, after)));
    rows.put("ours", Objects.requireNonNull(rows.get(chosen(head, learnt, old, fit, pairs))));
    Scorer anew = head.learnt(adapted, Judge.through(adapter, adapted, history));
    rows.put("backfill", graded(query -> best(anew, query), after));
    return rows;
  }

  private String chosen(
      SwapHead head, Evidence learnt, Scorer old, TransitionFit fit, List<Pair> pairs) {
    PairReservoir reservoir = new PairReservoir(PairReservoir.DEFAULT_CAPACITY);
    pairs.forEach(reservoir::offer);
    Map<String, SwapScorer> ways = head.ways(fit, true, learnt, history, old);
    return new Gate(fit, reservoir.pairs(), Map.of(), old, ways, List.of()).report().chosen();
  }

  private static Optional<String> best(Scorer scorer, Embedding query) {
    return scorer.decide(query, 1).candidates().stream().findFirst().map(Candidate::label);
  }

  private Score graded(Function<Embedding, Optional<String>> answer, List<Example> questions) {
    return Score.of(answer, questions, newClasses);
  }
}
