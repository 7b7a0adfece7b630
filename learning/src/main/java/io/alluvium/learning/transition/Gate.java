package io.alluvium.learning.transition;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.transition.GateCheck.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Judges a change of the encoder by pairs that no map was fitted to.
 *
 * <p>Without labels, agreement with the old pipeline is what bounds the loss: {@code |acc_new -
 * acc_old| <= 1 - agreement}. How much can be asked for follows from the old pipeline itself: two
 * halves of what was learnt disagree too. A pure function of its input.
 *
 * @param fit both maps
 * @param pairs pairs held out
 * @param truths labels of these, by sample id, where they are known
 * @param old the old head
 * @param ways ways of serving, made with the maps that did not see the pairs; in the order of
 *     preference where they agree as often
 * @param halves two heads, each of one half of what was learnt in the old space; empty where that
 *     is not at hand
 */
public record Gate(
    TransitionFit fit,
    List<Pair> pairs,
    Map<String, String> truths,
    Scorer old,
    Map<String, SwapScorer> ways,
    List<Scorer> halves) {
  private static final double AGREEMENT = 0.90;
  private static final double AGREEMENT_ROOM = 0.05;
  private static final double AGREEMENT_DOUBT = 0.10;
  private static final int LEAST_LABELS = 50;
  private static final double NON_INFERIORITY = -0.02;
  private static final double ONE_SIDED_95 = 1.6448536269514722;
  private static final double SETS_HOLD = 0.9;
  private static final double SETS_ROOM = 0.03;
  private static final double EXPLAINED = 0.2;
  private static final double ALIGNMENT = 0.3;
  private static final double NEIGHBOURS_KEPT = 0.4;
  private static final double RANK_RATIO = 0.5;

  /**
   * Copies list and maps, in their order.
   *
   * @throws IllegalArgumentException if there is no pair or no way of serving, or the halves are
   *     not none or two
   */
  public Gate {
    pairs = List.copyOf(pairs);
    truths = Map.copyOf(truths);
    ways = new LinkedHashMap<>(ways);
    halves = List.copyOf(halves);
    if (pairs.isEmpty() || ways.isEmpty()) {
      throw new IllegalArgumentException(
          "there are " + pairs.size() + " pairs and " + ways.size() + " ways, expected some");
    }
    if (halves.size() != 0 && halves.size() != 2) {
      throw new IllegalArgumentException("there are " + halves.size() + " halves, expected 2");
    }
  }

  /** Returns the report. */
  public GateReport report() {
    Map<String, Double> agreements = new LinkedHashMap<>();
    Map<String, List<String>> answers = new LinkedHashMap<>();
    List<String> before = answers(old);
    ways.forEach((name, way) -> {
      List<String> after = pairs.stream().map(pair -> way.best(pair.to()).orElse("")).toList();
      answers.put(name, after);
      agreements.put(name, share(before, after));
    });
    String chosen = "";
    for (String name : agreements.keySet()) {
      if (chosen.isEmpty() || of(agreements, name) > of(agreements, chosen)) {
        chosen = name;
      }
    }
    List<GateCheck> checks = new ArrayList<>();
    checks.add(agreement(of(agreements, chosen)));
    checks.add(nonInferiority(before, answers.getOrDefault(chosen, List.of())));
    checks.add(setCoverage(ways.get(chosen)));
    checks.add(
        GateCheck.atLeast(
            "explained-variance",
            fit.forward().explained(),
            EXPLAINED,
            "hold-out R squared of new views by old ones; no proxy for accuracy",
            Verdict.REFUSE));
    checks.add(
        GateCheck.atLeast(
            "alignment",
            fit.alignment(),
            ALIGNMENT,
            "linear centred kernel alignment of both spaces",
            Verdict.REFUSE));
    checks.add(neighbours());
    checks.add(
        GateCheck.atLeast(
            "rank-ratio",
            fit.rankRatio(),
            RANK_RATIO,
            "effective rank of the new space over that of the old; low for a collapsed encoder",
            Verdict.REFUSE));
    checks.add(doingNothing(before));
    return new GateReport(checks, agreements, chosen);
  }

  private static double of(Map<String, Double> agreements, String name) {
    return agreements.getOrDefault(name, 0.0);
  }

  private List<String> answers(Scorer scorer) {
    return pairs.stream().map(pair -> answer(scorer, pair.from())).toList();
  }

  private static String answer(Scorer scorer, Embedding query) {
    return scorer.decide(query, 1).candidates().stream()
        .findFirst()
        .map(candidate -> candidate.label())
        .orElse("");
  }

  private static double share(List<String> left, List<String> right) {
    int equal = 0;
    for (int i = 0; i < left.size(); i++) {
      equal += left.get(i).equals(right.get(i)) ? 1 : 0;
    }
    return equal / (double) left.size();
  }

  private GateCheck agreement(double value) {
    double limit = AGREEMENT;
    String meaning = "share of held-out pairs answered as the old pipeline does";
    if (!halves.isEmpty()) {
      double self = share(answers(halves.getFirst()), answers(halves.getLast()));
      limit = Math.min(limit, self - AGREEMENT_ROOM);
      meaning += "; two halves of the old state agree on " + GateReport.number(self);
    }
    Verdict otherwise = value >= limit - AGREEMENT_DOUBT ? Verdict.WARN : Verdict.REFUSE;
    return GateCheck.atLeast("agreement", value, limit, meaning, otherwise);
  }

  /** Lower end of the one-sided 95 % interval of the paired difference in accuracy. */
  private GateCheck nonInferiority(List<String> before, List<String> after) {
    String meaning = "accuracy of the new pipeline less that of the old, at least, with 95 %";
    int labelled = 0;
    int gained = 0;
    int lost = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Optional<String> truth = Optional.ofNullable(truths.get(pairs.get(i).sampleId()));
      if (truth.isPresent()) {
        boolean was = truth.get().equals(before.get(i));
        boolean is = truth.get().equals(after.get(i));
        labelled++;
        gained += !was && is ? 1 : 0;
        lost += was && !is ? 1 : 0;
      }
    }
    if (labelled < LEAST_LABELS) {
      return GateCheck.untold(
          "non-inferiority", labelled + " labels, needs " + LEAST_LABELS, meaning);
    }
    double difference = (gained - lost) / (double) labelled;
    double variance = (gained + lost - labelled * difference * difference) / labelled;
    double lower = difference - ONE_SIDED_95 * Math.sqrt(Math.max(variance, 0) / labelled);
    return GateCheck.atLeast("non-inferiority", lower, NON_INFERIORITY, meaning, Verdict.WARN);
  }

  /**
   * Whether sets of the new pipeline hold the true class as often as those of the old one do with
   * the same limit, which is split conformal: {@code ceil(0.9 (n + 1))} of the old scores are
   * within it. Once labels come the limit follows them; this is how sets fare before.
   */
  private GateCheck setCoverage(@Nullable SwapScorer way) {
    String meaning =
        "share of labelled pairs whose class is in the new set, by a limit that holds "
            + SETS_HOLD
            + " of the old ones";
    List<Pair> labelled =
        pairs.stream().filter(pair -> truths.containsKey(pair.sampleId())).toList();
    if (way == null || labelled.size() < LEAST_LABELS) {
      return GateCheck.untold(
          "set-coverage", labelled.size() + " labels, needs " + LEAST_LABELS, meaning);
    }
    SwapScorer before = new SwapScorer.Direct(fit.forward().serving().from(), old);
    int n = labelled.size();
    double[] scores =
        labelled.stream().mapToDouble(pair -> doubt(before, pair.from(), pair)).sorted().toArray();
    double limit = scores[Math.min(n, (int) Math.ceil(SETS_HOLD * (n + 1))) - 1];
    long held = labelled.stream().filter(pair -> doubt(way, pair.to(), pair) <= limit).count();
    double least =
        SETS_HOLD - SETS_ROOM - ONE_SIDED_95 * Math.sqrt(SETS_HOLD * (1 - SETS_HOLD) / n);
    return GateCheck.atLeast("set-coverage", held / (double) n, least, meaning, Verdict.WARN);
  }

  /** One less the probability of the true class; 1 where it is not known. */
  private double doubt(SwapScorer scorer, Embedding view, Pair pair) {
    Double log = scorer.logProbabilities(view).get(truths.get(pair.sampleId()));
    return log == null ? 1 : 1 - StrictMath.exp(log);
  }

  private GateCheck neighbours() {
    String meaning = "of the 10 closest held-out samples in the new space, share that is so moved";
    OptionalDouble overlap = Neighbours.overlap(fit.forward().judged(), pairs);
    return overlap.isEmpty()
        ? GateCheck.untold("neighbours", "at least " + (Neighbours.COUNT + 2) + " pairs", meaning)
        : GateCheck.atLeast(
            "neighbours", overlap.getAsDouble(), NEIGHBOURS_KEPT, meaning, Verdict.WARN);
  }

  /** How far one gets with the old head and no map at all. */
  private GateCheck doingNothing(List<String> before) {
    String meaning = "agreement of the old head asked about new views as they are";
    if (fit.forward().serving().from().dim() != fit.forward().serving().to().dim()) {
      return GateCheck.untold("do-nothing", "equal widths", meaning);
    }
    List<String> blind = pairs.stream().map(pair -> answer(old, pair.to())).toList();
    return GateCheck.told("do-nothing", share(before, blind), meaning);
  }
}
