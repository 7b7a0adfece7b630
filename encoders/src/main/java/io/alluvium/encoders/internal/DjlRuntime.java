package io.alluvium.encoders.internal;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.onnxruntime.OrtEnvironment;
import io.alluvium.encoders.Device.Auto;
import io.alluvium.encoders.Device.Cpu;
import io.alluvium.encoders.Device.Gpu;
import io.alluvium.encoders.EncoderException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way to DJL: its settings are in place before its first class loads. A start never
 * downloads and never reports to anybody.
 */
final class DjlRuntime {
  /** DJL's name of the engine. */
  static final String ENGINE = "OnnxRuntime";

  private static final Logger LOG = LoggerFactory.getLogger(DjlRuntime.class);

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private DjlRuntime() {}

  /**
   * Returns DJL's name of the device, having looked that it can be used.
   *
   * @throws EncoderException if a GPU is asked for and ONNX Runtime cannot use CUDA
   */
  static Device resolve(io.alluvium.encoders.Device device) {
    return switch (device) {
      case Cpu() -> Device.cpu();
      case Gpu(int index) -> gpu(index);
      case Auto() -> auto();
    };
  }

  /** Returns the environment of ONNX Runtime, which DJL must be the first to ask for. */
  static OrtEnvironment environment() {
    Engine.getEngine(ENGINE);
    return OrtEnvironment.getEnvironment();
  }

  private static Device auto() {
    int gpus = Engine.getEngine(ENGINE).getGpuCount();
    Device device = gpus > 0 ? Device.gpu(0) : Device.cpu();
    LOG.info("device auto is {}: {} GPUs that ONNX Runtime can use", device, gpus);
    return device;
  }

  private static Device gpu(int index) {
    if (!hasCuda()) {
      throw new EncoderException(
          "device is gpu:"
              + index
              + ", but ONNX Runtime cannot use CUDA: build with -Pgpu and install CUDA and cuDNN,"
              + " or choose cpu");
    }
    return Device.gpu(index);
  }

  private static boolean hasCuda() {
    return Engine.getEngine(ENGINE).hasCapability(StandardCapabilities.CUDA);
  }
}
