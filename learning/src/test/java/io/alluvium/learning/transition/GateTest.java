package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Evidence;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.GateCheck.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final int CLASSES = 3;

  /**
   * Always the same maps between the encoders: among 6 x 6 maps drawn at random one in seven is so
   * badly conditioned that the gate rightly refuses it, and what is asked here is what the gate
   * does with a good one.
   */
  private final RandomGenerator random = new SplittableRandom(6);

  private static Scorer fitted(SufficientStatistics statistics) {
    return Heads.named("slda", HeadOptions.defaults()).fit(Evidence.of(statistics));
  }

  private GateReport report(PairSamples samples, List<Pair> shadow, boolean labelled) {
    List<Pair> history = samples.pairs(600, CLASSES);
    SufficientStatistics old = samples.learnt(history, CLASSES, false);
    TransitionFit fit = TransitionFit.of(samples.moments(shadow));
    PairReservoir reservoir = new PairReservoir(PairReservoir.DEFAULT_CAPACITY);
    shadow.forEach(reservoir::offer);
    Map<String, SwapScorer> ways = new LinkedHashMap<>();
    ways.put(
        "moved",
        new SwapScorer.Direct(samples.to(), fitted(Move.along(fit.forward().judged()).of(old))));
    ways.put("bridge", new SwapScorer.Bridge(fit.backward().judged(), fitted(old)));
    ways.put("average", new SwapScorer.Average(List.copyOf(ways.values())));
    Map<String, String> truths = new HashMap<>();
    for (int i = 0; labelled && i < shadow.size(); i++) {
      truths.put(shadow.get(i).sampleId(), "class" + i % CLASSES);
    }
    List<Scorer> halves =
        List.of(
            fitted(samples.learnt(history.subList(0, 300), CLASSES, false)),
            fitted(samples.learnt(history.subList(300, 600), CLASSES, false)));
    return new Gate(fit, reservoir.pairs(), truths, fitted(old), ways, halves).report();
  }

  @Test
  void encoderThatSeesTheSamePasses() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    GateReport report = report(samples, samples.pairs(900, CLASSES), true);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
    assertThat(report.agreements()).containsOnlyKeys("moved", "bridge", "average");
    assertThat(report.agreements().get(report.chosen())).isGreaterThan(0.9);
    assertThat(report.check("non-inferiority").orElseThrow().verdict()).isEqualTo(Verdict.PASS);
    GateCheck sets = report.check("set-coverage").orElseThrow();
    assertThat(sets.verdict()).isEqualTo(Verdict.PASS);
    assertThat(sets.value().orElseThrow()).isBetween(0.8, 1.0);
  }

  /** The head that is to serve takes each class for the next one. */
  @Test
  void setsOfWrongAnswersDoNotHoldTheTrueClass() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    List<Pair> history = samples.pairs(600, CLASSES);
    List<Pair> rotated = new ArrayList<>(history);
    Collections.rotate(rotated, 1);
    List<Pair> shadow = samples.pairs(900, CLASSES);
    TransitionFit fit = TransitionFit.of(samples.moments(shadow));
    Map<String, String> truths = new HashMap<>();
    for (int i = 0; i < shadow.size(); i++) {
      truths.put(shadow.get(i).sampleId(), "class" + i % CLASSES);
    }
    Scorer old = fitted(samples.learnt(history, CLASSES, false));
    SufficientStatistics wrong =
        Move.along(fit.forward().judged()).of(samples.learnt(rotated, CLASSES, false));
    Map<String, SwapScorer> ways =
        Map.of("wrong", new SwapScorer.Direct(samples.to(), fitted(wrong)));

    GateReport report = new Gate(fit, shadow, truths, old, ways, List.of()).report();

    GateCheck sets = report.check("set-coverage").orElseThrow();
    assertThat(sets.verdict()).isEqualTo(Verdict.WARN);
    assertThat(sets.value().orElseThrow()).isLessThan(0.6);
  }

  @Test
  void encoderThatSeesSomethingElseIsRefused() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    List<Pair> whole = samples.pairs(900, CLASSES);
    List<Pair> torn = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      Pair other = whole.get((i + 451) % whole.size());
      torn.add(new Pair(whole.get(i).sampleId(), whole.get(i).from(), other.to()));
    }
    GateReport report = report(samples, torn, false);
    assertThat(report.verdict()).isEqualTo(Verdict.REFUSE);
    assertThat(report.check("explained-variance").orElseThrow().verdict())
        .isEqualTo(Verdict.REFUSE);
  }

  @Test
  void withoutLabelsNonInferiorityCannotBeTested() {
    PairSamples samples = new PairSamples(random, 6, 6, new double[0][0]);
    GateReport report = report(samples, samples.pairs(900, CLASSES), false);
    GateCheck check = report.check("non-inferiority").orElseThrow();
    assertThat(check.verdict()).isEqualTo(Verdict.NOT_TESTABLE);
    assertThat(check.value()).isEmpty();
    assertThat(report.check("set-coverage").orElseThrow().verdict())
        .isEqualTo(Verdict.NOT_TESTABLE);
    assertThat(report.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void everyCheckSaysWhatItIs() {
    PairSamples samples = new PairSamples(random, 6, 4, new double[0][0]);
    GateReport report = report(samples, samples.pairs(900, CLASSES), true);
    assertThat(report.checks())
        .extracting(GateCheck::name)
        .containsExactly(
            "agreement",
            "non-inferiority",
            "set-coverage",
            "explained-variance",
            "alignment",
            "neighbours",
            "rank-ratio",
            "do-nothing");
    assertThat(report.checks()).noneMatch(check -> check.meaning().isEmpty());
    assertThat(report.check("do-nothing").orElseThrow().verdict()).isEqualTo(Verdict.NOT_TESTABLE);
  }
}
