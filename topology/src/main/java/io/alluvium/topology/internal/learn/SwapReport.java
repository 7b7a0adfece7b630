package io.alluvium.topology.internal.learn;

import io.alluvium.learning.transition.GateCheck;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.Release;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found of a change to another encoder: every number with its limit and its meaning. */
final class SwapReport {
  private SwapReport() {}

  /**
   * Returns the numbers by name.
   *
   * @param coverage share of the classes that have pairs
   */
  static Map<String, String> details(Judgement judgement, double coverage) {
    Map<String, String> details = new TreeMap<>();
    judgement.report().checks().forEach(check -> put(details, check));
    judgement
        .report()
        .agreements()
        .forEach((way, share) -> details.put("agreement." + way, number(share)));
    details.put("verdict", code(judgement.report().verdict()));
    details.put("way", judgement.report().chosen());
    details.put("coverage", number(coverage));
    details.put(
        "coverage.meaning",
        "share of the classes that at least " + ShadowPairs.COVERING + " pairs were answered with");
    TransitionFit fit = judgement.fit();
    details.put("pairs", Long.toString(fit.samples()));
    put(details, "forward", fit.forward());
    put(details, "backward", fit.backward());
    return details;
  }

  /** Adds a number with its limit, its meaning and what follows from it. */
  static void put(Map<String, String> details, GateCheck check) {
    check.value().ifPresent(value -> details.put(check.name(), number(value)));
    if (!check.limit().isEmpty()) {
      details.put(check.name() + ".limit", check.limit());
    }
    details.put(check.name() + ".meaning", check.meaning());
    details.put(check.name() + ".verdict", code(check.verdict()));
  }

  private static void put(
      Map<String, String> details, String name, TransitionFit.Direction direction) {
    details.put(name + ".prior", direction.prior().name().toLowerCase(Locale.ROOT));
    details.put(name + ".ridge", number(direction.ridge()));
    details.put(name + ".explained", number(direction.explained()));
    details.put(name + ".residual_share", number(direction.serving().residualShare()));
  }

  /** Returns the event of a release whose maps were judged. */
  static Notice of(Release release) {
    Map<String, String> details = new TreeMap<>(release.report());
    details.put("release", release.id());
    details.put("encoder", release.encoder());
    String verdict = details.getOrDefault("verdict", "");
    String then =
        switch (verdict) {
          case "pass" -> "nothing speaks against it";
          case "refuse" -> "it should not serve";
          default -> "somebody should look before it serves";
        };
    return new Notice.Happened(
        EventType.SWAP_REPORT,
        Optional.of(release.id()),
        String.format(
            Locale.ROOT,
            "Encoder '%s' was judged by %s pairs: %s; served by '%s' it agrees with the old one on %s of"
                + " those held out.",
            release.encoder(),
            details.getOrDefault("pairs", "0"),
            then,
            details.getOrDefault("way", ""),
            details.getOrDefault("agreement", "none")),
        details);
  }

  private static String code(GateCheck.Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
