package io.alluvium.encoders;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where an encoder computes: written {@code auto}, {@code cpu} or {@code gpu:N}. */
public sealed interface Device {

  /** The first GPU when ONNX Runtime can use CUDA, else the CPU; which one it became is logged. */
  record Auto() implements Device {
    @Override
    public String toString() {
      return "auto";
    }
  }

  /** The CPU. */
  record Cpu() implements Device {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * A CUDA device.
   *
   * @param index number of the device, from 0
   */
  record Gpu(int index) implements Device {
    /** Checks the number. */
    public Gpu {
      if (index < 0) {
        throw new IllegalArgumentException("gpu number is " + index + ", expected 0 or more");
      }
    }

    @Override
    public String toString() {
      return "gpu:" + index;
    }
  }

  /**
   * Reads a device as users write it, in any case.
   *
   * @throws IllegalArgumentException if it is none of the three forms
   */
  static Device parse(String written) {
    String form = written.strip().toLowerCase(Locale.ROOT);
    if (form.equals("auto")) {
      return new Auto();
    }
    if (form.equals("cpu")) {
      return new Cpu();
    }
    if (Pattern.matches("gpu:[0-9]{1,4}", form)) {
      return new Gpu(Integer.parseInt(form.substring("gpu:".length())));
    }
    throw new IllegalArgumentException(
        "device is '" + written + "', expected auto, cpu or gpu:N (N from 0, such as gpu:0)");
  }
}
