package io.alluvium.app.registry;

import io.alluvium.app.fuzz.Bounded;
import io.alluvium.schemas.serde.CompatibilityLevel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fuzz target: records of the registry's log. Inputs are the length of the key in two bytes, the
 * key, and the value.
 */
public final class RegistryLogFuzz {
  private static final int LENGTH = 2;

  private RegistryLogFuzz() {}

  /** Loads what is needed before the fuzzer looks at its clock. */
  public static void fuzzerInitialize() {
    seeds().forEach(seed -> fuzzerTestOneInput(seed));
  }

  /** Entry point of the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length >= LENGTH) {
      Bounded.run(input, () -> isReadable(input));
    }
  }

  /** Returns whether the input is a record of the log. */
  public static boolean isReadable(byte[] input) {
    int announced = Short.toUnsignedInt(ByteBuffer.wrap(input).getShort());
    int end = Math.min(input.length, LENGTH + announced);
    try {
      LogRecord read =
          LogCodec.read(
              Arrays.copyOfRange(input, LENGTH, end), Arrays.copyOfRange(input, end, input.length));
      LogRecord again = LogCodec.read(LogCodec.key(read), LogCodec.value(read));
      if (!again.equals(read)) {
        throw new AssertionError("read " + read + ", wrote " + again);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns inputs that can be read. */
  public static List<byte[]> seeds() {
    return List.of(
        bytes(new LogRecord.SchemaAdded("samples-value", 1, 2, "{\"type\":\"string\"}")),
        bytes(new LogRecord.LevelSet(Optional.empty(), CompatibilityLevel.BACKWARD)),
        bytes(new LogRecord.LevelSet(Optional.of("samples-value"), CompatibilityLevel.NONE)));
  }

  private static byte[] bytes(LogRecord record) {
    byte[] key = LogCodec.key(record);
    byte[] value = LogCodec.value(record);
    return ByteBuffer.allocate(LENGTH + key.length + value.length)
        .putShort((short) key.length)
        .put(key)
        .put(value)
        .array();
  }
}
