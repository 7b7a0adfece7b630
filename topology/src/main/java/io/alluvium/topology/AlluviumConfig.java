package io.alluvium.topology;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.alluvium.encoders.Device;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Prior;
import io.alluvium.learning.Recency;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SolveOptions;
import io.alluvium.stores.StoreMemory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * All of Alluvium's own settings: key, type, default, limits and documentation in one place.
 *
 * <p>Keys that do not begin with {@code alluvium.} are passed to Kafka untouched ({@link #kafka}).
 */
public final class AlluviumConfig extends AbstractConfig {
  /** Prefix of every key of this class. */
  public static final String PREFIX = "alluvium.";

  public static final String NAMESPACE = "alluvium.namespace";
  public static final String PARTITIONS = "alluvium.partitions";
  public static final String REPLICATION_FACTOR = "alluvium.replication.factor";
  public static final String LEDGER_TOPIC = "alluvium.ledger.topic";
  public static final String ENCODER = "alluvium.encoder";
  public static final String ENCODER_DEVICE = "alluvium.encoder.device";
  public static final String ENCODER_THREADS = "alluvium.encoder.threads";
  public static final String BATCH_SIZE = "alluvium.encoder.batch_size";
  public static final String MAX_BATCH_DELAY = "alluvium.encoder.max_batch_delay";
  public static final String EMBED_MAX_PENDING = "alluvium.embed.max.pending";
  public static final String HEAD = "alluvium.head";
  public static final String PRIOR = "alluvium.prior";
  public static final String SHRINKAGE = "alluvium.shrinkage";
  public static final String HEAD_FEATURES = "alluvium.head.features";
  public static final String HEAD_GAMMA = "alluvium.head.gamma";
  public static final String HEAD_NEIGHBOURS = "alluvium.head.neighbours";
  public static final String HEAD_SEED = "alluvium.head.seed";
  public static final String TOP_K = "alluvium.top.k";
  public static final String MAX_CLASSES = "alluvium.max.classes";
  public static final String SOLVE_MIN_UPDATES = "alluvium.solve.min.updates";
  public static final String SOLVE_MAX_UPDATES = "alluvium.solve.max.updates";
  public static final String SOLVE_GROWTH = "alluvium.solve.growth";
  public static final String SOLVE_DELAY_ENTRIES = "alluvium.solve.delay.entries";
  public static final String RECENCY = "alluvium.recency";
  public static final String RECENCY_LENGTH = "alluvium.recency.length";
  public static final String RECENCY_UNIT = "alluvium.recency.unit";
  public static final String CHECKPOINT_UPDATES = "alluvium.checkpoint.updates";
  public static final String BANK_MAX_UNLABELLED = "alluvium.bank.max.unlabelled";
  public static final String BANK_UNLABELLED_TTL_MS = "alluvium.bank.unlabelled.ttl.ms";
  public static final String BANK_MAX_LABELLED = "alluvium.bank.max.labelled";
  public static final String BANK_LABELLED_TTL_MS = "alluvium.bank.labelled.ttl.ms";
  public static final String BANK_POLICY = "alluvium.bank.policy";
  public static final String BANK_POLICY_SEED = "alluvium.bank.policy.seed";
  public static final String LABELS_MAX_EARLY = "alluvium.labels.max.early";
  public static final String LABELS_EARLY_WAIT_MS = "alluvium.labels.early.wait.ms";
  public static final String LABELS_ANNOTATOR_MAX = "alluvium.labels.annotator.max";
  public static final String LABELS_ANNOTATOR_WINDOW_MS = "alluvium.labels.annotator.window.ms";
  public static final String ROCKSDB_MEMORY_BYTES = "alluvium.rocksdb.memory.bytes";
  public static final String COMMANDS_ALLOWED = "alluvium.commands.allowed";
  public static final String COMMANDS_MAX_ENTRIES = "alluvium.commands.max.entries";
  public static final String IMPORT_MAX_BYTES = "alluvium.import.max.bytes";
  public static final String HEALTH_UPDATES = "alluvium.health.every.updates";

  private static final String SOLVES = "Solves";
  private static final String RECENCIES = "Recency";
  private static final String MEMORY = "Memory";
  private static final String ENCODING = "Encoder";
  private static final String ANSWERS = "Answers";
  private static final String TOPICS = "Topics and commands";

  /** Definition of every key. */
  public static final ConfigDef DEFINITION = definition();

  /** Checks the settings; keys of Kafka are kept aside. */
  public AlluviumConfig(Map<?, ?> settings) {
    super(DEFINITION, known(settings), false);
    if (getInt(SOLVE_MAX_UPDATES) < getInt(SOLVE_MIN_UPDATES)) {
      throw new ConfigException(
          SOLVE_MAX_UPDATES, getInt(SOLVE_MAX_UPDATES), "must be at least " + SOLVE_MIN_UPDATES);
    }
    shrinkage();
  }

  private static Map<?, ?> known(Map<?, ?> settings) {
    for (Object key : settings.keySet()) {
      if (key.toString().startsWith(PREFIX) && !DEFINITION.names().contains(key.toString())) {
        throw new ConfigException(
            "Unknown configuration '"
                + key
                + "': './alluvium config' prints every key that begins with "
                + PREFIX);
      }
    }
    return settings;
  }

  private static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    defineTopics(def);
    defineEncoder(def);
    defineAnswers(def);
    defineSolves(def);
    defineRecency(def);
    defineMemory(def);
    return def;
  }

  private static void defineTopics(ConfigDef def) {
    Keys keys = new Keys(def, TOPICS);
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
    Keys keys = new Keys(def, ENCODING);
    keys.add(
        ENCODER,
        ConfigDef.Type.STRING,
        "minilm",
        new ConfigDef.NonEmptyString(),
        HIGH,
        "Encoder: minilm, bge-small, or the path of a folder with serving.properties.");
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
        "Longest time that a sample waits for others of its batch, in milliseconds.");
    keys.add(
        EMBED_MAX_PENDING,
        ConfigDef.Type.INT,
        1024,
        between(1, 1_000_000),
        LOW,
        "Greatest number of records (samples, and labels and commands in line behind them) that wait for a batch; the"
            + " batch is embedded when it is reached.");
  }

  private static void defineAnswers(ConfigDef def) {
    Keys keys = new Keys(def, ANSWERS);
    keys.add(
        HEAD,
        ConfigDef.Type.STRING,
        "auto",
        ConfigDef.ValidString.in(Heads.namesOfSums().toArray(String[]::new)),
        HIGH,
        "Head that answers; auto is the two-covariance model (plda).");
    keys.add(
        PRIOR,
        ConfigDef.Type.STRING,
        "none",
        ConfigDef.ValidString.in("none", "frequency"),
        MEDIUM,
        "Class prior of the score: none, or the log frequency of the classes among the labels.");
    keys.add(
        SHRINKAGE,
        ConfigDef.Type.STRING,
        "oas",
        new ConfigDef.NonEmptyString(),
        LOW,
        "Shrinkage of the shared covariance: oas, or a share of the mean variance in [0, 1].");
    defineHeads(keys);
    keys.add(
        TOP_K,
        ConfigDef.Type.INT,
        5,
        between(1, 1000),
        LOW,
        "Greatest number of candidates in a prediction.");
    keys.add(
        MAX_CLASSES,
        ConfigDef.Type.INT,
        10_000,
        between(1, 1_000_000),
        MEDIUM,
        "Greatest number of classes; a label that would create one more becomes a dead letter.");
  }

  /** Of heads that only evaluations can use so far: what they need is not in the stores. */
  private static void defineHeads(Keys keys) {
    HeadOptions defaults = HeadOptions.defaults();
    keys.add(
        HEAD_FEATURES,
        ConfigDef.Type.INT,
        defaults.features(),
        between(1, Embedding.MAX_DIM),
        LOW,
        "Number of random features (heads ranpac and klda of evaluate).");
    keys.add(
        HEAD_GAMMA,
        ConfigDef.Type.DOUBLE,
        defaults.gamma(),
        atLeast(1e-6),
        LOW,
        "Inverse width of the kernel over unit vectors (head klda of evaluate).");
    keys.add(
        HEAD_NEIGHBOURS,
        ConfigDef.Type.INT,
        defaults.neighbours(),
        atLeast(1),
        LOW,
        "How many neighbours vote (head knn of evaluate).");
    keys.add(
        HEAD_SEED,
        ConfigDef.Type.LONG,
        defaults.seed(),
        null,
        LOW,
        "Seed of random features (heads ranpac and klda of evaluate).");
  }

  private static void defineSolves(ConfigDef def) {
    SolveOptions defaults = SolveOptions.defaults();
    Keys keys = new Keys(def, SOLVES);
    keys.add(
        SOLVE_MIN_UPDATES,
        ConfigDef.Type.INT,
        defaults.minUpdates(),
        atLeast(1),
        LOW,
        "Least number of label updates between two solves of the head.");
    keys.add(
        SOLVE_MAX_UPDATES,
        ConfigDef.Type.INT,
        defaults.maxUpdates(),
        between(1, 65_536),
        LOW,
        "Greatest number of label updates between two solves of the head.");
    keys.add(
        SOLVE_GROWTH,
        ConfigDef.Type.DOUBLE,
        defaults.growth(),
        between(0, 1),
        LOW,
        "Share of the labelled samples after so many updates of which the head is solved anew, between the two limits.");
    keys.add(
        SOLVE_DELAY_ENTRIES,
        ConfigDef.Type.INT,
        defaults.delayEntries(),
        between(0, 1_000_000),
        LOW,
        "Ledger entries between the trigger of a solve and its effect: the time it may take in the background. As many as there are labelled samples, but at least this and at most 32 times this.");
    keys.add(
        CHECKPOINT_UPDATES,
        ConfigDef.Type.INT,
        1024,
        between(1, 65_536),
        LOW,
        "Label updates between two checkpoints of the second moment; the updates between are in a write-ahead log.");
    defineHealth(keys);
  }

  private static void defineHealth(Keys keys) {
    keys.add(
        HEALTH_UPDATES,
        ConfigDef.Type.INT,
        1024,
        atLeast(0),
        LOW,
        "Label updates after which the next solve also says how the model is, in an event model-health; 0 is never.");
  }

  private static void defineRecency(ConfigDef def) {
    Keys keys = new Keys(def, RECENCIES);
    keys.add(
        RECENCY,
        ConfigDef.Type.STRING,
        "none",
        ConfigDef.ValidString.in("none", "window", "half-life"),
        MEDIUM,
        "How samples count by their age: none, all alike for ever; window, only those of the newest length;"
            + " half-life, half as much for each length that has passed.");
    keys.add(
        RECENCY_LENGTH,
        ConfigDef.Type.LONG,
        100_000L,
        between(Recency.MIN_LENGTH, Recency.MAX_LENGTH),
        MEDIUM,
        "Length of the window, or half-life. Should be several times the entries between the trigger of a solve and"
            + " its effect.");
    keys.add(
        RECENCY_UNIT,
        ConfigDef.Type.STRING,
        "samples",
        ConfigDef.ValidString.in("samples", "event-time-ms"),
        MEDIUM,
        "Unit of the length: samples that were accepted, labelled or not; or milliseconds of their event time.");
  }

  private static void defineMemory(ConfigDef def) {
    Keys keys = new Keys(def, MEMORY);
    keys.add(
        BANK_MAX_UNLABELLED,
        ConfigDef.Type.INT,
        100_000,
        atLeast(1),
        MEDIUM,
        "Greatest number of unlabelled samples in the bank; the oldest leave first. A label for one that left becomes"
            + " a dead letter.");
    keys.add(
        BANK_UNLABELLED_TTL_MS,
        ConfigDef.Type.LONG,
        Duration.ofDays(7).toMillis(),
        atLeast(1),
        MEDIUM,
        "Longest time that an unlabelled sample stays in the bank, in milliseconds of ledger time.");
    keys.add(
        BANK_MAX_LABELLED,
        ConfigDef.Type.INT,
        0,
        atLeast(0),
        MEDIUM,
        "Greatest number of labelled samples whose vector stays in the bank; of more the policy says which are"
            + " settled: they count for ever and a later correction is refused with an event. 0 is no limit.");
    keys.add(
        BANK_LABELLED_TTL_MS,
        ConfigDef.Type.LONG,
        0L,
        atLeast(0),
        MEDIUM,
        "Longest time that the vector of a labelled sample stays in the bank, in milliseconds of ledger time since the"
            + " sample; then the sample is settled, under every policy. 0 is no limit.");
    keys.add(
        BANK_POLICY,
        ConfigDef.Type.STRING,
        BankPolicy.RECENCY.code(),
        ConfigDef.ValidString.in(BankPolicy.codes()),
        MEDIUM,
        "Which labelled samples keep their vector once there are more than the greatest number: recency, the newest;"
            + " balanced-reservoir, a random choice of equally many of each class as far as there are; confidence,"
            + " those of which the model was least sure when it predicted them.");
    keys.add(
        BANK_POLICY_SEED,
        ConfigDef.Type.LONG,
        1L,
        null,
        LOW,
        "Key of the hash of sample ids by which the policy balanced-reservoir chooses.");
    keys.add(
        LABELS_MAX_EARLY,
        ConfigDef.Type.INT,
        100_000,
        atLeast(1),
        MEDIUM,
        "Greatest number of labels that wait for their sample; of more, the oldest of the source that has the most"
            + " becomes a dead letter.");
    keys.add(
        LABELS_EARLY_WAIT_MS,
        ConfigDef.Type.LONG,
        Duration.ofDays(1).toMillis(),
        atLeast(1),
        MEDIUM,
        "Longest time that a label waits for its sample, in milliseconds of ledger time; then it becomes a dead"
            + " letter.");
    keys.add(
        LABELS_ANNOTATOR_MAX,
        ConfigDef.Type.LONG,
        0L,
        atLeast(0),
        MEDIUM,
        "Greatest number of labels that are taken of one annotator in a window, corrections and repetitions included;"
            + " more become dead letters. Labels without an annotator count together, for each source. 0 is no limit.");
    keys.add(
        LABELS_ANNOTATOR_WINDOW_MS,
        ConfigDef.Type.LONG,
        Duration.ofHours(1).toMillis(),
        atLeast(1),
        MEDIUM,
        "Length of that window, in milliseconds of ledger time; windows follow each other from the epoch on.");
    keys.add(
        ROCKSDB_MEMORY_BYTES,
        ConfigDef.Type.LONG,
        64L << 20,
        atLeast(StoreMemory.MIN_BYTES),
        MEDIUM,
        "Memory outside the heap that all RocksDB stores of the process share, in bytes: block cache, indexes,"
            + " filters and write buffers, which may be half of it. RocksDB aims at it; it is not a hard limit. A"
            + " setter of your own (rocksdb.config.setter) takes the place of this.");
  }

  /** Returns the names of all topics. */
  public Topics topics() {
    Topics own = Topics.in(getString(NAMESPACE));
    return replays() ? own.withLedger(getString(LEDGER_TOPIC)) : own;
  }

  /** Returns whether the ledger is that of another namespace: to be read, never written. */
  public boolean replays() {
    return !getString(LEDGER_TOPIC).isEmpty();
  }

  /** Returns the options of the head that answers. */
  public HeadOptions headOptions() {
    return new HeadOptions(
        Prior.valueOf(getString(PRIOR).toUpperCase(Locale.ROOT)),
        shrinkage(),
        HeadOptions.defaults().betweenShrinkage(),
        getInt(HEAD_FEATURES),
        getDouble(HEAD_GAMMA),
        getInt(HEAD_NEIGHBOURS),
        getLong(HEAD_SEED));
  }

  private Shrinkage shrinkage() {
    String value = getString(SHRINKAGE);
    if (value.equals("oas")) {
      return new Shrinkage.Oas();
    }
    try {
      return new Shrinkage.Relative(Double.parseDouble(value));
    } catch (IllegalArgumentException e) {
      throw new ConfigException(SHRINKAGE, value, "expected oas or a number from 0 to 1");
    }
  }

  /** Returns when the head is solved. */
  public SolveOptions solveOptions() {
    return new SolveOptions(
        getInt(SOLVE_MIN_UPDATES),
        getInt(SOLVE_MAX_UPDATES),
        getDouble(SOLVE_GROWTH),
        getInt(SOLVE_DELAY_ENTRIES),
        getInt(HEALTH_UPDATES));
  }

  /** Returns how samples count by their age. */
  public Recency recency() {
    return new Recency(
        constant(Recency.Kind.class, RECENCY),
        constant(Recency.Unit.class, RECENCY_UNIT),
        getLong(RECENCY_LENGTH));
  }

  private <E extends Enum<E>> E constant(Class<E> type, String key) {
    return Enum.valueOf(type, getString(key).toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns which labelled samples keep their vector when there are too many. */
  public BankPolicy bankPolicy() {
    return BankPolicy.of(getString(BANK_POLICY));
  }

  /** Returns the types of commands that are carried out, ascending. */
  public SortedSet<String> commandsAllowed() {
    return new TreeSet<>(getList(COMMANDS_ALLOWED));
  }

  /** Returns the settings that are not Alluvium's own, for Kafka and the registry. */
  public Map<String, Object> kafka() {
    Map<String, Object> kafka = new TreeMap<>(originals());
    kafka.keySet().removeIf(key -> key.startsWith(PREFIX));
    return kafka;
  }

  /** Defines the keys of one group in the order they are added. */
  private static final class Keys {
    private final ConfigDef def;
    private final String group;
    private int order;

    Keys(ConfigDef def, String group) {
      this.def = def;
      this.group = group;
    }

    void add(
        String key,
        ConfigDef.Type type,
        Object defaultValue,
        ConfigDef.@Nullable Validator validator,
        ConfigDef.Importance importance,
        String documentation) {
      def.define(
          key,
          type,
          defaultValue,
          validator,
          importance,
          documentation,
          group,
          order++,
          ConfigDef.Width.MEDIUM,
          key);
    }
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
