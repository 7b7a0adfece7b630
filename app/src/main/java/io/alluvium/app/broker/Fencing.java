package io.alluvium.app.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.bootstrap.BootstrapDirectory;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Lets the controller of a node notice that the broker of the same node was killed, before that
 * broker is started again.
 *
 * <p>A broker of Kafka 4.3.1 that starts while it still counts as alive takes the leadership of the
 * old one for its own and begins to complete the transactions that were decided. Then the
 * controller notices, partitions have no leader for a moment, and the broker takes those for
 * deleted: it leaves their marks out and notes that the transaction is complete. What was committed
 * there waits for the mark of the next transaction, and is dropped if that is aborted.
 */
final class Fencing {
  /** Written by Kafka when it stops in good order, removed when it starts. */
  private static final String CLEAN = ".kafka_cleanshutdown";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Fencing() {}

  /** Returns whether a broker ran in the folder and did not stop in good order. */
  static boolean isDue(Path log) {
    return Files.exists(log.resolve("meta.properties")) && !Files.exists(log.resolve(CLEAN));
  }

  /**
   * Runs the controller alone until it has noticed.
   *
   * @param log folder of the node
   * @param config of the node, in which sessions of brokers are short
   * @throws BrokerException if it does not within a minute
   */
  static void run(Path log, KafkaConfig config) {
    MetaPropertiesEnsemble properties = properties(log);
    Metrics metrics =
        Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow());
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            metrics,
            CompletableFuture.completedFuture(
                QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
            QuorumConfig.parseBootstrapServers(config.quorumConfig().bootstrapServers()),
            new StandardFaultHandlerFactory(),
            ServerSocketFactory.INSTANCE);
    ControllerServer controller =
        new ControllerServer(shared, KafkaRaftServer.configSchema(), bootstrap(log));
    try {
      controller.startup();
      Watch watch = new Watch(config.nodeId());
      shared.loader().installPublishers(List.of(watch)).join();
      watch.await();
    } finally {
      controller.shutdown();
    }
  }

  private static MetaPropertiesEnsemble properties(Path log) {
    try {
      return new MetaPropertiesEnsemble.Loader()
          .addLogDirs(List.of(log.toString()))
          .addMetadataLogDir(log.toString())
          .load();
    } catch (IOException e) {
      throw new BrokerException("broker folder " + log + " cannot be read", e);
    }
  }

  private static BootstrapMetadata bootstrap(Path log) {
    try {
      return new BootstrapDirectory(log.toString()).read();
    } catch (Exception e) {
      throw new BrokerException("broker folder " + log + " cannot be read", e);
    }
  }

  /** Waits until a broker is no longer taken for alive. */
  private static final class Watch implements MetadataPublisher {
    private final int broker;
    private final CountDownLatch gone = new CountDownLatch(1);

    Watch(int broker) {
      this.broker = broker;
    }

    @Override
    public String name() {
      return "fencing";
    }

    @Override
    public void onMetadataUpdate(
        MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
      BrokerRegistration registered = image.cluster().broker(broker);
      if (registered == null || registered.fenced()) {
        gone.countDown();
      }
    }

    void await() {
      try {
        if (!gone.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
          throw new BrokerException(
              "the controller still takes the broker that was killed for alive after "
                  + LIMIT.toSeconds()
                  + " s");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BrokerException("interrupted while the broker started", e);
      }
    }
  }
}
