package io.alluvium.app.audit;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of offsets, written {@code FROM..TO}; {@code ..} is all there is.
 *
 * @param from the first, at least 0
 * @param to the first that is no longer in it, above {@code from}; empty for the end
 */
public record OffsetRange(long from, OptionalLong to) {
  /** All there is. */
  public static final OffsetRange ALL = new OffsetRange(0, OptionalLong.empty());

  private static final Pattern FORM = Pattern.compile("(\\d{0,18})\\.\\.(\\d{0,18})");

  /** Checks the order. */
  public OffsetRange {
    if (from < 0 || (to.isPresent() && to.getAsLong() <= from)) {
      throw new IllegalArgumentException(
          "range is "
              + from
              + ".."
              + (to.isPresent() ? to.getAsLong() : "")
              + ", expected a beginning of at least 0 and an end above it");
    }
  }

  /** Returns whether a text has the form of a range. */
  public static boolean matches(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * Returns the range that a text means.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static OffsetRange parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "range is '" + text + "', expected FROM..TO: two offsets, or none for beginning and end");
    }
    return new OffsetRange(
        form.group(1).isEmpty() ? 0 : Long.parseLong(form.group(1)),
        form.group(2).isEmpty()
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(form.group(2))));
  }

  /** Returns whether an offset is in it. */
  public boolean contains(long offset) {
    return offset >= from && (to.isEmpty() || offset < to.getAsLong());
  }

  /** Returns its written form. */
  @Override
  public String toString() {
    return from + ".." + (to.isPresent() ? to.getAsLong() : "");
  }
}
