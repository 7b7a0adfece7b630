package io.alluvium.app.crash;

import java.time.Duration;

/** SIGKILL of the broker under a working pipeline, later of the pipeline. */
final class BrokerKill implements Death {
  @Override
  public String happen(Scene scene) {
    ChildJvm child = scene.start();
    scene.awaitRunning(child);
    scene.feed().runFor(scene.anyMillis(100, 1000));
    long start = System.nanoTime();
    scene.broker().killAndRestart();
    scene.feed().trickleUntil(scene.broker()::isSettled, Scene.START_LIMIT);
    scene.broker().check();
    Duration down = Duration.ofNanos(System.nanoTime() - start);
    Duration after = scene.anyMillis(500, 4000);
    scene.feed().runFor(after);
    child.kill();
    return "SIGKILL of the broker, back after "
        + down.toMillis()
        + " ms; SIGKILL of the pipeline "
        + after.toMillis()
        + " ms later";
  }
}
