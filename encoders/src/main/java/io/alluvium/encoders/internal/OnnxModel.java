package io.alluvium.encoders.internal;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import io.alluvium.encoders.Device;
import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A loaded ONNX model. Each call computes on the thread that makes it; calls from several threads
 * are fine. Arrays of a call are freed when it ends.
 */
final class OnnxModel implements AutoCloseable {
  /**
   * One thread a call: with more, idle ones spin, which costs a busy machine more than it gives.
   */
  private static final Map<String, String> SESSION =
      Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1");

  private final String name;
  private final Model model;

  private OnnxModel(String name, Model model) {
    this.name = name;
    this.model = model;
  }

  /**
   * Loads a model.
   *
   * @param name of the encoder, for messages
   * @throws EncoderException if it cannot be loaded
   */
  static OnnxModel open(String name, ModelFile file, Device device) {
    ai.djl.Device resolved = DjlRuntime.resolve(device);
    Model model = Model.newInstance(name, resolved, DjlRuntime.ENGINE);
    try {
      Path path = file.path().toAbsolutePath();
      model.load(path.getParent(), path.getFileName().toString(), SESSION);
      return new OnnxModel(name, model);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new EncoderException(
          "encoder '"
              + name
              + "': cannot load "
              + file.path()
              + " on "
              + resolved
              + ": "
              + rootMessage(e),
          e);
    }
  }

  /** Returns the names of the inputs in the model's order. */
  List<String> inputs() {
    return model.getBlock().describeInput().keys();
  }

  /**
   * Computes one batch.
   *
   * @throws EncoderException if that fails
   */
  <I, O> O predict(Translator<I, O> translator, I batch) {
    try (Predictor<I, O> predictor = model.newPredictor(translator)) {
      return predictor.predict(batch);
    } catch (TranslateException | RuntimeException e) {
      throw new EncoderException("encoder '" + name + "' failed: " + rootMessage(e), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
