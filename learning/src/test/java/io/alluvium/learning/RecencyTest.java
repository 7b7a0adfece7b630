package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Learner.Background;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples count by their age, and where classes move that is better than counting all alike. */
class RecencyTest {
  private static final int DIM = 16;
  private static final Space SPACE = Samples.space(DIM);
  private static final int CLASSES = 4;
  private static final int SAMPLES = 6000;
  private static final SolveOptions SOLVES = new SolveOptions(50, 200, 0.1, 1);

  private static Recency recency(Recency.Kind kind, long length) {
    return new Recency(kind, Recency.Unit.SAMPLES, length);
  }

  private static LabelChange labelled(Embedding sample, long period, String label) {
    return new LabelChange(
        "s", sample, period, Optional.empty(), Optional.of(Assignment.of(label)));
  }

  @Test
  void halfLifeHalvesEveryTwoBuckets() {
    Recency recency = recency(Recency.Kind.HALF_LIFE, 1000);
    assertThat(recency.bucketLength()).isEqualTo(500);
    for (int age = 0; age + 2 < Recency.BUCKETS; age++) {
      assertThat(recency.weight(age))
          .isBetween(2 * recency.weight(age + 2) - 1, 2 * recency.weight(age + 2) + 1);
    }
    assertThat(recency.weight(-3)).isEqualTo(recency.scale()).isEqualTo(32768);
    assertThat(recency.weight(16)).isEqualTo(recency.weight(Long.MAX_VALUE)).isEqualTo(1);
  }

  /** What is read of random sums, against the definition in double. */
  @ParameterizedTest
  @EnumSource(
      value = Recency.Kind.class,
      names = {"WINDOW", "HALF_LIFE"})
  void sumsAreReadByTheAgeOfTheirBuckets(Recency.Kind kind) {
    RandomGenerator random = Seeds.random();
    Recency recency = recency(kind, 1600);
    long clock = 40;
    TimedSums sums =
        new TimedSums(recency, new SufficientStatistics(SPACE), new BucketedSums(), 20);
    Map<Long, ClassSums> direct = new TreeMap<>();
    for (int n = 0; n < 300; n++) {
      long period = random.nextLong(clock + 3);
      Embedding sample = Samples.anything(random, DIM);
      sums.apply(labelled(sample, period, "a"));
      direct.merge(period, ClassSums.empty(DIM).plus(sample), ClassSums::plus);
    }
    double count = 0;
    double[] expected = new double[DIM];
    for (var bucket : direct.entrySet()) {
      double weight = (double) recency.weight(clock - bucket.getKey()) / recency.scale();
      count += weight * bucket.getValue().count();
      for (int i = 0; i < DIM; i++) {
        expected[i] += weight * bucket.getValue().sum(i);
      }
    }
    ClassSums read = sums.read("a", clock).orElseThrow();
    assertThat((double) read.count()).isBetween(count - 0.51, count + 0.51);
    for (int i = 0; i < DIM; i++) {
      assertThat((double) read.sum(i) / read.count())
          .isBetween(expected[i] / count - 0.51, expected[i] / count + 0.51);
    }
    assertThat(sums.read(clock).groups().stream().mapToLong(ClassSums::count).sum()).isEqualTo(300);
  }

  @Test
  void whatLeftTheWindowIsNotPredictedAndComesBackWithItsFirstLabel() {
    Learner learner =
        Learner.start(
            SPACE,
            new NearestClassMean(),
            new SolveOptions(1000, 1000, 0, 0),
            recency(Recency.Kind.WINDOW, 1600),
            Background.INLINE);
    Embedding sample = Samples.anything(Seeds.random(), DIM);
    for (int n = 0; n < 10; n++) {
      learner.learn(labelled(sample, 1, "old"), n);
    }
    learner.reach(16, 0);
    learner.finishEntry();
    assertThat(learner.decide(sample, 1).candidates()).hasSize(1);
    learner.reach(17, 0);
    assertThat(learner.decide(sample, 1).candidates()).as("until it is solved").hasSize(1);
    assertThat(learner.finishEntry()).isPresent();
    assertThat(learner.decide(sample, 1).candidates()).isEmpty();
    assertThat(learner.statistics().samples()).as("its sums stay").isEqualTo(10);
    learner.learn(labelled(sample, 17, "old"), 20);
    assertThat(learner.decide(sample, 1).candidates()).hasSize(1);
  }

