package io.alluvium.encoders;

import io.alluvium.encoders.internal.Catalogue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens encoders.
 *
 * <ul>
 *   <li>{@code minilm}: all-MiniLM-L6-v2, English text, 384 dimensions, mean pooling.
 *   <li>{@code bge-small}: BGE-small-en-v1.5, English text, 384 dimensions, pooling by first token.
 *   <li>{@code vector}: numbers made elsewhere, or raw features that are standardised by constants;
 *       described by a properties file.
 *   <li>a folder with {@code serving.properties}, as DJL Serving reads it: an ONNX model for text
 *       (with {@code tokenizer.json}) or images, {@code engine=vector}, or {@code engine=adapter}:
 *       a {@link ResidualAdapter} on top of another encoder.
 * </ul>
 *
 * <p>Nothing is downloaded. The two named models come out of the class path and are kept unpacked
 * in the folder named by the system property {@code alluvium.cache.dir}, by default a private
 * folder under {@code java.io.tmpdir}.
 */
public final class Encoders {
  private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

  private Encoders() {}

  /**
   * Opens an encoder and warms it up.
   *
   * @throws IllegalArgumentException if there is no such encoder, or its folder or properties file
   *     is not as it should be; the message names file, key, value and what is allowed
   * @throws EncoderException if the model cannot be loaded or the device cannot be used
   */
  public static Encoder open(EncoderOptions options) {
    Encoder encoder = Catalogue.find(options).open(options);
    LOG.info(
        "encoder '{}' is open: {} dimensions, {}, space {}",
        options.name(),
        encoder.dim(),
        encoder.space().normalisation(),
        encoder.space().id().abbreviated());
    return encoder;
  }

  /**
   * Returns how the encoder wants its payloads gathered: what its folder says, nothing for an
   * encoder without one.
   *
   * @throws IllegalArgumentException as {@link #open}
   */
  public static Batching batching(EncoderOptions options) {
    return Catalogue.find(options).batching();
  }
}
