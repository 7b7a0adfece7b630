package io.alluvium.topology.internal.learn;

import io.alluvium.learning.HeadScore;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Release;
import io.alluvium.stores.SwapPhase;
import io.alluvium.stores.Tally;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is told of a change to another encoder: to people, to programs and to EMBED. */
final class SwapNotices {
  private SwapNotices() {}

  /** EMBED began to write views of the new space. */
  static Notice entered(Release release, Body.Announcement announcement, long wanted) {
    Space space = announcement.space();
    Map<String, String> details = details(release);
    announcement.artefacts().forEach((role, sha256) -> details.put("artefact." + role, sha256));
    details.put("dim", Integer.toString(space.dim()));
    details.put("wanted", Long.toString(wanted));
    return Notice.Happened.to(
        space.id().hex(),
        EventType.ENCODER_SHADOW,
        String.format(
            Locale.ROOT,
            "Encoder '%s' sees %s of the samples in space %s; its maps are fitted from %d pairs,"
                + " which takes some %.0f samples.",
            release.encoder(),
            percent(release.share()),
            space.id().abbreviated(),
            wanted,
            wanted / release.share()),
        details);
  }

  /** How many pairs there are. */
  static Notice progress(Release release, long pairs, long wanted, double coverage) {
    Map<String, String> details = details(release);
    details.put("pairs", Long.toString(pairs));
    details.put("wanted", Long.toString(wanted));
    details.put("coverage", SwapReport.number(coverage));
    double left = Math.max(0, wanted - pairs) / release.share();
    details.put("samples_left", String.format(Locale.ROOT, "%.0f", left));
    return new Notice.Happened(
        EventType.ENCODER_SHADOW,
        Optional.of(release.id()),
        String.format(
            Locale.ROOT,
            "%d of %d pairs are there, some %.0f samples to go; %s of the classes are covered.",
            pairs,
            wanted,
            left,
            percent(coverage)),
        details);
  }

  /** There are pairs enough: the maps are being fitted. */
  static Notice fitting(Release release, long pairs, long entries) {
    Map<String, String> details = details(release);
    details.put("pairs", Long.toString(pairs));
    details.put("entries_left", Long.toString(entries));
    return new Notice.Happened(
        EventType.ENCODER_SHADOW,
        Optional.of(release.id()),
        String.format(
            Locale.ROOT,
            "Maps to encoder '%s' and back are fitted from %d pairs beside the stream; the report comes %d"
                + " entries later.",
            release.encoder(),
            pairs,
            entries),
        details);
  }

  /** An encoder was released: EMBED loads it and lets it see its share. */
  static List<Notice> released(Release release, long offset) {
    Map<String, String> details = details(release);
    details.put("type", "RELEASE");
    return List.of(
        Notice.Happened.to(
            release.id(),
            EventType.COMMAND_DONE,
            "Encoder '"
                + release.encoder()
                + "' is released: EMBED loads it and lets it see "
                + percent(release.share())
                + " of the samples.",
            details),
        new Notice.Encode(
            release.id() + "/" + offset,
            release.before(),
            Optional.of(release.encoder()),
            release.share(),
            release.id()));
  }

  /** The change is given up: EMBED goes on with the old encoder alone. */
  static List<Notice> aborted(Release release, long offset, String reason) {
    Map<String, String> details = details(release);
    details.put("reason", reason);
    return List.of(
        new Notice.Happened(
            EventType.ENCODER_ABORTED,
            Optional.of(release.id()),
            "The change to encoder '" + release.encoder() + "' was given up: " + reason + ".",
            details),
        serving(release, release.before(), offset));
  }

