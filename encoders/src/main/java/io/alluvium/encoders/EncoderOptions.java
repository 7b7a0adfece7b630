package io.alluvium.encoders;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to open as an encoder, where it computes, and what it refuses. None of it but the name and
 * the properties changes a vector, so nothing else is part of the space id.
 *
 * @param name {@code minilm}, {@code bge-small}, either with {@code -moments} after it, {@code
 *     vector}, or the path of an encoder folder
 * @param device where the model computes
 * @param batchSize payloads that go through the model at once, 1 to 1024; on a CPU more than 8 buys
 *     nothing
 * @param threads threads that work on one call of {@link Encoder#embed}, 1 to 256; above 1 they are
 *     the encoder's own
 * @param maxTextChars longest accepted text in UTF-16 units, above 0
 * @param maxImageBytes largest accepted image file in bytes, above 0
 * @param maxImagePixels largest accepted image in pixels, width times height, above 0
 * @param properties the properties file of the encoder {@code vector}; null for every other name
 */
public record EncoderOptions(
    String name,
    Device device,
    int batchSize,
    int threads,
    int maxTextChars,
    int maxImageBytes,
    long maxImagePixels,
    @Nullable Path properties) {

  /** Checks the ranges. */
  public EncoderOptions {
    if (name.isBlank()) {
      throw new IllegalArgumentException("encoder name is empty");
    }
    checkRange("batch size", batchSize, 1024);
    checkRange("number of encoder threads", threads, 256);
    checkRange("longest text in characters", maxTextChars, Integer.MAX_VALUE);
    checkRange("largest image in bytes", maxImageBytes, Integer.MAX_VALUE);
    checkRange("largest image in pixels", maxImagePixels, Integer.MAX_VALUE);
  }

  /**
   * Returns the defaults: device auto, batches of 8, one thread, texts up to 100,000 characters,
   * images up to 900 KiB and 16 million pixels.
   */
  public static EncoderOptions defaults(String name) {
    return new EncoderOptions(name, new Device.Auto(), 8, 1, 100_000, 900 * 1024, 16_000_000, null);
  }

  /** Returns these options with another device. */
  public EncoderOptions withDevice(Device other) {
    return new EncoderOptions(
        name, other, batchSize, threads, maxTextChars, maxImageBytes, maxImagePixels, properties);
  }

  /** Returns these options with another batch size. */
  public EncoderOptions withBatchSize(int other) {
    return new EncoderOptions(
        name, device, other, threads, maxTextChars, maxImageBytes, maxImagePixels, properties);
  }

  /** Returns these options with another number of threads. */
  public EncoderOptions withThreads(int other) {
    return new EncoderOptions(
        name, device, batchSize, other, maxTextChars, maxImageBytes, maxImagePixels, properties);
  }

  /** Returns these options with a properties file, for the encoder {@code vector}. */
  public EncoderOptions withProperties(Path other) {
    return new EncoderOptions(
        name, device, batchSize, threads, maxTextChars, maxImageBytes, maxImagePixels, other);
  }

  private static void checkRange(String what, long value, long max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException(what + " is " + value + ", expected 1 to " + max);
    }
  }
}
