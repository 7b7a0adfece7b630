package io.alluvium.app.demo;

import java.util.Locale;

/** Where the stream is, relative to the time in which one source types badly. */
public enum Typing {
  /** It has not begun. */
  BEFORE,
  /** It is going on. */
  DURING,
  /** It is over. */
  AFTER;

  /** Returns the name used in reports. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
