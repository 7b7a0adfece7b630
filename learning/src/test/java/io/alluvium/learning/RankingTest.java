package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final List<String> LABELS = List.of("a", "b", "c", "d");

  @Test
  void tiesGoToTheLowerLabel() {
    Decision decision = Ranking.decide(LABELS, new double[] {1, 2, 1, 2}, 4);
    assertThat(decision.candidates())
        .extracting(Candidate::label)
        .containsExactly("b", "d", "a", "c");
    assertThat(decision.margin()).hasValue(0);
  }

  @Test
  void probabilitiesAreOverAllClasses() {
    Decision decision = Ranking.decide(LABELS, new double[] {0, StrictMath.log(2), 0, 0}, 1);
    assertThat(decision.candidates()).hasSize(1);
    assertThat(decision.candidates().getFirst().probability()).isCloseTo(0.4, within(1e-15));
    assertThat(decision.margin()).hasValue(StrictMath.log(2));
  }

  @Test
  void ordersAndNormalisesAnyScores() {
    RandomGenerator random = Seeds.random();
    for (int n = 0; n < 300; n++) {
      int count = 1 + random.nextInt(30);
      double[] scores = random.doubles(count, -60, 60).map(x -> Math.rint(x) + 0.0).toArray();
      List<String> labels = IntStream.range(0, count).mapToObj("%03d"::formatted).toList();
      int topK = 1 + random.nextInt(35);
      List<Candidate> all = Ranking.decide(labels, scores, count).candidates();
      assertThat(all.stream().mapToDouble(Candidate::probability).sum())
          .isCloseTo(1, within(1e-12));
      List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
      order.sort(Comparator.comparingDouble(c -> -scores[c]));
      assertThat(all)
          .extracting(Candidate::label)
          .isEqualTo(order.stream().map(labels::get).toList());
      assertThat(Ranking.decide(labels, scores, topK).candidates())
          .isEqualTo(all.subList(0, Math.min(topK, count)));
    }
  }

  @Test
  void classesFarBehindChangeNothing() {
    double[] near = {5, 3};
    double[] far = new double[100_000];
    far[0] = 5;
    far[1] = 3;
    for (int i = 2; i < far.length; i++) {
      far[i] = 5 - 40.5;
    }
    List<String> labels = IntStream.range(0, far.length).mapToObj("%06d"::formatted).toList();
    assertThat(Ranking.decide(labels, far, 2))
        .isEqualTo(Ranking.decide(labels.subList(0, 2), near, 2));
    assertThat(1 + StrictMath.exp(-40)).isEqualTo(1);
  }

  @Test
  void marginNeedsTwoClasses() {
    assertThat(Ranking.decide(List.of(), new double[0], 3))
        .isEqualTo(new Decision(List.of(), OptionalDouble.empty()));
    Decision one = Ranking.decide(List.of("a"), new double[] {-7}, 3);
    assertThat(one.candidates()).containsExactly(new Candidate("a", 1));
    assertThat(one.margin()).isEmpty();
  }

  @Test
  void rejectsNoCandidates() {
    assertThatThrownBy(() -> Ranking.decide(LABELS, new double[4], 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topK is 0, expected at least 1");
  }

  @Test
  void valuesCheckThemselves() {
    assertThatThrownBy(() -> new Candidate("a", 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("probability of 'a' is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new Candidate("a", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Decision(List.of(), OptionalDouble.of(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("margin is -1.0, expected at least 0");
  }
}
