package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Space;
import java.util.Map;

/** Events that say what an announcement of EMBED means. */
final class SpaceNotices {
  private SpaceNotices() {}

  /** The first space there is. */
  static Notice entered(Space space) {
    return Notice.Happened.to(
        space.id().hex(),
        EventType.SPACE_ANNOUNCED,
        "Learning in space " + space.id().abbreviated() + " of dimension " + space.dim() + ".",
        Map.of("dim", Integer.toString(space.dim())));
  }

  /** EMBED started anew and still writes views of a space that is known. */
  static Notice again(Space space, Space active) {
    return Notice.Happened.to(
        space.id().hex(),
        EventType.SPACE_ANNOUNCED,
        "EMBED started in space " + space.id().abbreviated() + ", as before.",
        Map.of("dim", Integer.toString(space.dim()), "active", active.id().hex()));
  }

  /** EMBED writes views that nobody can use. */
  static Notice refused(Space space, Space active) {
    return Notice.Happened.to(
        space.id().hex(),
        EventType.SPACE_REFUSED,
        "EMBED started in space "
            + space.id().abbreviated()
            + ", but the learner works in "
            + active.id().abbreviated()
            + ": its samples become dead letters until EMBED runs the encoder of that"
            + " space again.",
        Map.of("dim", Integer.toString(space.dim()), "active", active.id().hex()));
  }
}
