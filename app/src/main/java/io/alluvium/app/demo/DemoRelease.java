package io.alluvium.app.demo;

import io.alluvium.schemas.Event;
import io.alluvium.topology.CommandType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the encoder of a demo while its stream runs, and notes what comes of it: the encoder is
 * released with {@code auto}; where the report leaves it to somebody it is cut over by command,
 * where it refuses it is not.
 *
 * <p>One thread plays, another tells what comes back.
 */
final class DemoRelease {
  /** Answers on either side of the change that are compared. */
  static final int COMPARED = 1000;

  private static final int FROM_PERCENT = 30;

  /**
   * A command that is to be given now.
   *
   * @param message what it does, for people
   */
  record Order(CommandType type, Map<String, String> arguments, String message) {}

  private final String encoder;
  private final long position;
  private final Deque<Boolean> before = new ArrayDeque<>();
  private final Map<String, String> report = new TreeMap<>();
  private String way = "";
  private @Nullable String firstSpace;
  private @Nullable Order next;
  private long answeredBefore;
  private long answeredAfter;
  private long rightAfter;
  private boolean released;
  private String outcome = "its maps were not fitted before the stream ended";

  /**
   * Prepares a release.
   *
   * @param encoder name or folder of the encoder
   * @param records sample records of the whole run
   */
  DemoRelease(String encoder, int records) {
    this.encoder = encoder;
    this.position = (long) records * FROM_PERCENT / 100;
  }

  /** Returns the command that is due after so many samples, once. */
  synchronized Optional<Order> due(long samplesSent) {
    if (!released && samplesSent >= position) {
      released = true;
      return Optional.of(
          new Order(
              CommandType.RELEASE,
              Map.of("encoder", encoder, "auto", "true"),
              "encoder " + encoder + " is released beside the one that serves"));
    }
    Optional<Order> order = Optional.ofNullable(next);
    next = null;
    return order;
  }

  /** Notes an event. */
  synchronized void onEvent(Event event) {
    switch (event.getType()) {
      case "swap-report" -> judged(event);
      case "encoder-cut-over" -> {
        way = event.getDetails().getOrDefault("way", "");
        outcome = "";
      }
      case "encoder-aborted", "command-refused" -> outcome = event.getMessage();
      default -> {}
    }
  }

  private void judged(Event event) {
    report.putAll(event.getDetails());
    outcome = event.getMessage();
    if (verdict().equals("warn")) {
      next =
          new Order(
              CommandType.CUTOVER,
              Map.of(),
              "the report on encoder " + encoder + " leaves it to somebody: cut over by command");
    }
  }

  private String verdict() {
    return report.getOrDefault("verdict", "none");
  }

  /**
   * Notes an answer.
   *
   * @param space id of its space
   * @param right whether it is the true class
   */
  synchronized void onAnswer(String space, boolean right) {
    if (firstSpace == null) {
      firstSpace = space;
    }
    if (!space.equals(firstSpace)) {
      answeredAfter++;
      rightAfter += right && answeredAfter <= COMPARED ? 1 : 0;
    } else if (answeredAfter == 0) {
      answeredBefore++;
      before.add(right);
      if (before.size() > COMPARED) {
        before.remove();
      }
    }
  }

  /** Returns what came of it so far. */
  synchronized ReleaseFigures figures() {
    long compared = Math.min(answeredAfter, COMPARED);
    return new ReleaseFigures(
        encoder,
        verdict(),
        way,
        Long.parseLong(report.getOrDefault("pairs", "0")),
        answeredBefore,
        before.size(),
        share(before.stream().filter(right -> right).count(), before.size()),
        compared,
        share(rightAfter, compared),
        outcome);
  }

  private static double share(long right, long all) {
    return all == 0 ? 0 : right / (double) all;
  }
}
