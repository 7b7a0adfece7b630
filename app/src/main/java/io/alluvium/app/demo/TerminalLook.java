package io.alluvium.app.demo;

import java.util.Map;

/**
 * What may be done to an output stream.
 *
 * @param redraws whether a line may be drawn again in place
 * @param colours whether text may be coloured
 */
public record TerminalLook(boolean redraws, boolean colours) {
  /** The look of a file or a pipe. */
  public static final TerminalLook PLAIN = new TerminalLook(false, false);

  /**
   * Decides by the environment: nothing is done to what is no terminal or a dumb one ({@code
   * TERM}), and there is no colour where {@code NO_COLOR} is set to anything.
   *
   * @param terminal whether the stream is a terminal
   */
  public static TerminalLook of(boolean terminal, Map<String, String> environment) {
    boolean capable = terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new TerminalLook(capable, capable && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  String bold(String text) {
    return paint("1", text);
  }

  String good(String text) {
    return paint("32", text);
  }

  String bad(String text) {
    return paint("31", text);
  }

  private String paint(String code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
