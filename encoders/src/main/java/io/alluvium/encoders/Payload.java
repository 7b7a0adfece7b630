package io.alluvium.encoders;

import java.util.Arrays;

/** What an {@link Encoder} takes: a text, the bytes of an image, or numbers. Immutable. */
public sealed interface Payload {

  /** Returns what kind of payload this is, for messages: "text", "image" or "numbers". */
  String kind();

  /** A text. */
  record Text(String text) implements Payload {
    @Override
    public String kind() {
      return "text";
    }
  }

  /** An encoded image (PNG, JPEG, GIF or BMP). */
  final class Image implements Payload {
    private final byte[] bytes;

    /** Copies the bytes. */
    public Image(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String kind() {
      return "image";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Image that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** A vector of numbers: an embedding made elsewhere, or raw features. */
  final class Numbers implements Payload {
    private final float[] values;

    /** Copies the values. */
    public Numbers(float... values) {
      this.values = values.clone();
    }

    /** Returns a copy of the values. */
    public float[] values() {
      return values.clone();
    }

    @Override
    public String kind() {
      return "numbers";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Numbers that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }
}
