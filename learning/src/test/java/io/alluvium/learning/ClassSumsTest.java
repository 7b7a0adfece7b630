package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ClassSumsTest {
  private static final Embedding SAMPLE = Embedding.of((short) 3, (short) -4);

  @Test
  void countsAndSums() {
    ClassSums sums = ClassSums.empty(2).plus(SAMPLE).plus(Embedding.of((short) 1, (short) 1));
    assertThat(sums.count()).isEqualTo(2);
    assertThat(sums.sum(0)).isEqualTo(4);
    assertThat(sums.sum(1)).isEqualTo(-3);
    assertThat(sums.dim()).isEqualTo(2);
  }

  @Test
  void stayAsTheyAre() {
    ClassSums before = ClassSums.empty(2).plus(SAMPLE);
    before.plus(SAMPLE);
    before.minus(SAMPLE);
    before.plus(before);
    assertThat(before).isEqualTo(ClassSums.empty(2).plus(SAMPLE));
  }

  @Test
  void orderAndSplitLeaveNoTrace() {
    RandomGenerator random = Seeds.random();
    List<Embedding> samples = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      samples.add(Samples.anything(random, 5));
    }
    ClassSums whole = sum(samples);
    List<Embedding> shuffled = Samples.shuffled(random, samples);
    int cut = random.nextInt(samples.size());
    ClassSums merged =
        sum(shuffled.subList(cut, samples.size())).plus(sum(shuffled.subList(0, cut)));
    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
  }

  private static ClassSums sum(List<Embedding> samples) {
    ClassSums sums = ClassSums.empty(5);
    for (Embedding sample : samples) {
      sums = sums.plus(sample);
    }
    return sums;
  }

  @Test
  void subtractedSampleLeavesNoTrace() {
    ClassSums one = ClassSums.empty(2).plus(SAMPLE);
    assertThat(
            one.plus(Embedding.of((short) 9, (short) 9)).minus(Embedding.of((short) 9, (short) 9)))
        .isEqualTo(one);
    assertThat(one.minus(SAMPLE)).isEqualTo(ClassSums.empty(2));
  }

  @Test
  void nothingCanBeTakenFromNothing() {
    assertThatThrownBy(() -> ClassSums.empty(2).minus(SAMPLE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class has 0 samples, 1 cannot be taken away");
  }

  @Test
  void lastSampleTakenAwayMustBeTheLastOne() {
    assertThatThrownBy(
            () -> ClassSums.empty(1).plus(Embedding.of((short) 1)).minus(Embedding.of((short) 2)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the sample taken away is not the one the class has left");
  }

  @Test
  void rejectsAnotherDimension() {
    Embedding three = Embedding.of(new short[3]);
    assertThatThrownBy(() -> ClassSums.empty(2).plus(three))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 3, the class sums have 2");
    assertThatThrownBy(() -> ClassSums.empty(2).minus(three))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClassSums.empty(2).plus(ClassSums.empty(3)))
        .hasMessage("class sums have dimension 3, expected 2");
    assertThatThrownBy(() -> ClassSums.empty(0))
        .hasMessage("sums have dimension 0, expected 1 to 8192");
  }

  @Test
  void countIsBoundedSoThatSumsCannotOverflow() {
    ByteBuffer bytes = longs(ClassSums.MAX_COUNT, ClassSums.MAX_COUNT << 15);
    ClassSums full = ClassSums.readFrom(bytes, 1);
    assertThat(full.sum(0)).isEqualTo(1L << 62);
    assertThatThrownBy(() -> full.plus(Embedding.of((short) 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("class has 140737488355329 samples, the limit is 140737488355328");
    assertThatThrownBy(() -> full.plus(full)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void bytesAreCountThenSumsLittleEndian() {
    ClassSums sums = ClassSums.empty(2).plus(SAMPLE);
    ByteBuffer target = ByteBuffer.allocate(sums.bytes() + 1);
    sums.writeTo(target);
    assertThat(target.position()).isEqualTo(sums.bytes()).isEqualTo(24);
    target.flip();
    ByteBuffer copy = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new long[] {copy.getLong(), copy.getLong(), copy.getLong()})
        .containsExactly(1, 3, -4);
    assertThat(ClassSums.readFrom(target, 2)).isEqualTo(sums);
    assertThat(target.remaining()).isZero();
  }

  @Test
  void rejectsBytesThatCannotBe() {
    assertThatThrownBy(() -> ClassSums.readFrom(ByteBuffer.allocate(15), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("class sums have 15 bytes, expected 16");
    assertThatThrownBy(() -> ClassSums.readFrom(longs(-1, 0), 1))
        .hasMessage("class sums have count -1, expected 0 to 140737488355328");
    assertThatThrownBy(() -> ClassSums.readFrom(longs(1L << 48, 0), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ClassSums.readFrom(longs(1, 32769), 1))
        .hasMessage("class sum is 32769, expected at most 32768 from 1 samples");
    assertThatThrownBy(() -> ClassSums.readFrom(longs(0, -1), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ByteBuffer longs(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return bytes;
  }
}
