package io.alluvium.learning;

import java.util.Comparator;

/**
 * The order of labels everywhere: by Unicode code point, which is the order of their UTF-8 bytes
 * and so of the keys in a store. {@link String#compareTo} differs from it beyond U+FFFF.
 */
public enum LabelOrder implements Comparator<String> {
  /** The only instance. */
  ASCENDING;

  @Override
  public int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** Surrogates stand for code points above all others, so they rank after U+E000 to U+FFFF. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
