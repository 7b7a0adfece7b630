package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Samples.Labelled;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LinearClassifierTest {
  private static final Space SPACE = Samples.space(12);

  private final RandomGenerator random = Seeds.random();

  private List<LabelledExemplar> inOrder(int... counts) {
    List<LabelledExemplar> samples = new ArrayList<>();
    for (Labelled each : Samples.gaussian(random, SPACE, counts, 0.7)) {
      int n = samples.size();
      samples.add(
          new LabelledExemplar(each.label(), new Exemplar("s" + n, each.embedding(), n, 1)));
    }
    return samples;
  }

  @Test
  void rowsOfAbsentClassesStandStill() {
    List<LabelledExemplar> samples = inOrder(64, 64, 320);
    Map<String, double[]> before = new SoftmaxTrainer(SPACE).train(samples.subList(0, 128));
    Map<String, double[]> after = new SoftmaxTrainer(SPACE).train(samples);
    assertThat(after.get("class00")).isEqualTo(before.get("class00"));
    assertThat(after.get("class01")).isEqualTo(before.get("class01"));
    assertThat(after).containsKey("class02");
  }

  @Test
  void stepsDoNotRaiseAScoreWhereAnAbsentClassLies() {
    List<LabelledExemplar> samples = inOrder(64, 64, 640);
    Map<String, double[]> fresh = new SoftmaxTrainer(SPACE).train(samples.subList(0, 160));
    Map<String, double[]> trained = new SoftmaxTrainer(SPACE).train(samples);
    double[] old = new double[SPACE.dim()];
    for (LabelledExemplar each : samples.subList(0, 64)) {
      for (int i = 0; i < old.length; i++) {
        old[i] += each.exemplar().embedding().get(i) / 16384.0 / 64;
      }
    }
    double[] before = Objects.requireNonNull(fresh.get("class02"));
    double[] after = Objects.requireNonNull(trained.get("class02"));
    assertThat(dot(after, old)).isLessThanOrEqualTo(dot(before, old) + 0.5);
  }

  private static double dot(double[] left, double[] right) {
    double dot = 0;
    for (int i = 0; i < left.length; i++) {
      dot += left[i] * right[i];
    }
    return dot;
  }

  @Test
  void orderOfSamplesMattersAndThatOfLabelsDoesNot() {
    List<LabelledExemplar> samples = inOrder(40, 40, 40);
    Head head = Heads.named("linear", HeadOptions.defaults());
    Evidence ascending = Evidence.empty(SPACE, head.demands(SPACE));
    Evidence descending = Evidence.empty(SPACE, head.demands(SPACE));
    Evidence otherwise = Evidence.empty(SPACE, head.demands(SPACE));
    samples.forEach(each -> ascending.apply(change(each, each.exemplar().arrival())));
    samples.reversed().forEach(each -> descending.apply(change(each, each.exemplar().arrival())));
    samples.forEach(each -> otherwise.apply(change(each, 7 * each.exemplar().arrival() % 120)));
    Embedding query = samples.getFirst().exemplar().embedding();
    double[] scores = head.fit(ascending).scores(query);
    assertThat(head.fit(descending).scores(query)).isEqualTo(scores);
    assertThat(head.fit(otherwise).scores(query)).isNotEqualTo(scores);
  }

  private static LabelChange change(LabelledExemplar each, long arrival) {
    return new LabelChange(
        each.exemplar().id(),
        each.exemplar().embedding(),
        0,
        arrival,
        Optional.empty(),
        Optional.of(Assignment.of(each.label())));
  }
}
