package io.alluvium.encoders;

/** Encoders that many tests share, since one takes about a second to open. */
final class OpenEncoders {
  static final Encoder MINILM = Encoders.open(EncoderOptions.defaults("minilm"));

  static final Encoder MOMENTS = Encoders.open(EncoderOptions.defaults("minilm-moments"));

  private OpenEncoders() {}
}
