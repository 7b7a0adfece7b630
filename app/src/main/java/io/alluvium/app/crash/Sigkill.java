package io.alluvium.app.crash;

import java.time.Duration;

/** SIGKILL of the pipeline at a random moment, one in eight before it runs. */
final class Sigkill implements Death {
  private static final int ONE_IN_EARLY = 8;
  private static final int LATEST_EARLY_MILLIS = 2500;
  private static final int LATEST_MILLIS = 1500;

  @Override
  public String happen(Scene scene) {
    if (scene.random().nextInt(ONE_IN_EARLY) == 0) {
      Duration life = scene.anyMillis(500, LATEST_EARLY_MILLIS);
      ChildJvm child = scene.start();
      scene.feed().trickleUntil(() -> false, life);
      boolean ran = child.isReady();
      child.kill();
      return "SIGKILL "
          + life.toMillis()
          + " ms after its start, "
          + (ran ? "running" : "not yet running");
    }
    ChildJvm child = scene.start();
    scene.awaitRunning(child);
    Duration life = scene.anyMillis(0, LATEST_MILLIS);
    scene.feed().runFor(life);
    child.kill();
    return "SIGKILL " + life.toMillis() + " ms after it ran";
  }
}
