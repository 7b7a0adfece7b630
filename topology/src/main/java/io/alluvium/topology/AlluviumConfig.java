package io.alluvium.topology;

import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Prior;
import io.alluvium.learning.Recency;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SolveOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * All of Alluvium's own settings. Type, default, limits and documentation of each key are in {@link
 * TopicKeys}, {@link LearnKeys} and {@link MemoryKeys}.
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
  public static final String CHALLENGERS = "alluvium.challengers";
  public static final String CHALLENGERS_REPORT_LABELS = "alluvium.challengers.report.labels";
  public static final String PRIOR = "alluvium.prior";
  public static final String SHRINKAGE = "alluvium.shrinkage";
  public static final String HEAD_FEATURES = "alluvium.head.features";
  public static final String HEAD_GAMMA = "alluvium.head.gamma";
  public static final String HEAD_ENSEMBLE = "alluvium.head.ensemble";
  public static final String HEAD_NEIGHBOURS = "alluvium.head.neighbours";
  public static final String HEAD_NEIGHBOUR_WEIGHTS = "alluvium.head.neighbour.weights";
  public static final String KNN_INDEX_MIN = "alluvium.knn.index.min";
  public static final String HEAD_BALANCED = "alluvium.head.balanced";
  public static final String HEAD_WINDOW = "alluvium.head.window";
  public static final String HEAD_TRUSTED_WEIGHT = "alluvium.head.trusted.weight";
  public static final String HEAD_SEED = "alluvium.head.seed";
  public static final String SWAP_SHARE = "alluvium.swap.share";
  public static final String SWAP_WINDOW_PAIRS = "alluvium.swap.window.pairs";
  public static final String TOP_K = "alluvium.top.k";
  public static final String MAX_CLASSES = "alluvium.max.classes";
  public static final String SOLVE_MIN_UPDATES = "alluvium.solve.min.updates";
  public static final String SOLVE_MAX_UPDATES = "alluvium.solve.max.updates";
  public static final String SOLVE_GROWTH = "alluvium.solve.growth";
  public static final String SOLVE_DELAY_ENTRIES = "alluvium.solve.delay.entries";
  public static final String SOLVE_BY_COST = "alluvium.solve.by.cost";
  public static final String RECENCY = "alluvium.recency";
  public static final String RECENCY_LENGTH = "alluvium.recency.length";
  public static final String RECENCY_UNIT = "alluvium.recency.unit";
  public static final String ADAPT = "alluvium.adapt";
  public static final String ADAPTER = "alluvium.adapter";
  public static final String SETS_COVERAGE = "alluvium.sets.coverage";
  public static final String SETS_LIMITS = "alluvium.sets.limits";
  public static final String SETS_TRACKING = "alluvium.sets.tracking";
  public static final String CASCADE_COVERAGE = "alluvium.cascade.coverage";
  public static final String CALIBRATE = "alluvium.calibrate";
  public static final String SOURCES_MAX = "alluvium.sources.max";
  public static final String CANDIDATES_MAX = "alluvium.candidates.max";
  public static final String SOURCES_EVERY = "alluvium.sources.every";
  public static final String NOVELTY_SCORE = "alluvium.novelty.score";
  public static final String NOVELTY_RATE = "alluvium.novelty.rate";
  public static final String SOURCES_LEAST_LABELLED = "alluvium.sources.least.labelled";
  public static final String ASK_BUDGET = "alluvium.ask.budget";
  public static final String ASK_STRATEGY = "alluvium.ask.strategy";
  public static final String ASK_RANDOM_SHARE = "alluvium.ask.random.share";
  public static final String ASK_WINDOW = "alluvium.ask.window";
  public static final String ASK_MAX_SOURCES = "alluvium.ask.max.sources";
  public static final String ASK_MAX_OPEN = "alluvium.ask.max.open";
  public static final String ASK_REPORT_ANSWERS = "alluvium.ask.report.answers";
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

  /** Definition of every key. */
  public static final ConfigDef DEFINITION = ConfigKeys.all();

  /** Checks the settings; keys of Kafka are kept aside. */
  public AlluviumConfig(Map<?, ?> settings) {
    super(DEFINITION, known(settings), false);
    if (getInt(SOLVE_MAX_UPDATES) < getInt(SOLVE_MIN_UPDATES)) {
      throw new ConfigException(
          SOLVE_MAX_UPDATES, getInt(SOLVE_MAX_UPDATES), "must be at least " + SOLVE_MIN_UPDATES);
    }
    shrinkage();
    heads();
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

  /** Returns the names of all topics. */
  public Topics topics() {
    Topics own = Topics.in(getString(NAMESPACE));
    return replays() ? own.withLedger(getString(LEDGER_TOPIC)) : own;
  }

  /** Returns whether the ledger is that of another namespace: to be read, never written. */
  public boolean replays() {
    return !getString(LEDGER_TOPIC).isEmpty();
  }

  /** Returns the heads that run, the one that answers first, and its challengers. */
  public HeadPanel heads() {
    List<String> names = new ArrayList<>(List.of(getString(HEAD)));
    names.addAll(getList(CHALLENGERS));
    HeadOptions options = headOptions();
    try {
      return new HeadPanel(names.stream().map(name -> Heads.named(name, options)).toList());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(CHALLENGERS, getList(CHALLENGERS), e.getMessage());
    }
  }

  /** Returns the options of the head that answers. */
  public HeadOptions headOptions() {
    return HeadOptions.defaults()
        .with(builder ->
            builder
                .prior(Prior.valueOf(getString(PRIOR).toUpperCase(Locale.ROOT)))
                .shrinkage(shrinkage())
                .features(getInt(HEAD_FEATURES))
                .gamma(getDouble(HEAD_GAMMA))
                .ensemble(getInt(HEAD_ENSEMBLE))
                .neighbours(getInt(HEAD_NEIGHBOURS))
                .votes(
                    HeadOptions.Votes.valueOf(
                        getString(HEAD_NEIGHBOUR_WEIGHTS).toUpperCase(Locale.ROOT)))
                .indexMin(getInt(KNN_INDEX_MIN))
                .balanced(getBoolean(HEAD_BALANCED))
                .window(getInt(HEAD_WINDOW))
                .trustedWeight(getInt(HEAD_TRUSTED_WEIGHT))
                .seed(getLong(HEAD_SEED)));
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
        getInt(HEALTH_UPDATES),
        getBoolean(SOLVE_BY_COST));
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
}
