package io.alluvium.app.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Which deaths come in which order. */
final class CrashPlan {
  private CrashPlan() {}

  /** Returns as many deaths as there are cycles, drawn from the kinds by their weights. */
  static List<Death> of(CrashOptions options) {
    RandomGenerator random = new SplittableRandom(options.seed());
    List<DeathKind> lots = new ArrayList<>();
    for (DeathKind kind : options.kinds()) {
      for (int lot = 0; lot < kind.weight(); lot++) {
        lots.add(kind);
      }
    }
    List<Death> deaths = new ArrayList<>();
    for (int cycle = 0; cycle < options.cycles(); cycle++) {
      deaths.add(lots.get(random.nextInt(lots.size())).death());
    }
    return deaths;
  }
}
