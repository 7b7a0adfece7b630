package io.alluvium.training;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.alluvium.encoders.EncoderException;

/**
 * PyTorch through DJL. A start never downloads and never reports to anybody, and ONNX Runtime,
 * which may run beside it, does not use it. For one thread.
 */
final class TorchRuntime {
  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.onnx.disable_alternative", "true");
  }

  private final Engine engine;
  private final Device device;

  private TorchRuntime(Engine engine, Device device) {
    this.engine = engine;
    this.device = device;
  }

  /** Puts the settings in place; called before anything of DJL is loaded. */
  static void prepare() {
    // The initialisation of this class has done it.
  }

  /**
   * Starts PyTorch.
   *
   * @throws EncoderException if it cannot be started, or cannot use the device
   */
  static TorchRuntime start(io.alluvium.encoders.Device device) {
    try {
      Engine engine = Engine.getEngine("PyTorch");
      return new TorchRuntime(engine, resolve(engine, device));
    } catch (EngineException | UnsatisfiedLinkError e) {
      throw new EncoderException(
          "PyTorch cannot be started: "
              + e.getMessage()
              + "; its natives are built in for linux-x86_64, for another platform build with"
              + " -Dpytorch.platform=",
          e);
    }
  }

  private static Device resolve(Engine engine, io.alluvium.encoders.Device device) {
    return switch (device) {
      case io.alluvium.encoders.Device.Cpu() -> Device.cpu();
      case io.alluvium.encoders.Device.Auto() ->
          engine.getGpuCount() > 0 ? Device.gpu(0) : Device.cpu();
      case io.alluvium.encoders.Device.Gpu(int index) -> {
        if (index >= engine.getGpuCount()) {
          throw new EncoderException(
              "device is gpu:"
                  + index
                  + ", but PyTorch can use "
                  + engine.getGpuCount()
                  + " GPUs: name the folder of a libtorch for CUDA with PYTORCH_LIBRARY_PATH, or"
                  + " choose cpu");
        }
        yield Device.gpu(index);
      }
    };
  }

  /** Returns a manager that frees all that is made with it when it is closed. */
  NDManager manager() {
    return engine.newBaseManager(device);
  }

  /** Begins to record what is computed. */
  GradientCollector record() {
    return engine.newGradientCollector();
  }
}
