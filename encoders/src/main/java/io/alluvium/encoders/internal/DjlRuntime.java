package io.alluvium.encoders.internal;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.onnxruntime.OrtEnvironment;
import io.alluvium.encoders.Device.Auto;
import io.alluvium.encoders.Device.Cpu;
import io.alluvium.encoders.Device.Gpu;
import io.alluvium.encoders.EncoderException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
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
  private static final long START_STACK_BYTES = 256L << 20;

  private static @Nullable Engine engine;

  static {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
  }

  private DjlRuntime() {}

  /**
   * Returns the engine, made by the first call on a thread of its own: ONNX Runtime 1.29 searches
   * the command line of the process with a recursive matcher when it starts, and with a long class
   * path on it the usual stack overflows and the process dies without a word.
   */
  private static synchronized Engine engine() {
    if (engine != null) {
      return engine;
    }
    FutureTask<Engine> task = new FutureTask<>(() -> Engine.getEngine(ENGINE));
    new Thread(null, task, "alluvium-onnxruntime-start", START_STACK_BYTES).start();
    try {
      engine = task.get();
      return engine;
    } catch (ExecutionException e) {
      throw new EncoderException("ONNX Runtime cannot be started: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncoderException("interrupted while ONNX Runtime started", e);
    }
  }

  /**
   * Returns DJL's name of the device, having looked that it can be used.
   *
   * @throws EncoderException if a GPU is asked for and ONNX Runtime cannot use CUDA
   */
  static Device resolve(io.alluvium.encoders.Device device) {
    return switch (device) {
      case Cpu() -> cpu();
      case Gpu(int index) -> gpu(index);
      case Auto() -> auto();
    };
  }

  /** Returns the environment of ONNX Runtime, which DJL must be the first to ask for. */
  static OrtEnvironment environment() {
    engine();
    return OrtEnvironment.getEnvironment();
  }

  private static Device cpu() {
    engine();
    return Device.cpu();
  }

  private static Device auto() {
    int gpus = engine().getGpuCount();
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
    return engine().hasCapability(StandardCapabilities.CUDA);
  }
}
