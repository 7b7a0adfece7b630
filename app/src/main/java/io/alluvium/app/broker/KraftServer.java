package io.alluvium.app.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** One Kafka node that is broker and controller at once, formatted and started in a folder. */
final class KraftServer {
  private static final int NODE_ID = 1;
  private static final String CONTROLLER = "CONTROLLER";

  private static final String SESSION = "broker.session.timeout.ms";

  /** How long a broker that was killed counts as alive once the controller runs. */
  private static final Map<String, String> SHORT_SESSION =
      Map.of(SESSION, "1000", "broker.heartbeat.interval.ms", "200");

  /** One partition and one replica of everything: there is one node, and start-up time counts. */
  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("default.replication.factor", "1"),
          Map.entry("min.insync.replicas", "1"),
          Map.entry("num.partitions", "1"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.min.session.timeout.ms", "500"),
          Map.entry("auto.create.topics.enable", "false"),
          // Nobody could take over, so a long pause of the machine is no reason to try.
          Map.entry(SESSION, "60000"),
          Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20)),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "2"),
          Map.entry("background.threads", "2"));

  private final KafkaRaftServer server;

  private KraftServer(KafkaRaftServer server) {
    this.server = server;
  }

  /**
   * Starts a node; the folder is formatted the first time.
   *
   * @throws RuntimeException Kafka's own, if the node does not start; nothing is left running
   */
  static synchronized KraftServer start(Path log, LoopbackPorts ports) {
    boolean killed = Fencing.isDue(log);
    format(log);
    // Kafka ends the JVM when its controller cannot start, even where only a port was taken.
    Exit.setHaltProcedure(KraftServer::refuse);
    Exit.setExitProcedure(KraftServer::refuse);
    try {
      if (killed) {
        Properties fencing = settings(log, ports);
        fencing.putAll(SHORT_SESSION);
        Fencing.run(log, new KafkaConfig(fencing, false));
      }
      return started(
          new KafkaRaftServer(new KafkaConfig(settings(log, ports), false), Time.SYSTEM));
    } finally {
      Exit.resetHaltProcedure();
      Exit.resetExitProcedure();
    }
  }

  private static KraftServer started(KafkaRaftServer server) {
    try {
      server.startup();
      return new KraftServer(server);
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** Stops the node and waits until it has. */
  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void refuse(int status, String message) {
    throw new BrokerException("Kafka gave up while starting, with status " + status);
  }

  private static void format(Path log) {
    if (Files.exists(log.resolve("meta.properties"))) {
      return;
    }
    Formatter formatter =
        new Formatter()
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
            .setNodeId(NODE_ID)
            .setClusterId(Uuid.randomUuid().toString())
            .addDirectory(log.toString())
            .setMetadataLogDirectory(log.toString())
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setControllerListenerName(CONTROLLER);
    try {
      formatter.run();
    } catch (Exception e) {
      throw new BrokerException("broker folder " + log + " cannot be formatted", e);
    }
  }

  private static Properties settings(Path log, LoopbackPorts ports) {
    String clients = "PLAINTEXT://" + LoopbackPorts.HOST + ":" + ports.clients();
    String controller = LoopbackPorts.HOST + ":" + ports.controller();
    Properties settings = new Properties();
    settings.putAll(SMALL);
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put("listeners", clients + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", clients);
    settings.put(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.put("log.dirs", log.toString());
    return settings;
  }
}
