package io.alluvium.encoders.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import ai.onnxruntime.TensorInfo;
import io.alluvium.encoders.EncoderException;
import java.util.Collection;

/**
 * The input of an image model, uint8[n, side, side, 3]. Read from ONNX Runtime itself: of an input,
 * DJL tells only the name.
 *
 * @param side length of a side in pixels, 1 to {@value #MAX_SIDE}
 */
record ImageInput(String name, int side) {
  private static final int MAX_SIDE = 4096;

  /**
   * Reads the input of a model.
   *
   * @param encoder its name, for messages
   * @throws IllegalArgumentException if the model takes anything else
   * @throws EncoderException if the model cannot be read
   */
  static ImageInput of(String encoder, ModelFile model) {
    OrtEnvironment environment = DjlRuntime.environment();
    String path = model.path().toString();
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(OptLevel.NO_OPT);
      try (OrtSession session = environment.createSession(path, options)) {
        return of(encoder, session.getInputInfo().values());
      }
    } catch (OrtException e) {
      throw new EncoderException(
          "encoder '" + encoder + "': cannot load " + path + ": " + e.getMessage(), e);
    }
  }

  private static ImageInput of(String encoder, Collection<NodeInfo> inputs) {
    NodeInfo first = inputs.iterator().next();
    if (inputs.size() == 1
        && first.getInfo() instanceof TensorInfo info
        && info.type == OnnxJavaType.UINT8
        && isSquareOfRgb(info.getShape())) {
      return new ImageInput(first.getName(), (int) info.getShape()[1]);
    }
    throw new IllegalArgumentException(
        "encoder '"
            + encoder
            + "': image model takes "
            + inputs
            + ", expected one input of uint8[n, side, side, 3] with side 1 to "
            + MAX_SIDE);
  }

  private static boolean isSquareOfRgb(long[] shape) {
    return shape.length == 4
        && shape[1] >= 1
        && shape[1] <= MAX_SIDE
        && shape[2] == shape[1]
        && shape[3] == 3;
  }
}
