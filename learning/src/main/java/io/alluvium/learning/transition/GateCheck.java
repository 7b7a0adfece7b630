package io.alluvium.learning.transition;

import java.util.OptionalDouble;

/**
 * One number that says whether an encoder may be changed.
 *
 * @param name kebab-case
 * @param value empty where it cannot be told
 * @param limit what it is held against, for people; empty where nothing is
 * @param meaning what it is, for people
 * @param verdict what follows from it
 */
public record GateCheck(
    String name, OptionalDouble value, String limit, String meaning, Verdict verdict) {

  /** What follows, the worst last. */
  public enum Verdict {
    /** Nothing speaks against it, or the number is for information. */
    PASS,
    /** It cannot be told. */
    NOT_TESTABLE,
    /** Somebody should look. */
    WARN,
    /** The encoder must not be changed on this ground. */
    REFUSE
  }

  /** A number without a limit. */
  static GateCheck told(String name, double value, String meaning) {
    return held(name, value, "", meaning, Verdict.PASS);
  }

  /** A number that could not be found. */
  static GateCheck untold(String name, String limit, String meaning) {
    return new GateCheck(name, OptionalDouble.empty(), limit, meaning, Verdict.NOT_TESTABLE);
  }

  /** A number that must be at least so much; {@code otherwise} where it is not. */
  static GateCheck atLeast(
      String name, double value, double limit, String meaning, Verdict otherwise) {
    String text = "at least " + GateReport.number(limit);
    return held(name, value, text, meaning, value >= limit ? Verdict.PASS : otherwise);
  }

  /** A number that must be at most so much; {@code otherwise} where it is not. */
  static GateCheck atMost(
      String name, double value, double limit, String meaning, Verdict otherwise) {
    String text = "at most " + GateReport.number(limit);
    return held(name, value, text, meaning, value <= limit ? Verdict.PASS : otherwise);
  }

  private static GateCheck held(
      String name, double value, String limit, String meaning, Verdict verdict) {
    return new GateCheck(name, OptionalDouble.of(value), limit, meaning, verdict);
  }
}
