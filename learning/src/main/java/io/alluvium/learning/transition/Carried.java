package io.alluvium.learning.transition;

import io.alluvium.learning.transition.GateCheck.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * How far the oldest of what is known was carried from the space it was learnt in.
 *
 * @param hops changes of the encoder, at least 0
 * @param residualShare share of the variance that the maps on the way left unexplained, in [0, 1]
 */
public record Carried(int hops, double residualShare) {
  /** Nothing was carried: all was learnt where it is. */
  public static final Carried NOT = new Carried(0, 0);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming value and limit
   */
  public Carried {
    if (hops < 0 || !(residualShare >= 0 && residualShare <= 1)) {
      throw new IllegalArgumentException(
          "what is known was carried over "
              + hops
              + " changes with a residual share of "
              + residualShare
              + ", expected at least 0 and 0 to 1");
    }
  }

  /**
   * Returns how far it is carried along one more map: {@code 1 - (1 - s)(1 - r)}, as if what each
   * map leaves unexplained had nothing to do with what the others leave.
   */
  public Carried along(Transition map) {
    double left = Math.clamp(map.residualShare(), 0, 1);
    return new Carried(hops + map.hops(), 1 - (1 - residualShare) * (1 - left));
  }

  /** Returns the checks of the report, once it is carried along one more map. */
  public List<GateCheck> checks(Transition map, ChainLimits limits) {
    Carried then = along(map);
    List<GateCheck> checks = new ArrayList<>();
    checks.add(
        GateCheck.atMost(
            "hops",
            then.hops,
            limits.maxHops(),
            "changes of the encoder that the oldest of what is known is carried over",
            Verdict.WARN));
    if (hops > 0) {
      checks.add(
          GateCheck.atMost(
              "carried-residual",
              then.residualShare,
              limits.maxResidualShare(),
              "share of the variance that all maps on the way leave unexplained",
              Verdict.WARN));
    }
    return checks;
  }
}
