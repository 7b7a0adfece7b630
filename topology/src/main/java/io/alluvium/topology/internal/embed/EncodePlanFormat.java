package io.alluvium.topology.internal.embed;

import io.alluvium.stores.EncodePlan;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.internal.wire.Body;
import java.util.Optional;

/** From the command ENCODE to the plan it tells; LEARN refuses one that tells none. */
final class EncodePlanFormat {
  private EncodePlanFormat() {}

  static Optional<EncodePlan> read(Body body) {
    if (!(body instanceof Body.Command command)
        || !command.type().equals(CommandType.ENCODE.name())) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new EncodePlan(
              command.arguments().getOrDefault("serving", ""),
              Optional.ofNullable(command.arguments().get("shadow")),
              Double.parseDouble(command.arguments().getOrDefault("share", "")),
              command.arguments().getOrDefault("key", ""),
              Boolean.parseBoolean(command.arguments().get("first"))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
