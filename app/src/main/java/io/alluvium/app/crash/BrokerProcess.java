package io.alluvium.app.crash;

import io.alluvium.app.broker.BrokerOptions;
import io.alluvium.app.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A broker in a Java of its own, which can be killed and started again on the same folder. */
final class BrokerProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final List<String> OPTIONS =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

  private final Path folder;
  private final String servers;
  private ChildJvm child;

  private BrokerProcess(Path folder, ChildJvm child, String servers) {
    this.folder = folder;
    this.child = child;
    this.servers = servers;
  }

  /** Starts a broker on any free port; everything of it is kept in the folder. */
  static BrokerProcess start(Path folder) {
    return start(folder, List.of());
  }

  /** Starts one with more options for Java, which hold until it is restarted. */
  static BrokerProcess start(Path folder, List<String> moreOptions) {
    ChildJvm child = run(folder, 0, moreOptions);
    return new BrokerProcess(folder, child, awaitReady(child));
  }

  private static String awaitReady(ChildJvm child) {
    try {
      return child.awaitReady(START_LIMIT);
    } catch (CrashException e) {
      child.kill();
      throw e;
    }
  }

  private static ChildJvm run(Path folder, int port, List<String> moreOptions) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(moreOptions);
    return ChildJvm.start(
        "broker",
        BrokerProcess.class,
        options,
        List.of(folder.resolve("broker").toString(), Integer.toString(port)),
        folder);
  }

  /** Returns {@code host:port}, which stays the same. */
  String bootstrapServers() {
    return servers;
  }

  /** Kills the broker, and starts it again where it was; returns before it serves. */
  void killAndRestart() {
    kill();
    restart();
  }

  /** Kills the broker. */
  void kill() {
    child.kill();
  }

  /** Starts a broker that was killed again where it was; returns before it serves. */
  void restart() {
    int port = Integer.parseInt(servers.substring(servers.lastIndexOf(':') + 1));
    child = run(folder, port, List.of());
  }

  /** Returns whether the broker runs, or starts. */
  boolean isAlive() {
    return child.isAlive();
  }

  /** Returns whether the broker serves, or has failed to. */
  boolean isSettled() {
    return child.isReady() || !child.isAlive();
  }

  /** Checks that the broker serves. */
  void check() {
    awaitReady(child);
  }

  /** Kills the broker: what it has written is of no more use. */
  @Override
  public void close() {
    child.kill();
  }

  /**
   * Runs a broker until the standard input ends.
   *
   * @param arguments file for the address, folder, port
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    ChildJvm.onParentsEnd(end::countDown);
    BrokerOptions options =
        new BrokerOptions(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
    try (EmbeddedBroker broker = EmbeddedBroker.start(options)) {
      ChildJvm.reportReady(arguments[0], broker.bootstrapServers());
      end.await();
    }
  }
}
