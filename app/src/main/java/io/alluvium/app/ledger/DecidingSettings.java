package io.alluvium.app.ledger;

import io.alluvium.topology.AlluviumConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that, with a ledger, decide what LEARN publishes. */
final class DecidingSettings {
  /** Settings of where and how fast, and of EMBED, whose part is done when a ledger is there. */
  private static final Set<String> OTHERS =
      Set.of(
          AlluviumConfig.NAMESPACE,
          AlluviumConfig.PARTITIONS,
          AlluviumConfig.REPLICATION_FACTOR,
          AlluviumConfig.LEDGER_TOPIC,
          AlluviumConfig.ENCODER,
          AlluviumConfig.ENCODER_DEVICE,
          AlluviumConfig.ENCODER_THREADS,
          AlluviumConfig.BATCH_SIZE,
          AlluviumConfig.MAX_BATCH_DELAY,
          AlluviumConfig.EMBED_MAX_PENDING,
          AlluviumConfig.CHECKPOINT_UPDATES,
          AlluviumConfig.ROCKSDB_MEMORY_BYTES);

  private DecidingSettings() {}

  /** Returns them, defaults included: a later version may have other defaults. */
  static Map<String, String> of(AlluviumConfig config) {
    Map<String, String> settings = new TreeMap<>();
    AlluviumConfig.DEFINITION
        .configKeys()
        .forEach((key, definition) -> {
          if (!OTHERS.contains(key)) {
            settings.put(key, ConfigDef.convertToString(config.values().get(key), definition.type));
          }
        });
    return settings;
  }

  /** Returns them without the head, where that is what varies. */
  static Map<String, String> withoutHead(AlluviumConfig config) {
    Map<String, String> settings = of(config);
    settings.remove(AlluviumConfig.HEAD);
    return settings;
  }
}
