package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.BankValue.LabelState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final Space SPACE =
      new Space(new SpaceId("ab".repeat(32)), 5, new Normalisation.Fixed(1, 32767));

  private static Snapshot random(RandomGenerator random, int samples, String source) {
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    Map<String, BankValue.Sample> told = new TreeMap<>();
    for (int n = 0; n < samples; n++) {
      Embedding embedding = vector(random);
      String label = "class-" + random.nextInt(4);
      statistics.add(label, embedding);
      told.put("s" + n, sample(embedding, label, source));
    }
    return new Snapshot(statistics, told);
  }

  private static Embedding vector(RandomGenerator random) {
    short[] values = new short[SPACE.dim()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) random.nextInt(-32767, 32768);
    }
    return Embedding.of(values);
  }

  private static BankValue.Sample sample(Embedding embedding, String label, String source) {
    return new BankValue.Sample(
        SPACE.id(),
        Optional.of(embedding),
        source,
        7,
        1000,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.of(new LabelState(Optional.of(Assignment.of(label)), 3, Optional.empty())));
  }

  private static Snapshot golden() {
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    Embedding one = Embedding.of((short) 1, (short) -2, (short) 3, (short) -4, (short) 5);
    statistics.add("a", one);
    statistics.add("\u4e2d", Embedding.of((short) 6, (short) 7, (short) 8, (short) 9, (short) 10));
    return new Snapshot(statistics, Map.of("s1", sample(one, "a", "here")));
  }

  private static void assertSame(Snapshot read, Snapshot written) {
    assertThat(read.statistics().digest()).isEqualTo(written.statistics().digest());
    assertThat(read.samples()).isEqualTo(written.samples());
  }

  @Test
  void readsBackWhatItWrote() {
    Snapshot snapshot = random(Seeds.random(), 50, "here");
    List<byte[]> parts = snapshot.toParts();
    assertThat(parts).hasSize(1);
    assertSame(Snapshot.ofParts(parts), snapshot);
    assertThat(Snapshot.space(parts.getFirst())).isEqualTo(SPACE);
  }

  @Test
  void readsTheGoldenFile() {
    byte[] part = golden().toParts().getFirst();
    byte[] golden = Golden.bytes(1, "snapshot-part", part);
    assertThat(part).isEqualTo(golden);
    assertSame(Snapshot.ofParts(List.of(golden)), golden());
  }

  @Test
  void partsAreBounded() {
    Snapshot snapshot = random(Seeds.random(), 4000, "x".repeat(256));
    List<byte[]> parts = snapshot.toParts();
    assertThat(parts).hasSizeGreaterThan(1);
    assertThat(parts).allMatch(part -> part.length <= Snapshot.MAX_PART_BYTES);
    assertSame(Snapshot.ofParts(parts), snapshot);
  }

  /** The largest single records there can be: of the largest dimension. */
  @Test
  void largestDimensionFits() {
    Space space =
        new Space(new SpaceId("cd".repeat(32)), Embedding.MAX_DIM, new Normalisation.L2());
    SufficientStatistics statistics = new SufficientStatistics(space);
    short[] values = new short[Embedding.MAX_DIM];
    values[77] = Normalisation.UNIT;
    statistics.add("x".repeat(256), Embedding.of(values));
    assertThat(new Snapshot(statistics, Map.of()).toParts())
        .allMatch(part -> part.length <= Snapshot.MAX_PART_BYTES);
  }

  @Test
  void everyFlippedByteIsNoticed() {
    byte[] whole = golden().toParts().getFirst();
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      assertThatThrownBy(() -> Snapshot.check(damaged)).isInstanceOf(CorruptStateException.class);
    }
  }

  /** What was written wrongly, under right checksums, must not surprise the caller. */
  @Test
  void nonsenseUnderARightChecksumIsNothingWorseThanCorrupt() {
    byte[] whole = golden().toParts().getFirst();
    for (int at = 2; at < whole.length - Integer.BYTES; at++) {
      byte[] damaged = whole.clone();
      for (int bits : new int[] {0x01, 0x80, 0x81, 'X' ^ 'M', 'X' ^ 'C', 'X' ^ 'S'}) {
        damaged[at] = (byte) (whole[at] ^ bits);
        List<byte[]> parts = List.of(Checksums.resealed(damaged.clone()));
        for (Throwable thrown :
            Arrays.asList(
                catchThrowable(() -> Snapshot.ofParts(parts)),
                catchThrowable(() -> Snapshot.space(parts.getFirst())))) {
          assertThat(thrown == null || thrown instanceof CorruptStateException)
              .as("byte %d: %s", at, thrown)
              .isTrue();
        }
      }
    }
  }

  @Test
  void partsMustBeAllThereInTheirOrder() {
    List<byte[]> parts = random(Seeds.random(), 4000, "x".repeat(256)).toParts();
    assertThatThrownBy(() -> Snapshot.ofParts(List.of()))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("snapshot has no space");
    assertThatThrownBy(() -> Snapshot.ofParts(parts.reversed()))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("the space does not come first");
    List<byte[]> twice = new ArrayList<>(parts);
    twice.add(parts.getLast());
    assertThatThrownBy(() -> Snapshot.ofParts(twice))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("is there twice");
  }

  @Test
  void samplesOfAnotherSpaceOrWithoutLabelAreRefused() {
    SufficientStatistics statistics = golden().statistics();
    BankValue.Sample good = Objects.requireNonNull(golden().samples().get("s1"));
    for (BankValue.Sample bad : Arrays.asList(good.unlabelled(), good.settled())) {
      List<byte[]> parts = new Snapshot(statistics, Map.of("s1", bad)).toParts();
      assertThatThrownBy(() -> Snapshot.ofParts(parts))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageContaining("sample 's1' has no label, or no vector of space");
    }
  }
}
