package io.alluvium.encoders.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;

/**
 * Turns a text into at most so many tokens, special ones included; the end of a longer one is
 * dropped. Only {@code tokenizer.json} is read: other files beside it have no say, since they are
 * not part of the space id.
 */
final class TextTokenizer implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  private TextTokenizer(HuggingFaceTokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Loads a tokenizer.
   *
   * @throws EncoderException if it cannot be loaded
   */
  static TextTokenizer open(ModelFile file, int maxTokens) {
    Map<String, String> settings =
        Map.of("padding", "false", "truncation", "true", "maxLength", Integer.toString(maxTokens));
    try (InputStream json = Files.newInputStream(file.path())) {
      return new TextTokenizer(HuggingFaceTokenizer.newInstance(json, settings));
    } catch (IOException | RuntimeException e) {
      throw new EncoderException("cannot load tokenizer " + file.path() + ": " + e, e);
    }
  }

  Encoding encode(String text) {
    return tokenizer.encode(text, true, false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
