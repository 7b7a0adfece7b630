package io.alluvium.stores;

import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How sure the model was of the samples of the bank when it predicted them, by the ledger offset of
 * the sample. Lies in the same store as {@link ProgressStore}, under keys of its own.
 *
 * <p>Written with the prediction, deleted when the vector leaves the bank, both in the order of the
 * ledger. Used by the thread of its task only.
 */
public final class ConfidenceStore {
  private static final Frame CONFIDENCE = new Frame("confidence", 'U', 1);

  private final PrefixedValues<Double> values;

  /** Wraps the store of the given bytes. */
  public ConfidenceStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.values =
        new PrefixedValues<>(
            bytes, "confidence/", ConfidenceStore::encode, ConfidenceStore::decode);
  }

  /**
   * Returns how sure the model was of the sample at an offset, 0 to 1, where that is known.
   *
   * @throws CorruptStateException if the stored bytes are damaged
   */
  public OptionalDouble get(long offset) {
    return values.get(name(offset)).map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
  }

  /**
   * Remembers how sure the model was of the sample at an offset.
   *
   * @param confidence probability of the most probable class, 0 to 1
   * @throws IllegalArgumentException if it is out of range
   */
  public void put(long offset, double confidence) {
    values.put(name(offset), checked(confidence));
  }

  /** Forgets what is known of the sample at an offset. */
  public void delete(long offset) {
    values.delete(name(offset));
  }

  /**
   * Visits offsets and confidences in ascending order of the offsets.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEach(BiConsumer<Long, Double> visitor) {
    values.forEach((name, value) -> visitor.accept(offset(name), value));
  }

  private static String name(long offset) {
    return HexFormat.of().toHexDigits(offset);
  }

  private static long offset(String name) {
    try {
      return HexFormat.fromHexDigitsToLong(name);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("the key of a confidence cannot be read", e);
    }
  }

  private static double checked(double confidence) {
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence is " + confidence + ", expected 0 to 1");
    }
    return confidence;
  }

  static byte[] encode(double confidence) {
    return CONFIDENCE.seal(Double.BYTES, buffer -> buffer.putDouble(confidence));
  }

  static double decode(byte[] bytes) {
    return CONFIDENCE.open(bytes, buffer -> checked(buffer.getDouble()));
  }
}
