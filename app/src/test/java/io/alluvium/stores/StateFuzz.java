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
import io.alluvium.learning.RecencyClock;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.source.Seen;
import io.alluvium.learning.transition.Carried;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.stores.BankValue.EarlyLabel;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.stores.BankValue.Origin;
import io.alluvium.stores.BankValue.Sample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;

/**
 * Fuzz target: the values of the state stores. Inputs are values without their checksum; the first
 * byte, the magic, chooses the codec.
 */
public final class StateFuzz {
  private static final int DIM = 3;
  private static final int CHECKSUM = 4;
  private static final String COMMAND = "command/";
  private static final String FROZEN = "frozen/";
  private static final String IMPORTED = "snapshot/";

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
        unsealed(BankCodec.encode(sample.settledIn(space, embedding))),
        unsealed(BankCodec.encode(early)),
        unsealed(WalStore.encode(new LabelUpdate(1, 2, 3, change))),
        unsealed(
            WalStore.encode(
                new LabelUpdate(1, 2, 3, change.reaching(LabelChange.Reach.BEYOND_SUMS)))),
        unsealed(ClassStore.encode(ClassSums.empty(DIM).plus(embedding))),
        unsealed(MomentStore.encode(moments, DIM, 0)),
        unsealed(ConfidenceStore.encode(0.5)),
        unsealed(LabelCountStore.encode(new LabelCount(8, 9))),
        unsealed(
            ClockStore.encode(new RecencyClock(7, OptionalLong.of(8), 3, OptionalLong.of(10)))),
        unsealed(ofCommand(COMMAND, 7)),
        unsealed(ofCommand(FROZEN, 7)),
        unsealed(collection("snapshot")),
        unsealed(imported(7)),
        unsealed(new Snapshot(sums(space, embedding), Map.of("id", sample)).toParts().getFirst()),
        unsealed(
            SourceStore.encode(
                new WatchState(
                    9,
                    List.of(new Seen("sample", 7, 8)),
                    new StateWriter().put(3L).put(0.5).words()))),
        unsealed(AskingStore.encode(new OpenRequest(7, "source", true, Optional.of("class")))),
        unsealed(TransitionCodec.encode(released(space))),
        unsealed(
            TransitionCodec.encode(
                new ShadowView(
                    "source", Optional.of("domain"), Optional.of("class"), embedding, embedding))),
        unsealed(
            TransitionCodec.encode(
                new LeftSpace(l2(space), l2(space), true, Optional.of("sample")))),
        unsealed(TransitionCodec.encode(new double[] {1, -0.5})),
        unsealed(EncodePlanStore.encode(new EncodePlan("a", Optional.of("b"), 0.1, "release"))),
        unsealed(ProgressStore.encode(Progress.start())),
        unsealed(ProgressStore.encode(l2(space))),
        unsealed(ProgressStore.encode(new Space(space, DIM, new Normalisation.Fixed(8, 512)))));
  }

  private static Space l2(SpaceId space) {
    return new Space(space, DIM, new Normalisation.L2());
  }

  private static Release released(SpaceId space) {
    return new Release(
        "release",
        "encoder",
        "before",
        SwapPhase.FITTED,
        7,
        0.1,
        1536,
        true,
        Optional.of(new Space(space, DIM, new Normalisation.L2())),
        OptionalLong.of(8),
        Optional.of("moved"),
        Map.of("verdict", "pass"),
        Optional.of(new EncoderCost(128, 500, 700)),
        new Carried(1, 0.5));
  }

  private static SufficientStatistics sums(SpaceId space, Embedding embedding) {
    SufficientStatistics sums =
        new SufficientStatistics(new Space(space, DIM, new Normalisation.Fixed(8, 4095)));
    sums.add(Assignment.of("class"), embedding);
    return sums;
  }

  private static byte[] ofCommand(String prefix, long offset) {
    HeapStore bytes = new HeapStore("commands");
    CommandStore commands = new CommandStore(bytes);
    if (prefix.equals(COMMAND)) {
      commands.putDone("id", offset);
    } else {
      commands.putFrozen("id", offset);
    }
    return Objects.requireNonNull(bytes.get(key(prefix)));
  }

  private static Bytes key(String prefix) {
    return Bytes.wrap((prefix + "id").getBytes(UTF_8));
  }

  /** Returns what is read from a value under the key of a command, or of what is frozen. */
  private static long offset(String prefix, byte[] value) {
    HeapStore bytes = new HeapStore("commands");
    bytes.put(key(prefix), value);
    long[] read = new long[1];
    CommandStore commands = new CommandStore(bytes);
    if (prefix.equals(COMMAND)) {
      commands.forEachDone((id, offset) -> read[0] = offset);
    } else {
      commands.forEachFrozen((id, offset) -> read[0] = offset);
    }
    return read[0];
  }

  private static byte[] collection(String snapshot) {
    HeapStore bytes = new HeapStore("imports");
    new ImportStore(bytes).append(snapshot, new byte[0]);
    return Objects.requireNonNull(bytes.get(Bytes.wrap("collection".getBytes(UTF_8))));
  }

  private static byte[] imported(long offset) {
    HeapStore bytes = new HeapStore("imports");
    new ImportStore(bytes).put("id", offset, Optional.empty());
    return Objects.requireNonNull(bytes.get(key(IMPORTED)));
  }

  private static ImportStore imports(String key, byte[] value) {
    HeapStore bytes = new HeapStore("imports");
    bytes.put(Bytes.wrap(key.getBytes(UTF_8)), value);
    return new ImportStore(bytes);
  }

  /** As an import does it: what a space of another dimension would need is never set aside. */
  private static byte[] part(byte[] value) {
    if (Snapshot.space(value).dim() != DIM) {
      throw new CorruptStateException("another space");
    }
    return Snapshot.ofParts(List.of(value)).toParts().getFirst();
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
      case 'K' -> ClockStore.encode(ClockStore.decode(value));
      case 'D' -> ofCommand(COMMAND, offset(COMMAND, value));
      case 'Z' -> ofCommand(FROZEN, offset(FROZEN, value));
      case 'Q' -> collection(imports("collection", value).collection().orElseThrow().snapshot());
      case 'I' -> imported(imports(IMPORTED + "id", value).imported("id").orElseThrow().offset());
      case 'N' -> part(value);
      case 'V' -> SourceStore.encode(SourceStore.decode(value));
      case 'O' -> AskingStore.encode(AskingStore.decode(value));
      case 'R' -> TransitionCodec.encode(TransitionCodec.decodeRelease(value));
      case 'G' -> TransitionCodec.encode(TransitionCodec.decodeView(value));
      case 'L' -> TransitionCodec.encode(TransitionCodec.decodeLeft(value));
      case 'T' -> TransitionCodec.encode(TransitionCodec.decodeRow(value));
      case 'Y' -> EncodePlanStore.encode(EncodePlanStore.decode(value));
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
