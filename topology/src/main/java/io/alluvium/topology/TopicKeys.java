package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.BATCH_SIZE;
import static io.alluvium.topology.AlluviumConfig.COMMANDS_ALLOWED;
import static io.alluvium.topology.AlluviumConfig.COMMANDS_MAX_ENTRIES;
import static io.alluvium.topology.AlluviumConfig.EMBED_MAX_PENDING;
import static io.alluvium.topology.AlluviumConfig.ENCODER;
import static io.alluvium.topology.AlluviumConfig.ENCODER_DEVICE;
import static io.alluvium.topology.AlluviumConfig.ENCODER_THREADS;
import static io.alluvium.topology.AlluviumConfig.IMPORT_MAX_BYTES;
import static io.alluvium.topology.AlluviumConfig.LEDGER_TOPIC;
import static io.alluvium.topology.AlluviumConfig.MAX_BATCH_DELAY;
import static io.alluvium.topology.AlluviumConfig.NAMESPACE;
import static io.alluvium.topology.AlluviumConfig.PARTITIONS;
import static io.alluvium.topology.AlluviumConfig.REPLICATION_FACTOR;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.alluvium.encoders.Device;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Keys of topics, commands and the encoder. */
final class TopicKeys {
  private TopicKeys() {}

  static void define(ConfigDef def) {
    defineTopics(def);
    defineEncoder(def);
  }

  private static void defineTopics(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Topics and commands");
    keys.add(
        NAMESPACE,
        ConfigDef.Type.STRING,
        "alluvium",
        new NamespaceForm(),
        HIGH,
        "Prefix of all topic names and application ids: <namespace>.samples and so on.");
    keys.add(
        PARTITIONS,
        ConfigDef.Type.INT,
        1,
        atLeast(1),
        MEDIUM,
        "Number of partitions of samples, labels, ledger and predictions. The learner works on one partition until"
            + " partitions exchange their sums; more than one is refused when it starts.");
    keys.add(
        REPLICATION_FACTOR,
        ConfigDef.Type.SHORT,
        (short) -1,
        between(-1, Short.MAX_VALUE),
        MEDIUM,
        "Replication factor of topics made by 'alluvium topics --create'; -1 is the broker's default.");
    keys.add(
        LEDGER_TOPIC,
        ConfigDef.Type.STRING,
        "",
        null,
        MEDIUM,
        "Ledger of another namespace that is learnt from again, from its beginning, with outputs of this namespace;"
            + " only for a process that learns and does not embed. Empty is the ledger of this namespace.");
    keys.add(
        COMMANDS_ALLOWED,
        ConfigDef.Type.LIST,
        CommandType.names(),
        ConfigDef.ValidList.anyNonDuplicateValues(true, false),
        MEDIUM,
        "Types of commands this deployment carries out; others are refused with an event. Who may send commands at"
            + " all is said by the access rules of the topic.");
    keys.add(
        COMMANDS_MAX_ENTRIES,
        ConfigDef.Type.INT,
        50_000,
        between(1, 1_000_000),
        LOW,
        "Greatest number of samples and waiting labels that one command may change: they change in one transaction."
            + " A command that would change more is refused as a whole.");
    keys.add(
        IMPORT_MAX_BYTES,
        ConfigDef.Type.LONG,
        128L << 20,
        atLeast(1L << 20),
        LOW,
        "Greatest size of a snapshot that is imported, in bytes of its parts: they are held until all are there, and"
            + " read into memory at once.");
  }

  private static void defineEncoder(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Encoder");
    keys.add(
        ENCODER,
        ConfigDef.Type.STRING,
        "minilm",
        new ConfigDef.NonEmptyString(),
        HIGH,
        "Encoder: minilm, bge-small, either with -moments after it, or the path of a folder with"
            + " serving.properties.");
    keys.add(
        ENCODER_DEVICE,
        ConfigDef.Type.STRING,
        "auto",
        new DeviceForm(),
        MEDIUM,
        "Where the encoder runs: auto, cpu or gpu:N.");
    keys.add(
        ENCODER_THREADS,
        ConfigDef.Type.INT,
        1,
        between(1, 256),
        MEDIUM,
        "Threads that run the encoder on a CPU.");
    keys.add(
        BATCH_SIZE,
        ConfigDef.Type.INT,
        128,
        between(1, 4096),
        MEDIUM,
        "Greatest number of samples that are embedded together.");
    keys.add(
        MAX_BATCH_DELAY,
        ConfigDef.Type.INT,
        20,
        between(1, 60_000),
        MEDIUM,
        "Longest time that a sample waits for others of its batch, in milliseconds; right after a full batch an eighth"
            + " of the time that it took, if that is more.");
    keys.add(
        EMBED_MAX_PENDING,
        ConfigDef.Type.INT,
        1024,
        between(1, 1_000_000),
        LOW,
        "Greatest number of records (samples, and labels and commands in line behind them) that wait for a batch; the"
            + " batch is embedded when it is reached.");
  }

  /** What {@link Device#parse} reads. */
  private static final class DeviceForm implements ConfigDef.Validator {
    @Override
    public void ensureValid(String name, Object value) {
      try {
        Device.parse(String.valueOf(value));
      } catch (IllegalArgumentException e) {
        throw new ConfigException(name, value, "expected " + this);
      }
    }

    @Override
    public String toString() {
      return "auto, cpu or gpu:N";
    }
  }

  /** Letters, digits, dots, underscores and hyphens, as Kafka allows in topic names. */
  private static final class NamespaceForm implements ConfigDef.Validator {
    private static final int MAX_LENGTH = 200;

    @Override
    public void ensureValid(String name, Object value) {
      String text = String.valueOf(value);
      if (!text.matches("[a-zA-Z0-9._-]+") || text.length() > MAX_LENGTH) {
        throw new ConfigException(
            name, value, "expected 1 to " + MAX_LENGTH + " of [a-zA-Z0-9._-]");
      }
    }

    @Override
    public String toString() {
      return "1 to " + MAX_LENGTH + " of [a-zA-Z0-9._-]";
    }
  }
}