  /**
   * The new encoder serves.
   *
   * @param due why what is known should be learnt anew, where it should
   */
  static List<Notice> cutOver(Release release, Optional<String> due, long offset) {
    Map<String, String> details = details(release);
    details.put("way", release.way().orElse(""));
    due.ifPresent(reason -> details.put("due", reason));
    return List.of(
        new Notice.Happened(
            EventType.ENCODER_CUT_OVER,
            Optional.of(release.id()),
            "Encoder '"
                + release.encoder()
                + "' serves from here on, by '"
                + release.way().orElse("")
                + "'; what was learnt with the old one is kept."
                + sentence(due),
            details),
        serving(release, release.encoder(), offset));
  }

  /** The released encoder sees all samples first. */
  static List<Notice> cascading(Release release, long offset) {
    return List.of(
        new Notice.Happened(
            EventType.ENCODER_CASCADE,
            Optional.of(release.id()),
            "Encoder '"
                + release.encoder()
                + "' sees all samples first, and the one that serves those that it leaves in doubt"
                + " and those that are labelled.",
            details(release)),
        new Notice.Encode(
            release.id() + "/" + offset,
            release.before(),
            Optional.of(release.encoder()),
            release.share(),
            release.id(),
            true));
  }

  /** Nothing is moved any more. */
  static Notice backfilled(Release release) {
    return new Notice.Happened(
        EventType.ENCODER_BACKFILLED,
        Optional.of(release.id()),
        "All that is known was learnt with encoder '"
            + release.encoder()
            + "': every sample was replaced, nothing is moved any more.",
        details(release));
  }

  /** Labels favour another way of serving. */
  static Notice way(Release release, String way, Map<String, HeadScore> scores) {
    Map<String, String> details = details(release);
    details.put("way", way);
    details.put("before", release.way().orElse(""));
    scores.forEach((name, score) -> {
      details.put(name + ".asked", Long.toString(score.asked()));
      details.put(name + ".fading_accuracy", SwapReport.number(score.fadingAccuracy()));
    });
    return new Notice.Happened(
        EventType.ENCODER_WAY,
        Optional.of(release.id()),
        "Encoder '"
            + release.encoder()
            + "' serves by '"
            + way
            + "' from here on instead of '"
            + release.way().orElse("")
            + "': labels favour it.",
        details);
  }

  /** The old encoder serves again. */
  static List<Notice> rolledBack(Release release, long offset, long learnt) {
    Map<String, String> details = details(release);
    details.put("learnt", Long.toString(learnt));
    return List.of(
        new Notice.Happened(
            EventType.ENCODER_ROLLED_BACK,
            Optional.of(release.id()),
            "The old encoder serves again; "
                + learnt
                + " samples that were learnt with encoder '"
                + release.encoder()
                + "' were moved to it.",
            details),
        serving(release, release.before(), offset));
  }

  /**
   * The old encoder is gone.
   *
   * @param due why what is known should be learnt anew, where it should
   */
  static List<Notice> retired(Release release, Optional<String> due, long offset) {
    Map<String, String> details = details(release);
    due.ifPresent(reason -> details.put("due", reason));
    return List.of(
        new Notice.Happened(
            EventType.ENCODER_RETIRED,
            Optional.of(release.id()),
            "Encoder '"
                + release.encoder()
                + "' serves alone; there is no way back."
                + sentence(due),
            details),
        serving(release, release.encoder(), offset));
  }

  private static String sentence(Optional<String> due) {
    return due.map(reason -> " But " + reason + ".").orElse("");
  }

  /** Tells EMBED that one encoder serves alone. */
  private static Notice serving(Release release, String encoder, long offset) {
    return new Notice.Encode(
        release.id() + "/" + offset, encoder, Optional.empty(), release.share(), release.id());
  }

  /** Answers a command, ahead of what came of it. */
  static List<Notice> answered(Outcome.Steered steered, String message, List<Notice> then) {
    List<Notice> notices = new ArrayList<>();
    Map<String, String> details = new TreeMap<>(steered.details());
    details.put("type", steered.type());
    notices.add(Notice.Happened.to(steered.commandId(), EventType.COMMAND_DONE, message, details));
    notices.addAll(then);
    return notices;
  }

