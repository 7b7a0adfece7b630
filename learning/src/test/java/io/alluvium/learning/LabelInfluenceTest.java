package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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

  private static double[] mean(ClassSums sums) {
    return sums.offsetFrom(new double[5]);
  }

  @Test
  void findsTheLabelsThatDoNotBelong() {
    RandomGenerator random = Seeds.random();
    List<Embedding> samples = near(random, 0, 40);
    samples.addAll(near(random, 3, 2));

    LabelInfluence influence = LabelInfluence.of(SPACE, sums(samples), samples, 2);

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

    LabelInfluence influence = LabelInfluence.of(SPACE, all, samples, 3);

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
      LabelInfluence influence = LabelInfluence.of(SPACE, sums(poisoned), poisoned, labels);
      assertThat(influence.shift()).isBetween(0.5 * influence.bound(), influence.bound());
    }
  }

  @Test
  void settledSamplesCountInTheSumsAlone() {
    List<Embedding> samples = near(Seeds.random(), 0, 10);
    LabelInfluence influence = LabelInfluence.of(SPACE, sums(samples), samples.subList(0, 1), 3);
    assertThat(influence.worst()).containsExactly(0);
  }

  @Test
  void rejectsAsManyLabelsAsThereAre() {
    List<Embedding> samples = near(Seeds.random(), 0, 4);
    ClassSums sums = sums(samples);
    assertThatThrownBy(() -> LabelInfluence.of(SPACE, sums, samples, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "number of labels is 4, expected 1 to 3, one less than the samples of the class");
    assertThatThrownBy(() -> LabelInfluence.of(SPACE, sums, samples, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
