package io.alluvium.app.crash;

import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Settings under which a crash finds as much as possible half done. */
final class CrashSettings {
  /**
   * Milliseconds after which the broker aborts what nobody ends; Kafka Streams wants more than
   * EMBED's commit interval, which is left as the product has it.
   */
  static final int TRANSACTION_MILLIS = 6000;

  private CrashSettings() {}

  /** Returns the settings of the pipeline; its encoder is written into the folder. */
  static AlluviumConfig pipeline(Site site, String namespace, Path folder) {
    Map<String, String> all = new HashMap<>();
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, site.broker().bootstrapServers());
    all.put(RegistryConfig.URL, site.registry().url());
    all.put(AlluviumConfig.NAMESPACE, namespace);
    all.put(AlluviumConfig.ENCODER, encoder(folder).toString());
    all.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("state").toString());
    // A dead member is noticed soon.
    all.put(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG, "1500");
    all.put(CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG, "300");
    all.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Integer.toString(TRANSACTION_MILLIS));
    // Solves, solves not yet in effect, checkpoints, labels that wait too long and requests come
    // all the time.
    all.put(AlluviumConfig.SOLVE_MIN_UPDATES, "20");
    all.put(AlluviumConfig.SOLVE_MAX_UPDATES, "30");
    all.put(AlluviumConfig.SOLVE_DELAY_ENTRIES, "40");
    all.put(AlluviumConfig.SOLVE_BY_COST, "false");
    all.put(AlluviumConfig.CHECKPOINT_UPDATES, "33");
    all.put(AlluviumConfig.LABELS_MAX_EARLY, "150");
    all.put(AlluviumConfig.ASK_BUDGET, "0.2");
    all.put(AlluviumConfig.ASK_MAX_OPEN, "50");
    all.put(AlluviumConfig.ASK_REPORT_ANSWERS, "5");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "50");
    all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallWriteBuffers.class.getName());
    return new AlluviumConfig(all);
  }

  /** Returns the settings of LEARN over the recorded ledger, with nothing else in common. */
  static AlluviumConfig replay(AlluviumConfig recorded, Path folder) {
    Map<String, Object> all = new HashMap<>(recorded.originals());
    all.put(AlluviumConfig.NAMESPACE, recorded.getString(AlluviumConfig.NAMESPACE) + "-replay");
    all.put(AlluviumConfig.LEDGER_TOPIC, recorded.topics().ledger());
    all.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve("replay-state").toString());
    return new AlluviumConfig(all);
  }

  private static Path encoder(Path folder) {
    Path encoder = folder.resolve("encoder");
    try {
      Files.createDirectories(encoder);
      Files.writeString(
          encoder.resolve("serving.properties"),
          "engine=vector\noption.dim="
              + CrashStream.DIM
              + "\noption.normalisation=l2\noption.modelName=crash\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return encoder;
  }
}
