package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a change to another encoder: each step of it that is told as an event is written
 * to the topic {@code model} as well, where it stays.
 */
final class SwapRecord {
  private static final Map<EventType, String> DECISIONS =
      Map.of(
          EventType.SWAP_REPORT, "judged",
          EventType.ENCODER_CUT_OVER, "cut-over",
          EventType.ENCODER_CASCADE, "cascade",
          EventType.ENCODER_WAY, "way",
          EventType.ENCODER_ROLLED_BACK, "rolled-back",
          EventType.ENCODER_RETIRED, "retired",
          EventType.ENCODER_ABORTED, "aborted");

  private SwapRecord() {}

  /**
   * Returns what is told, and behind each step of the change its record.
   *
   * @param release the release after these steps
   * @param from the space that was learnt in before the change
   */
  static List<Notice> kept(List<Notice> told, Release release, Space from) {
    List<Notice> all = new ArrayList<>();
    for (Notice notice : told) {
      all.add(notice);
      if (notice instanceof Notice.Happened happened) {
        decision(happened)
            .map(decision -> record(decision, happened, release, from.id()))
            .ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<String> decision(Notice.Happened happened) {
    Map<String, String> details = happened.details();
    return switch (happened.type()) {
      case COMMAND_DONE ->
          "RELEASE".equals(details.get("type")) ? Optional.of("released") : Optional.empty();
      case ENCODER_SHADOW -> details.containsKey("dim") ? Optional.of("entered") : Optional.empty();
      default -> Optional.ofNullable(DECISIONS.get(happened.type()));
    };
  }

  private static Notice record(
      String decision, Notice.Happened happened, Release release, SpaceId from) {
    return new Notice.Decided(
        release.id(),
        decision,
        release.encoder(),
        from,
        release.to().map(Space::id),
        happened.message(),
        happened.details());
  }
}
