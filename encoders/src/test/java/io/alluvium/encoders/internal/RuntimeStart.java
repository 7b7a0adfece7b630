package io.alluvium.encoders.internal;

/** Starts ONNX Runtime in a JVM of its own. */
final class RuntimeStart {
  private RuntimeStart() {}

  public static void main(String[] arguments) {
    DjlRuntime.environment();
  }
}
