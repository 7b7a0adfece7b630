package io.alluvium.topology.internal.learn;

import io.alluvium.stores.Counter;
import io.alluvium.stores.Tally;
import io.alluvium.topology.internal.wire.Body;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Carries out commands, each wholly or not at all, and answers with an event. */
final class Commands {
  private static final int MAX_NAME_BYTES = 256;
  private static final String MARK = "MARK";
  private static final String MARK_NAME = "name";

  private final SortedSet<String> allowed;

  Commands(SortedSet<String> allowed) {
    this.allowed = allowed;
  }

  Notice carryOut(Body.Command command, Tally tally, Supplier<Digests> digests) {
    Optional<String> fault = fault(command);
    if (fault.isPresent()) {
      tally.increment(Counter.REFUSED_COMMANDS);
      return Notice.Happened.to(
          command.id(),
          EventType.COMMAND_REFUSED,
          "Command '" + command.id() + "' was refused: " + fault.get() + ".",
          Map.of("type", command.type()));
    }
    tally.increment(Counter.COMMANDS);
    return mark(command, tally, digests.get());
  }

  private Optional<String> fault(Body.Command command) {
    if (command.id().isBlank() || bytes(command.id()) > MAX_NAME_BYTES) {
      return Optional.of(
          "its id has " + bytes(command.id()) + " bytes, expected 1 to " + MAX_NAME_BYTES);
    }
    if (!command.type().equals(MARK)) {
      return Optional.of("its type is '" + command.type() + "', expected " + MARK);
    }
    if (!allowed.contains(command.type())) {
      return Optional.of("type " + command.type() + " is not among those allowed here: " + allowed);
    }
    String name = command.arguments().getOrDefault(MARK_NAME, "");
    if (name.isBlank() || bytes(name) > MAX_NAME_BYTES) {
      return Optional.of(
          "argument '"
              + MARK_NAME
              + "' has "
              + bytes(name)
              + " bytes, expected 1 to "
              + MAX_NAME_BYTES);
    }
    return Optional.empty();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Notice mark(Body.Command command, Tally tally, Digests digests) {
    Map<String, String> details = new TreeMap<>();
    for (Counter counter : Counter.values()) {
      details.put(counter.name().toLowerCase(Locale.ROOT), Long.toString(tally.get(counter)));
    }
    details.put("name", command.arguments().getOrDefault(MARK_NAME, ""));
    details.put("classes", Integer.toString(digests.classes()));
    details.put("state_digest", digests.state());
    details.put("sums_digest", digests.sums());
    details.put("predictions_digest", digests.predictions());
    return Notice.Happened.to(
        command.id(), EventType.MARK, "Mark '" + details.get("name") + "'.", details);
  }
}
