package io.alluvium.training;

import io.alluvium.evaluation.Watch;
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
import io.alluvium.learning.SimplexAssignment;
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
 * An adapter trained from labelled history and released, without a broker; asked for, a second one
 * on top of a first that has seen the old classes alone.
 */
final class ReleaseTrial {
  /** Row of the encoder that served before. */
  static final String BEFORE = "old";

  private final ReleaseData data;
  private final Set<String> newClasses;
  private final AdapterOptions options;
  private final Optional<SimplexAssignment> kept;
  private final boolean twice;
  private final List<String> heads;
  private final Head judging;
  private final HeadOptions headOptions;
  private final TorchRuntime torch;

  /**
   * Parts the data.
   *
   * @param kept vertices that classes have from a training before
   * @param judging head that picks the epoch
   * @param headOptions options of the heads that are measured
   */
  ReleaseTrial(
      ExampleSet set,
      Set<String> newClasses,
      AdapterOptions options,
      Optional<SimplexAssignment> kept,
      ReleaseSettings settings,
      Head judging,
      HeadOptions headOptions,
      TorchRuntime torch) {
    this.data = ReleaseData.of(set, settings, options.seed());
    this.newClasses = newClasses;
    this.options = options;
    this.kept = kept;
    this.twice = settings.isTwice();
    this.heads = settings.heads();
    this.judging = judging;
    this.headOptions = headOptions;
    this.torch = torch;
  }

  /** Trains, releases and returns the score of each row, by head. */
  Map<String, Map<String, Score>> run(Watch watch, Consumer<String> tell) {
    if (!twice) {
      return release(trained(data, data.history(), newClasses, kept, watch, tell), watch);
    }
    List<Example> old =
        data.history().stream().filter(example -> !newClasses.contains(example.label())).toList();
    Release first = trained(data, old, Set.of(), kept, watch, tell);
    return release(
        trained(
            first.after(), first.after().history(), newClasses, first.assignment(), watch, tell),
        watch);
  }

  /**
   * An adapter that is released.
   *
   * @param before samples as the encoder below makes them
   * @param after the same ones as the adapter makes them
   * @param assignment vertices that classes were drawn to
   */
  private record Release(
      ReleaseData before, ReleaseData after, Optional<SimplexAssignment> assignment) {

    List<Pair> pairs() {
      return IntStream.range(0, before.shadow().size())
          .mapToObj(i ->
              new Pair(
                  before.shadow().get(i).id(),
                  before.shadow().get(i).embedding(),
                  after.shadow().get(i).embedding()))
          .toList();
    }
  }

  private Release trained(
      ReleaseData before,
      List<Example> examples,
      Set<String> fresh,
      Optional<SimplexAssignment> vertices,
      Watch watch,
      Consumer<String> tell) {
    TrainingSet set = TrainingSet.of(before.space(), examples, fresh, options.seed());
    Judge judge = new Judge(judging, set.space(), set.training(), set.newClasses());
    ClassLoss loss = ClassLoss.of(options, set, vertices);
    AdapterTrainer.Trained trained =
        new AdapterTrainer(set, options, loss, torch).train(judge, watch, tell);
    tell.accept(
        "epoch "
            + trained.epoch()
            + "; held out, without the adapter: "
            + judge.before(set.judging())
            + "; with it: "
            + judge.after(trained.adapter(), set.judging()));
    ReleaseData after = before.through(trained.adapter(), judge.adapted(trained.adapter()));
    return new Release(before, after, loss.assignment());
  }

  private Map<String, Map<String, Score>> release(Release release, Watch watch) {
    ShadowMoments moments = new ShadowMoments(release.before().space(), release.after().space());
    List<Pair> pairs = release.pairs();
    pairs.forEach(moments::add);
    watch.at("fit of the maps", 0, 0);
    TransitionFit fit = TransitionFit.of(moments);
    Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
    for (String name : heads) {
      watch.at("release, head " + name, 0, 0);
      SwapHead head = new SwapHead(name, Heads.named(name, headOptions));
      scores.put(name, rows(head, release, moments, pairs, fit));
    }
    return scores;
  }

  private Map<String, Score> rows(
      SwapHead head, Release release, ShadowMoments moments, List<Pair> pairs, TransitionFit fit) {
    List<Example> history = release.before().history();
    Evidence learnt = head.evidence(release.before().space(), history);
    Scorer old = head.head().fit(learnt);
    List<Example> after = release.after().asked();
    Map<String, Score> rows = new LinkedHashMap<>();
    rows.put(BEFORE, graded(query -> best(old, query), release.before().asked()));
    Move none = Rival.NONE.move(learnt.statistics(), moments, pairs).orElseThrow();
    Scorer unmoved = head.moved(none, learnt, history);
    rows.put("none", graded(query -> best(unmoved, query), after));
    Map<String, SwapScorer> ways = head.ways(fit, false, learnt, history, old);
    ways.forEach((name, way) -> rows.put(name, graded(way::best, after)));
    String chosen = chosen(head, learnt, history, old, fit, pairs);
    rows.put("ours", Objects.requireNonNull(rows.get(chosen)));
    Scorer anew = head.learnt(release.after().space(), release.after().history());
    rows.put("backfill", graded(query -> best(anew, query), after));
    return rows;
  }

  private static String chosen(
      SwapHead head,
      Evidence learnt,
      List<Example> history,
      Scorer old,
      TransitionFit fit,
      List<Pair> pairs) {
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
