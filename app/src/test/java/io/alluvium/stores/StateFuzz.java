package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alluvium.app.fuzz.Bounded;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.LabelUpdate;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.stores.BankValue.Origin;
import io.alluvium.stores.BankValue.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * Fuzz target: the values of the state stores. Inputs are values without their checksum; the first
 * byte, the magic, chooses the codec.
 */
public final class StateFuzz {
  private static final int DIM = 3;
  private static final int CHECKSUM = 4;

  private StateFuzz() {}

  /** Loads what is needed before the fuzzer looks at its clock. */
  public static void fuzzerInitialize() {
    seeds().forEach(seed -> fuzzerTestOneInput(seed));
  }

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounded.run(input, () -> read(input));
    byte[] sealed = sealed(input);
    Bounded.run(sealed, () -> read(sealed));
  }

  /** Returns inputs that can be read. */
  public static List<byte[]> seeds() {
    SpaceId space = SpaceId.ofBytes(new byte[SpaceId.BYTES]);
    Embedding embedding = Embedding.of((short) 1, Short.MAX_VALUE, Short.MIN_VALUE);
    Sample sample =
        new Sample(
            space,
            Optional.of(embedding),
            "source",
            7,
            8,
            OptionalLong.of(9),
            Optional.of("domain"),
            Optional.of(
                new LabelState(Optional.of(Assignment.of("class")), 10, Optional.of("annotator"))));
    EarlyLabel early =
        new EarlyLabel(
            new LabelState(Optional.of(new Assignment("class", 7)), 10, Optional.of("annotator")),
            "source",
            OptionalLong.of(9),
            Optional.of(new Origin("labels", 0, 11)),
            7,
            8);
    LabelChange change =
        new LabelChange(
            "sample",
            embedding,
            Optional.of(Assignment.of("from")),
            Optional.of(new Assignment("to", 9)));
    PackedMoments moments = new PackedMoments(DIM);
    moments.add(embedding);
    return List.of(
        unsealed(BankCodec.encode(sample)),
        unsealed(BankCodec.encode(sample.settled())),
        unsealed(BankCodec.encode(early)),
        unsealed(WalStore.encode(new LabelUpdate(1, 2, 3, change))),
        unsealed(ClassStore.encode(ClassSums.empty(DIM).plus(embedding))),
        unsealed(MomentStore.encode(moments, DIM, 0)),
        unsealed(ConfidenceStore.encode(0.5)),
        unsealed(LabelCountStore.encode(new LabelCount(8, 9))),
        unsealed(ProgressStore.encode(Progress.start())),
        unsealed(ProgressStore.encode(new Space(space, DIM, new Normalisation.L2()))),
        unsealed(ProgressStore.encode(new Space(space, DIM, new Normalisation.Fixed(8, 512)))));
  }

  /** Returns whether the input, with its checksum, is a value. */
  public static boolean isReadable(byte[] input) {
    return read(sealed(input));
  }

  private static boolean read(byte[] value) {
    try {
      byte[] once = rewritten(value);
      if (!Arrays.equals(once, rewritten(once))) {
        throw new AssertionError("what was read is not what is written: " + describe(value));
      }
      return true;
    } catch (CorruptStateException e) {
      return false;
    }
  }

  private static byte[] rewritten(byte[] value) {
    return switch (value.length == 0 ? 0 : value[0]) {
      case 'W' -> WalStore.encode(WalStore.decode(value));
      case 'C' -> ClassStore.encode(ClassStore.decode(value, DIM));
      case 'M' -> {
        PackedMoments moments = new PackedMoments(DIM);
        MomentStore.decode(value, moments, DIM, 0);
        yield MomentStore.encode(moments, DIM, 0);
      }
      case 'U' -> ConfidenceStore.encode(ConfidenceStore.decode(value));
      case 'A' -> LabelCountStore.encode(LabelCountStore.decode(value));
      case 'P' -> ProgressStore.encode(ProgressStore.decodeProgress(value));
      case 'X' -> ProgressStore.encode(ProgressStore.decodeSpace(value));
      default -> BankCodec.encode(BankCodec.decode(value));
    };
  }

  private static String describe(byte[] value) {
    return new String(value, UTF_8);
  }

  private static byte[] unsealed(byte[] value) {
    return Arrays.copyOf(value, value.length - CHECKSUM);
  }

  private static byte[] sealed(byte[] input) {
    CRC32C crc = new CRC32C();
    crc.update(input);
    return ByteBuffer.allocate(input.length + CHECKSUM)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(input)
        .putInt((int) crc.getValue())
        .array();
  }
}
