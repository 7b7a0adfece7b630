package io.alluvium.topology;

import io.alluvium.encoders.Encoder;

/** Opens encoders that are released while the stream runs. Safe for any thread. */
@FunctionalInterface
public interface EncoderSource {
  /** Opens none: for a topology that is described, or runs one encoder. */
  EncoderSource NONE =
      name -> {
        throw new IllegalArgumentException("encoder '" + name + "' cannot be opened here");
      };

  /**
   * Opens an encoder, warm; whoever opens it closes it.
   *
   * @param name its name, or the path of its folder
   * @throws IllegalArgumentException if there is no such encoder, or it is not as it should be
   * @throws io.alluvium.encoders.EncoderException if it cannot be opened
   */
  Encoder open(String name);
}
