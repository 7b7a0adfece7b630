package io.alluvium.benchmarks;

import java.util.Optional;

/**
 * One line of the result: what was measured, the limit measured beside it, and what it should
 * reach.
 *
 * @param section part of the bench it belongs to
 * @param name what was measured
 * @param unit unit of the measurement and of its limit
 * @param measured the readings
 * @param limit what the machine could do; empty where the target is not a ratio
 * @param target what should be reached
 */
record Figure(
    Section section,
    String name,
    String unit,
    Spread measured,
    Optional<Limit> limit,
    Target target) {

  /** What the machine could do, and how that was measured. */
  record Limit(String name, Spread measured) {}

  Figure {
    boolean compared = target instanceof Target.Ratio || target instanceof Target.Excess;
    if (compared && limit.isEmpty()) {
      throw new IllegalArgumentException("figure '" + name + "' has a ratio and no limit");
    }
  }

  static Figure ratio(
      Section section, String name, String unit, Spread measured, Limit limit, double least) {
    return new Figure(section, name, unit, measured, Optional.of(limit), new Target.Ratio(least));
  }

  /** Returns a figure that should be at most so many times its limit. */
  static Figure excess(
      Section section, String name, String unit, Spread measured, Limit limit, double most) {
    return new Figure(section, name, unit, measured, Optional.of(limit), new Target.Excess(most));
  }

  static Figure ceiling(Section section, String name, String unit, Spread measured, double most) {
    return new Figure(section, name, unit, measured, Optional.empty(), new Target.Ceiling(most));
  }

  static Figure floor(Section section, String name, String unit, Spread measured, double least) {
    return new Figure(section, name, unit, measured, Optional.empty(), new Target.Floor(least));
  }

  /** Returns a figure without a target, to be seen beside others of its kind. */
  static Figure shown(Section section, String name, String unit, Spread measured) {
    return new Figure(section, name, unit, measured, Optional.empty(), new Target.None());
  }

  /** Returns a figure without a target beside its limit. */
  static Figure shown(Section section, String name, String unit, Spread measured, Limit limit) {
    return new Figure(section, name, unit, measured, Optional.of(limit), new Target.None());
  }

  /** Returns the ratios to the limit, side by side; empty where there is no limit. */
  Optional<Spread> ratios() {
    return limit.map(l -> measured.over(l.measured()));
  }

  Verdict verdict() {
    if (measured.isEmpty()) {
      return Verdict.NOT_MEASURED;
    }
    return switch (target) {
      case Target.Ratio(double least) -> verdict(ratios().orElseThrow().median() >= least);
      case Target.Excess(double most) -> verdict(ratios().orElseThrow().median() <= most);
      case Target.Floor(double least) -> verdict(measured.median() >= least);
      case Target.Ceiling(double most) -> verdict(measured.median() <= most);
      case Target.None none -> Verdict.SHOWN;
    };
  }

  private static Verdict verdict(boolean met) {
    return met ? Verdict.MET : Verdict.MISSED;
  }
}
