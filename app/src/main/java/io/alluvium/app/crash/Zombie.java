package io.alluvium.app.crash;

import java.time.Duration;

/**
 * A pipeline is stopped for longer than its session and its transactions last; another takes its
 * work over; the first goes on unaware and must be fenced. Then both are killed.
 */
final class Zombie implements Death {
  private static final Duration BEFORE = Duration.ofMillis(500);

  @Override
  public String happen(Scene scene) {
    ChildJvm first = scene.start();
    scene.awaitRunning(first);
    ChildJvm second = scene.startElsewhere("second", scene.folder().resolve("second-state"));
    scene.awaitRunning(second);
    scene.feed().runFor(BEFORE);
    ChildJvm zombie = scene.random().nextInt(4) == 0 ? second : first;
    Duration pause =
        scene.anyMillis(
            CrashSettings.TRANSACTION_MILLIS + 200, CrashSettings.TRANSACTION_MILLIS + 2000);
    zombie.pause();
    try {
      scene.feed().runFor(pause);
    } finally {
      zombie.resume();
    }
    Duration after = scene.anyMillis(500, 2500);
    scene.feed().runFor(after);
    return "SIGSTOP of "
        + (zombie == first ? "the first" : "the second")
        + " of two for "
        + pause.toMillis()
        + " ms, SIGKILL of both "
        + after.toMillis()
        + " ms later";
  }
}
