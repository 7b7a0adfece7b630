package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Samples.Labelled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SufficientStatisticsTest {
  private static final Space SPACE = Samples.space(19);

  private static List<Labelled> samples(RandomGenerator random) {
    return Samples.gaussian(random, SPACE, new int[] {30, 1, 12, 57}, 0.7);
  }

  @Test
  void orderLeavesNoTrace() {
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = samples(random);
    byte[] digest = Samples.statistics(SPACE, samples).digest();
    for (int n = 0; n < 10; n++) {
      assertThat(Samples.statistics(SPACE, Samples.shuffled(random, samples)).digest())
          .isEqualTo(digest);
    }
  }

  @Test
  void sevenWaySplitLeavesNoTrace() {
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = samples(random);
    SufficientStatistics[] parts = new SufficientStatistics[7];
    for (int p = 0; p < parts.length; p++) {
      parts[p] = new SufficientStatistics(SPACE);
    }
    for (Labelled sample : samples) {
      parts[random.nextInt(7)].add(sample.label(), sample.embedding());
    }
    SufficientStatistics merged = new SufficientStatistics(SPACE);
    for (SufficientStatistics part : Samples.shuffled(random, List.of(parts))) {
      merged.merge(part);
    }
    assertThat(merged.digest()).isEqualTo(Samples.statistics(SPACE, samples).digest());
    assertThat(merged.samples()).isEqualTo(100);
  }

  @Test
  void separatedLeavesNoTrace() {
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = samples(random);
    SufficientStatistics left = Samples.statistics(SPACE, samples.subList(0, 40));
    SufficientStatistics right = Samples.statistics(SPACE, samples.subList(40, 100));
    byte[] digest = left.digest();
    left.merge(right);
    left.separate(right);
    assertThat(left.digest()).isEqualTo(digest);
    assertThat(left.samples()).isEqualTo(40);
  }

  @Test
  void whatIsNotThereCannotBeSeparated() {
    SufficientStatistics few = new SufficientStatistics(Samples.space(2));
    few.add("a", Embedding.of((short) 1, (short) 2));
    few.add("b", Embedding.of((short) 3, (short) 4));
    SufficientStatistics many = few.copy();
    many.add("b", Embedding.of((short) 5, (short) 6));
    byte[] digest = few.digest();
    assertThatThrownBy(() -> few.separate(many))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class has 1 samples, 2 cannot be taken away");
    assertThat(few.digest()).isEqualTo(digest);
    SufficientStatistics others = new SufficientStatistics(Samples.space(2));
    others.add("a", Embedding.of((short) 1, (short) 3));
    assertThatThrownBy(() -> few.separate(others))
        .hasMessage("the samples taken away are not those the class has left");
  }

  @Test
  void movedIsAddedThere() {
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = samples(random);
    SufficientStatistics moved = Samples.statistics(SPACE, samples);
    SufficientStatistics expected = new SufficientStatistics(SPACE);
    Labelled one = samples.getLast();
    moved.move(Assignment.of(one.label()), Assignment.of("other"), one.embedding());
    moved.moveAll("other", "another");
    for (Labelled sample : samples) {
      expected.add(sample.equals(one) ? "another" : sample.label(), sample.embedding());
    }
    assertThat(moved.digest()).isEqualTo(expected.digest());
    assertThatThrownBy(() -> moved.moveAll("other", "another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class 'other' has no samples to move");
  }

  @Test
  void subtractedIsNeverAdded() {
    RandomGenerator random = Seeds.random();
    List<Labelled> samples = samples(random);
    List<Labelled> forgotten = samples.subList(20, 40);
    SufficientStatistics statistics = Samples.statistics(SPACE, samples);
    Samples.shuffled(random, forgotten)
        .forEach(sample -> statistics.subtract(sample.label(), sample.embedding()));
    List<Labelled> kept = samples.stream().filter(sample -> !forgotten.contains(sample)).toList();
    SufficientStatistics never = Samples.statistics(SPACE, kept);
    assertThat(statistics.digest()).isEqualTo(never.digest());
    assertThat(statistics.moments()).isEqualTo(never.moments());
    assertThat(statistics.labels())
        .isEqualTo(never.labels())
        .containsExactly("class00", "class02", "class03");
  }

  /** Samples of random weights against as many copies of each, through every kind of change. */
  @Test
  void weightIsThatManySamples() {
    RandomGenerator random = Seeds.random();
    SufficientStatistics weighted = new SufficientStatistics(SPACE);
    SufficientStatistics copies = new SufficientStatistics(SPACE);
    List<Labelled> samples = samples(random);
    List<Assignment> now = new ArrayList<>();
    for (Labelled sample : samples) {
      Assignment first = weighed(random, sample.label());
      weighted.add(first, sample.embedding());
      repeat(first, () -> copies.add(first.label(), sample.embedding()));
      now.add(first);
    }
    assertThat(weighted.samples()).isEqualTo(copies.samples());
    for (int n = 0; n < samples.size(); n++) {
      Embedding sample = samples.get(n).embedding();
      Assignment before = now.get(n);
      repeat(before, () -> copies.subtract(before.label(), sample));
      if (random.nextInt(4) == 0) {
        weighted.subtract(before, sample);
      } else {
        Assignment after = weighed(random, random.nextBoolean() ? before.label() : "other");
        weighted.move(before, after, sample);
        repeat(after, () -> copies.add(after.label(), sample));
      }
      assertThat(weighted.digest()).as("sample %d", n).isEqualTo(copies.digest());
    }
    assertThat(weighted.samples()).isEqualTo(copies.samples());
    assertThat(weighted.moments()).isEqualTo(copies.moments());
  }

  private static Assignment weighed(RandomGenerator random, String label) {
    return new Assignment(label, random.nextInt(1, random.nextBoolean() ? 4 : 1001));
  }

  private static void repeat(Assignment times, Runnable action) {
    for (int n = 0; n < times.weight(); n++) {
      action.run();
    }
  }

  @Test
  void greatestWeightOfTheLargestSampleIsExact() {
    Embedding largest = Embedding.of(Short.MIN_VALUE, Short.MIN_VALUE, Short.MAX_VALUE);
    Space space = Samples.space(3);
    SufficientStatistics statistics = new SufficientStatistics(space);
    statistics.add(new Assignment("a", Assignment.MAX_WEIGHT), largest);
    assertThat(statistics.moments().get(0, 1)).isEqualTo(1000L << 30);
    assertThat(statistics.moments().get(2, 0)).isEqualTo(-1000L * 32768 * 32767);
    assertThat(statistics.classSums("a").orElseThrow().sum(0)).isEqualTo(-32_768_000);
  }

  @Test
  void moreThanIsThereCannotBeTakenAway() {
    Embedding sample = Embedding.of(new short[19]);
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    statistics.add(new Assignment("a", 3), sample);
    byte[] digest = statistics.digest();
    Assignment four = new Assignment("a", 4);
    assertThatThrownBy(() -> statistics.subtract(four, sample))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class has 3 samples, 4 cannot be taken away");
    assertThatThrownBy(() -> statistics.move(four, new Assignment("b", 1), sample))
        .isInstanceOf(IllegalStateException.class);
    assertThat(statistics.digest()).isEqualTo(digest);
  }

  @Test
  void digestTellsStatesApart() {
    Embedding one = Embedding.of(new short[19]);
    SufficientStatistics none = new SufficientStatistics(SPACE);
    SufficientStatistics asA = none.copy();
    asA.add("a", one);
    SufficientStatistics asB = none.copy();
    asB.add("b", one);
    SufficientStatistics elsewhere =
        new SufficientStatistics(
            new Space(new SpaceId("ef".repeat(32)), 19, SPACE.normalisation()));
    assertThat(List.of(none, asA, asB, elsewhere))
        .extracting(statistics -> HexFormat.of().formatHex(statistics.digest()))
        .doesNotHaveDuplicates();
  }

  @Test
  void digestIsThatOfTheGoldenFile() throws IOException {
    Space space = new Space(new SpaceId("0123456789abcdef".repeat(4)), 3, new Normalisation.L2());
    SufficientStatistics statistics = new SufficientStatistics(space);
    statistics.add("\ud800\udf48", Embedding.of((short) -16384, (short) 0, (short) 1));
    statistics.add("z\u00fcrich", Embedding.of((short) 100, (short) -200, (short) 300));
    statistics.add("z\u00fcrich", Embedding.of((short) 7, (short) 8, (short) 9));
    statistics.add("\uff61", Embedding.of((short) 1, (short) 2, (short) 16383));
    try (InputStream golden =
        Objects.requireNonNull(
            getClass().getResourceAsStream("/golden/statistics-digest-v1.txt"))) {
      assertThat(HexFormat.of().formatHex(statistics.digest()))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void copyIsIndependent() {
    RandomGenerator random = Seeds.random();
    SufficientStatistics statistics = Samples.statistics(SPACE, samples(random));
    byte[] digest = statistics.digest();
    SufficientStatistics copy = statistics.copy();
    copy.add("new", Samples.anything(random, 19));
    assertThat(statistics.digest()).isEqualTo(digest);
    assertThat(copy.labels()).contains("new");
    assertThat(statistics.labels()).doesNotContain("new");
  }

  @Test
  void isRebuiltFromItsParts() {
    SufficientStatistics statistics = Samples.statistics(SPACE, samples(Seeds.random()));
    ClassSums sums = statistics.classSums("class03").orElseThrow();
    assertThat(sums.count()).isEqualTo(57);
    SufficientStatistics part =
        SufficientStatistics.of(
            SPACE, Map.of("class03", sums, "gone", ClassSums.empty(19)), statistics.moments());
    assertThat(part.labels()).containsExactly("class03");
    assertThat(part.samples()).isEqualTo(57);
    part.moments()
        .add(Embedding.of(new short[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    assertThat(statistics.moments()).isNotEqualTo(part.moments());
  }

  @Test
  void classWithoutSamplesDisappears() {
    Embedding sample = Samples.anything(Seeds.random(), 19);
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    statistics.add("a", sample);
    statistics.subtract("a", sample);
    assertThat(statistics.labels()).isEmpty();
    assertThat(statistics.classSums("a")).isEmpty();
    assertThat(statistics.samples()).isZero();
    assertThatThrownBy(() -> statistics.subtract("a", sample))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class 'a' has no samples to take away");
  }

  @Test
  void refusedSubtractionChangesNothing() {
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    statistics.add("a", Embedding.of(new short[19]));
    byte[] digest = statistics.digest();
    Embedding other = Samples.anything(Seeds.random(), 19);
    assertThatThrownBy(() -> statistics.subtract("a", other))
        .isInstanceOf(IllegalStateException.class);
    assertThat(statistics.digest()).isEqualTo(digest);
  }

  @Test
  void rejectsAnotherSpaceAndAnotherDimension() {
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    assertThatThrownBy(() -> statistics.merge(new SufficientStatistics(Samples.fixedSpace(19))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("statistics are of space cdcdcdcdcdcd, expected abababababab");
    assertThatThrownBy(() -> statistics.add("a", Embedding.of((short) 1)))
        .hasMessage("embedding has dimension 1, the class sums have 19");
    assertThat(statistics.labels()).isEmpty();
    assertThatThrownBy(() -> SufficientStatistics.of(SPACE, Map.of(), new PackedMoments(2)))
        .hasMessage("moments has dimension 2, the space has 19");
    assertThatThrownBy(() ->
            SufficientStatistics.of(SPACE, Map.of("a", ClassSums.empty(3)), new PackedMoments(19)))
        .hasMessage("class 'a' has dimension 3, the space has 19");
  }

  @Test
  void samplesAreBoundedSoThatMomentsCannotOverflow() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(SufficientStatistics.MAX_SAMPLES).putLong(0).flip();
    ClassSums full = ClassSums.readFrom(bytes, 1);
    Space space = Samples.space(1);
    SufficientStatistics statistics =
        SufficientStatistics.of(space, Map.of("a", full), new PackedMoments(1));
    assertThatThrownBy(() -> statistics.add("b", Embedding.of((short) 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("statistics would have 4294967297 samples, the limit is 4294967296");
    assertThatThrownBy(() ->
            statistics.move(Assignment.of("a"), new Assignment("a", 2), Embedding.of((short) 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("statistics would have 4294967297 samples, the limit is 4294967296");
    assertThatThrownBy(() -> statistics.merge(statistics.copy()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() ->
            SufficientStatistics.of(space, Map.of("a", full, "b", full), new PackedMoments(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
