package io.alluvium.app.pipeline;

import io.alluvium.app.fuzz.Bounded;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.Origin;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.View;
import io.alluvium.schemas.serde.AvroDeserializer;
import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.internal.embed.Reading;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;

/**
 * Fuzz target: values of topics, from bytes to what the stages work with. Inputs are values as they
 * are in a topic; the schema id is taken modulo the number of schemas.
 */
public final class RecordFuzz {
  private static final MapRegistry REGISTRY = new MapRegistry();
  private static final int HEADER = 5;
  private static final List<Class<? extends SpecificRecord>> TYPES =
      List.of(
          Sample.class,
          Label.class,
          Command.class,
          LedgerEntry.class,
          Prediction.class,
          Event.class);
  private static final List<AvroDeserializer<? extends SpecificRecord>> DESERIALIZERS =
      List.of(
          new AvroDeserializer<>(Sample.class, REGISTRY),
          new AvroDeserializer<>(Label.class, REGISTRY),
          new AvroDeserializer<>(Command.class, REGISTRY),
          new AvroDeserializer<>(LedgerEntry.class, REGISTRY),
          new AvroDeserializer<>(Prediction.class, REGISTRY),
          new AvroDeserializer<>(Event.class, REGISTRY));

  private RecordFuzz() {}

  /** Loads what is needed before the fuzzer looks at its clock. */
  public static void fuzzerInitialize() {
    seeds().forEach(seed -> fuzzerTestOneInput(seed));
  }

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    Bounded.run(
        input, () -> DESERIALIZERS.forEach(deserializer -> isReadable(deserializer, input)));
    if (input.length >= HEADER) {
      byte[] known = known(input);
      Bounded.run(known, () -> isReadable(known));
    }
  }

  /** Returns whether the stages can read the input, which has the id of a known schema. */
  public static boolean isReadable(byte[] input) {
    return isReadable(DESERIALIZERS.get(ByteBuffer.wrap(input).getInt(1)), input);
  }

  private static byte[] known(byte[] input) {
    ByteBuffer copy = ByteBuffer.wrap(input.clone()).put(0, (byte) 0);
    return copy.putInt(1, Math.floorMod(copy.getInt(1), TYPES.size())).array();
  }

  private static boolean isReadable(
      AvroDeserializer<? extends SpecificRecord> deserializer, byte[] input) {
    SpecificRecord value;
    try {
      value = deserializer.deserialize("topic", input);
    } catch (UndecodableException e) {
      return false;
    }
    return switch (value) {
      case LedgerEntry entry -> isReadable(entry);
      case Prediction prediction -> true;
      case Event event -> true;
      case null -> throw new AssertionError("bytes became null");
      default -> Reading.isAcceptable(value);
    };
  }

  /** Reads as LEARN does: what is impossible is an {@link IllegalArgumentException}. */
  private static boolean isReadable(LedgerEntry entry) {
    try {
      Unsequenced read =
          new Unsequenced(
              LedgerFormat.origin(entry), LedgerFormat.body(entry), OptionalInt.empty());
      Body again = LedgerFormat.body(LedgerFormat.toAvro(read));
      if (!again.equals(read.body())) {
        throw new AssertionError("read " + read.body() + ", wrote " + again);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns inputs that can be read. */
  public static List<byte[]> seeds() {
    Instant time = Instant.ofEpochMilli(1_800_000_000_000L);
    SpaceHash hash = new SpaceHash(new byte[32]);
    EmbeddedSample embedded =
        new EmbeddedSample(
            "s", "here", time, List.of(new View(hash, ByteBuffer.allocate(6))), "domain", true);
    Map<String, String> named = Map.of("name", "x");
    return List.of(
        bytes(new Sample("s", "here", "text", time, Map.of("tag", "x"))),
        bytes(new Sample("s", "here", ByteBuffer.allocate(4), time, Map.of())),
        bytes(new Sample("s", "here", List.of(1f, Float.NaN), null, Map.of())),
        bytes(new Label("s", "here", LabelAction.ASSIGN, "class", 1L, "ann", time, 1)),
        bytes(new Label("s", "here", LabelAction.WITHDRAW, null, 2L, null, null, 1)),
        bytes(new Command("c", "MARK", named, "ops", time, null)),
        bytes(new LedgerEntry(new Origin("samples", 0, 1L), embedded)),
        bytes(new LedgerEntry(null, new SequencedLabel("s", "here", "class", 1L, "ann", time, 1))),
        bytes(new LedgerEntry(null, new SequencedCommand("c", "MARK", named, "ops", null))),
        bytes(
            new LedgerEntry(
                null,
                new SpaceAnnouncement(
                    hash, "toy", 3, NormalisationKind.FIXED, 8.0, 512.0, Map.of(), null))),
        bytes(
            new LedgerEntry(
                null,
                new SpaceAnnouncement(
                    hash, "toy", 3, NormalisationKind.L2, 1.0, 16384.0, Map.of(), null))));
  }

  @SuppressWarnings("unchecked") // The class of the record is the class of the record.
  private static byte[] bytes(SpecificRecord value) {
    return new AvroSerde<>((Class<SpecificRecord>) value.getClass(), REGISTRY, true)
        .serializer()
        .serialize("topic", value);
  }
}
