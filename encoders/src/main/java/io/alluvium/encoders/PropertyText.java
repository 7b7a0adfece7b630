package io.alluvium.encoders;

/** Values as properties files write them. */
final class PropertyText {
  private PropertyText() {}

  /** Escapes what is taken specially: a backslash, what ends a line, and space at the beginning. */
  static String escaped(String value) {
    String text =
        value
            .replace("\\", "\\\\")
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
            .replace("\f", "\\f");
    return text.startsWith(" ") ? "\\" + text : text;
  }
}