  /** A bucket that is no longer told apart can still be corrected. */
  @ParameterizedTest
  @EnumSource(Recency.Kind.class)
  void samplesOlderThanAllBucketsCanBeTakenBack(Recency.Kind kind) {
    Learner learner =
        Learner.start(
            SPACE, new NearestClassMean(), SOLVES, recency(kind, 1600), Background.INLINE);
    byte[] before = learner.sumsDigest();
    Embedding sample = Samples.anything(Seeds.random(), DIM);
    LabelChange change = labelled(sample, 3, "a");
    learner.learn(change, 0);
    for (int period = 4; period < 40; period++) {
      learner.reach(period, 0);
      for (int n = 0; n < 10; n++) {
        learner.finishEntry();
      }
    }
    assertThat(learner.buckets().get("a", 3)).isEmpty();
    learner.learn(change.inverse(), 1);
    assertThat(learner.sumsDigest()).isEqualTo(before);
  }

  @Test
  void aClassNotSeenForLongKeepsItsMeanUnderAHalfLife() {
    TimedSums sums =
        new TimedSums(
            recency(Recency.Kind.HALF_LIFE, 1600),
            new SufficientStatistics(SPACE),
            new BucketedSums(),
            0);
    RandomGenerator random = Seeds.random();
    Embedding old = Samples.anything(random, DIM);
    Embedding fresh = Samples.anything(random, DIM);
    for (int n = 0; n < 1000; n++) {
      sums.apply(labelled(old, 2, "a"));
    }
    assertThat(sums.read("a", 100)).hasValue(ClassSums.empty(DIM).plus(old));
    sums.apply(labelled(fresh, 100, "a"));
    ClassSums read = sums.read("a", 100).orElseThrow();
    assertThat(read.count()).isEqualTo(1);
    for (int i = 0; i < DIM; i++) {
      assertThat(read.sum(i))
          .as("a thousand old samples weigh a thirtieth of a new one")
          .isEqualTo(Math.round((32768.0 * fresh.get(i) + 1000.0 * old.get(i)) / 33768));
    }
  }

  /** Returns the share of right answers, each before its label, on a stream whose means rotate. */
  private static double accuracy(String head, Recency recency, double turns, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Learner learner =
        Learner.start(
            SPACE, Heads.named(head, HeadOptions.defaults()), SOLVES, recency, Background.INLINE);
    RecencyClock clock = RecencyClock.START;
    int right = 0;
    for (int n = 0; n < SAMPLES; n++) {
      int truth = random.nextInt(CLASSES);
      Embedding sample = rotated(random, truth, turns * n / SAMPLES);
      if (learner.decide(sample, 1).candidates().stream()
          .anyMatch(first -> first.label().equals("c" + truth))) {
        right++;
      }
      RecencyClock.Placed placed = clock.place(recency, OptionalLong.empty());
      clock = placed.clock();
      learner.reach(clock.period(), n);
      learner.learn(labelled(sample, placed.period(), "c" + truth), n);
      learner.finishEntry();
    }
    return (double) right / SAMPLES;
  }

  /** A sample around a mean on a circle, the classes a quarter of a turn apart. */
  private static Embedding rotated(RandomGenerator random, int truth, double turn) {
    double angle = 2 * Math.PI * (turn + (double) truth / CLASSES);
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (0.35 * random.nextGaussian());
    }
    vector[0] += (float) Math.cos(angle);
    vector[1] += (float) Math.sin(angle);
    return SPACE.quantise(vector);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncm", "slda", "plda"})
  void whereClassesMoveRecentSamplesAreBetter(String head) {
    long seed = Seeds.random().nextLong();
    double all = accuracy(head, Recency.NONE, 2, seed);
    double window = accuracy(head, recency(Recency.Kind.WINDOW, 400), 2, seed);
    double halfLife = accuracy(head, recency(Recency.Kind.HALF_LIFE, 200), 2, seed);
    assertThat(window).isGreaterThan(all + 0.2);
    assertThat(halfLife).isGreaterThan(all + 0.2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ncm", "slda", "plda"})
  void whereClassesStandStillLittleIsLost(String head) {
    long seed = Seeds.random().nextLong();
    double all = accuracy(head, Recency.NONE, 0, seed);
    double window = accuracy(head, recency(Recency.Kind.WINDOW, 1000), 0, seed);
    double halfLife = accuracy(head, recency(Recency.Kind.HALF_LIFE, 500), 0, seed);
    assertThat(window).isGreaterThan(all - 0.02);
    assertThat(halfLife).isGreaterThan(all - 0.02);
  }
}
