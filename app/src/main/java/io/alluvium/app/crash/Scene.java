package io.alluvium.app.crash;

import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Where deaths happen: a broker, the stream, and the pipelines that were started and not yet
 * buried. For one thread.
 */
final class Scene implements AutoCloseable {
  /** A start waits for the session of a dead member, and on a busy machine for the machine. */
  static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final AlluviumConfig config;
  private final BrokerProcess broker;
  private final Feed feed;
  private final List<String> javaOptions;
  private final Path folder;
  private final RandomGenerator random;
  private final List<ChildJvm> children = new ArrayList<>();
  private final List<Duration> starts = new ArrayList<>();
  private int endedByThemselves;

  Scene(
      AlluviumConfig config,
      BrokerProcess broker,
      Feed feed,
      List<String> javaOptions,
      Path folder,
      long seed) {
    this.config = config;
    this.broker = broker;
    this.feed = feed;
    this.javaOptions = javaOptions;
    this.folder = folder;
    this.random = new SplittableRandom(seed);
  }

  BrokerProcess broker() {
    return broker;
  }

  Feed feed() {
    return feed;
  }

  RandomGenerator random() {
    return random;
  }

  /** Returns a duration between two bounds in milliseconds. */
  Duration anyMillis(int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most + 1));
  }

  Path folder() {
    return folder;
  }

  /** Starts the pipeline of the run's own state folder. */
  ChildJvm start() {
    return start("pipeline", folder.resolve("state"), javaOptions);
  }

  /** Starts the pipeline with more options for Java. */
  ChildJvm start(List<String> moreOptions) {
    List<String> all = new ArrayList<>(javaOptions);
    all.addAll(moreOptions);
    return start("pipeline", folder.resolve("state"), all);
  }

  /** Starts a pipeline of the same applications with a state folder of its own. */
  ChildJvm startElsewhere(String name, Path state) {
    return start(name, state, javaOptions);
  }

  private ChildJvm start(String name, Path state, List<String> options) {
    Map<String, Object> settings = new HashMap<>(config.originals());
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    ChildJvm child = PipelineProcess.start(name, new AlluviumConfig(settings), options, folder);
    children.add(child);
    return child;
  }

  /** Lets the stream flow until the pipeline runs; it must not end before. */
  void awaitRunning(ChildJvm child) {
    long start = System.nanoTime();
    feed.trickleUntil(() -> child.isReady() || !child.isAlive(), START_LIMIT);
    child.awaitReady(Duration.ofSeconds(1));
    starts.add(Duration.ofNanos(System.nanoTime() - start));
  }

  /** Ends the cycle: kills all that still lives, and counts those that had ended by themselves. */
  void bury() {
    for (ChildJvm child : children) {
      if (child.endedByItself()) {
        endedByThemselves++;
      }
      child.kill();
    }
    children.clear();
  }

  /** Returns how long pipelines took from their start to running. */
  List<Duration> starts() {
    return List.copyOf(starts);
  }

  int endedByThemselves() {
    return endedByThemselves;
  }

  @Override
  public void close() {
    bury();
  }
}
