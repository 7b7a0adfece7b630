package io.alluvium.app.crash;

import io.alluvium.topology.Topics;
import java.time.Duration;

/**
 * The broker is away for a while, and the pipeline, which nobody touches, outlives it.
 *
 * @param site where the broker is
 * @param namespace namespace of the run
 * @param length how long the broker is away
 */
record BrokerOutage(Site site, String namespace, Duration length) implements Death {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration TICK = Duration.ofMillis(500);

  @Override
  public String happen(Scene scene) {
    ChildJvm child = scene.start();
    scene.awaitRunning(child);
    scene.feed().runFor(Duration.ofMillis(500));
    scene.broker().kill();
    // Nothing is sent meanwhile: a producer without a broker blocks who sends.
    Patience.await(length, () -> !child.isAlive());
    checkAlive(child, "while the broker was away");
    scene.broker().restart();
    scene.feed().trickleUntil(scene.broker()::isSettled, Scene.START_LIMIT);
    scene.broker().check();
    awaitMoreAnswers(scene, child);
    child.kill();
    return "the broker was away for "
        + length.toMillis()
        + " ms, and the same pipeline went on; SIGKILL of the pipeline";
  }

  private void awaitMoreAnswers(Scene scene, ChildJvm child) {
    String predictions = Topics.in(namespace).predictions();
    try (BrokerView view = new BrokerView(site.broker().bootstrapServers())) {
      int before = view.read(predictions).size();
      boolean answers =
          Patience.await(
              LIMIT,
              () -> {
                scene.feed().runFor(TICK);
                checkAlive(child, "when the broker was back");
                return view.read(predictions).size() > before;
              });
      if (!answers) {
        throw new CrashException("no answers although the broker is back: " + child.lastWords());
      }
    }
  }

  private static void checkAlive(ChildJvm child, String when) {
    if (!child.isAlive()) {
      throw new CrashException(
          "the pipeline ended with " + child.exitCode() + " " + when + ": " + child.lastWords());
    }
  }
}