  /** Returns what cascades have come to so far. */
  static Map<String, String> glances(Tally tally) {
    Map<String, String> details = new TreeMap<>();
    for (Counter counter :
        List.of(
            Counter.GLANCES,
            Counter.LOOKS,
            Counter.HELD_SAMPLES,
            Counter.HELD_ANSWERED,
            Counter.HELD_FORGOTTEN)) {
      details.put(counter.name().toLowerCase(Locale.ROOT), Long.toString(tally.get(counter)));
    }
    return details;
  }

  /** Says how far the newest release has come. */
  static Notice status(
      String commandId,
      Optional<Release> newest,
      Optional<Shadow> shadow,
      Optional<Learner> learner,
      Map<String, String> progress) {
    Map<String, String> details = new TreeMap<>(progress);
    details.put("type", "ENCODER_STATUS");
    details.put("state", state(newest));
    newest.ifPresent(release -> {
      details.putAll(release.report());
      details.putAll(details(release));
      release.way().ifPresent(way -> details.put("way", way));
      release.cost().map(EncoderCost::check).ifPresent(check -> SwapReport.put(details, check));
      if (release.carried().hops() > 0) {
        details.put("carried_hops", Integer.toString(release.carried().hops()));
        details.put("carried_residual", SwapReport.number(release.carried().residualShare()));
      }
      release.to().ifPresent(space -> details.put("to", space.id().hex()));
    });
    if (shadow.isPresent() && learner.isPresent()) {
      details.put("pairs", Long.toString(shadow.get().pairs().size()));
      details.put(
          "wanted", Long.toString(shadow.get().wanted(newest.orElseThrow(), learner.get())));
      details.put(
          "coverage",
          SwapReport.number(shadow.get().pairs().coverage(learner.get().statistics().labels())));
    }
    return Notice.Happened.to(
        commandId, EventType.COMMAND_DONE, sentence(newest, details), details);
  }

  private static String state(Optional<Release> newest) {
    return newest
        .map(Release::phase)
        .filter(SwapPhase::isOpen)
        .map(SwapPhase::code)
        .orElse("steady");
  }

  private static String sentence(Optional<Release> newest, Map<String, String> details) {
    return newest
        .map(release ->
            switch (release.phase()) {
              case SHADOW ->
                  release.to().isEmpty()
                      ? "EMBED loads encoder '" + release.encoder() + "'."
                      : release.effect().isPresent()
                          ? "The maps to encoder '" + release.encoder() + "' are being fitted."
                          : "Encoder '"
                              + release.encoder()
                              + "' is tried: "
                              + details.get("pairs")
                              + " of "
                              + details.get("wanted")
                              + " pairs are there.";
              case FITTED ->
                  "Encoder '"
                      + release.encoder()
                      + "' is judged: "
                      + details.get("verdict")
                      + "; the old one serves.";
              case CASCADE ->
                  "Encoder '"
                      + release.encoder()
                      + "' sees all samples first; the old one serves. Of "
                      + details.get("glances")
                      + " samples "
                      + details.get("held_samples")
                      + " were held back, and the old one was asked to see "
                      + details.get("looks")
                      + ".";
              case CUT_OVER ->
                  "Encoder '"
                      + release.encoder()
                      + "' serves; the old one is kept. Moved are "
                      + details.get("moved_samples")
                      + " labelled samples, native "
                      + details.get("native_samples")
                      + ".";
              case RETIRED -> "Encoder '" + release.encoder() + "' serves alone.";
              case ABORTED ->
                  "The change to encoder '" + release.encoder() + "' was given up; none goes on.";
            })
        .orElse("No encoder was released.");
  }

  private static Map<String, String> details(Release release) {
    Map<String, String> details = new TreeMap<>();
    details.put("release", release.id());
    details.put("encoder", release.encoder());
    details.put("share", SwapReport.number(release.share()));
    details.put("auto", Boolean.toString(release.auto()));
    return details;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g %%", 100 * share);
  }
}
