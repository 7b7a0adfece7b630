package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.LabelInfluence.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LabelInfluenceTest {
  private static final Space SPACE = Samples.space(5);

  private static List<Embedding> near(RandomGenerator random, int axis, int count) {
    List<Embedding> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      float[] vector = new float[5];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) (0.1 * random.nextGaussian());
      }
      vector[axis] += 1;
      samples.add(SPACE.quantise(vector));
    }
    return samples;
  }

  private static ClassSums sums(List<Embedding> samples) {
    ClassSums sums = ClassSums.empty(5);
    for (Embedding sample : samples) {
      sums = sums.plus(sample);
    }
    return sums;
  }

  private static List<Member> known(List<Embedding> samples) {
    return samples.stream().map(sample -> new Member(Optional.of(sample), 1)).toList();
  }

  private static double[] mean(ClassSums sums) {
    return sums.offsetFrom(new double[5]);
  }

  @Test
  void findsTheLabelsThatDoNotBelong() {
    RandomGenerator random = Seeds.random();
    List<Embedding> samples = near(random, 0, 40);
    samples.addAll(near(random, 3, 2));

    LabelInfluence influence = LabelInfluence.of(SPACE, sums(samples), known(samples), 2);

    assertThat(influence.worst()).containsExactlyInAnyOrder(40, 41);
    assertThat(influence.samples()).isEqualTo(42);
    assertThat(influence.shift()).isLessThan(influence.bound());
  }

  @Test
  void shiftIsTheDifferenceOfTheMeansWithAndWithoutThem() {
    RandomGenerator random = Seeds.random();
    List<Embedding> samples = near(random, 0, 12);
    samples.addAll(near(random, 1, 3));
    ClassSums all = sums(samples);

    LabelInfluence influence = LabelInfluence.of(SPACE, all, known(samples), 3);

    ClassSums without = all;
    for (int index : influence.worst()) {
      without = without.minus(samples.get(index));
    }
    double squares = 0;
    for (int d = 0; d < 5; d++) {
      double difference = (mean(all)[d] - mean(without)[d]) / Normalisation.UNIT;
      squares += difference * difference;
    }
    assertThat(influence.shift()).isCloseTo(Math.sqrt(squares), within(1e-9));
  }

  @Test
  void noSetOfThatSizeBeatsTheBound() {
    RandomGenerator random = Seeds.random();
    List<Embedding> samples = near(random, 0, 30);
    for (int labels = 1; labels < 6; labels++) {
      List<Embedding> poisoned = new ArrayList<>(samples);
      for (int n = 0; n < labels; n++) {
        poisoned.add(SPACE.quantise(new float[] {-1, 0, 0, 0, 0}));
      }
      LabelInfluence influence = LabelInfluence.of(SPACE, sums(poisoned), known(poisoned), labels);
      assertThat(influence.shift()).isBetween(0.5 * influence.bound(), influence.bound());
    }
  }

  @Test
  void aHeavyLabelIsWorseThanALightOneOfTheSameSample() {
    List<Embedding> samples = near(Seeds.random(), 0, 20);
    Embedding stray = SPACE.quantise(new float[] {0, 1, 0, 0, 0});
    List<Member> members = new ArrayList<>(known(samples));
    members.add(new Member(Optional.of(stray), 1));
    members.add(new Member(Optional.of(stray), 7));
    members.add(new Member(Optional.empty(), 9));
    ClassSums sums = sums(samples).plus(stray, 8).plus(samples.getFirst(), 9);

    LabelInfluence influence = LabelInfluence.of(SPACE, sums, members, 1);

    assertThat(influence.worst()).containsExactly(21);
    assertThat(influence.samples()).isEqualTo(23);
    assertThat(influence.weight()).isEqualTo(37);
    ClassSums without = sums.minus(stray, 7);
    double squares = 0;
    for (int d = 0; d < 5; d++) {
      double difference = (mean(sums)[d] - mean(without)[d]) / Normalisation.UNIT;
      squares += difference * difference;
    }
    assertThat(influence.shift()).isCloseTo(Math.sqrt(squares), within(1e-9));
    assertThat(influence.bound())
        .as("the settled one may be the worst, and weighs 9 of 37")
        .isCloseTo(
            9 * (SPACE.maxNorm() / Normalisation.UNIT + influence.meanNorm()) / 28, within(1e-9));
  }

  @Test
  void settledSamplesCountInTheSumsAlone() {
    List<Embedding> samples = near(Seeds.random(), 0, 10);
    LabelInfluence influence =
        LabelInfluence.of(SPACE, sums(samples), known(samples.subList(0, 1)), 3);
    assertThat(influence.worst()).containsExactly(0);
  }

  @Test
  void rejectsAsManyLabelsAsThereAre() {
    List<Embedding> samples = near(Seeds.random(), 0, 4);
    ClassSums sums = sums(samples);
    assertThatThrownBy(() -> LabelInfluence.of(SPACE, sums, known(samples), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "number of labels is 4, expected 1 to 3, one less than the samples of the class");
    assertThatThrownBy(() -> LabelInfluence.of(SPACE, sums, known(samples), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
