package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.CHALLENGERS;
import static io.alluvium.topology.AlluviumConfig.CHALLENGERS_REPORT_LABELS;
import static io.alluvium.topology.AlluviumConfig.CHECKPOINT_UPDATES;
import static io.alluvium.topology.AlluviumConfig.HEAD;
import static io.alluvium.topology.AlluviumConfig.HEAD_BALANCED;
import static io.alluvium.topology.AlluviumConfig.HEAD_ENSEMBLE;
import static io.alluvium.topology.AlluviumConfig.HEAD_FEATURES;
import static io.alluvium.topology.AlluviumConfig.HEAD_GAMMA;
import static io.alluvium.topology.AlluviumConfig.HEAD_NEIGHBOURS;
import static io.alluvium.topology.AlluviumConfig.HEAD_NEIGHBOUR_WEIGHTS;
import static io.alluvium.topology.AlluviumConfig.HEAD_SEED;
import static io.alluvium.topology.AlluviumConfig.HEAD_TRUSTED_WEIGHT;
import static io.alluvium.topology.AlluviumConfig.HEAD_WINDOW;
import static io.alluvium.topology.AlluviumConfig.HEALTH_UPDATES;
import static io.alluvium.topology.AlluviumConfig.KNN_INDEX_MIN;
import static io.alluvium.topology.AlluviumConfig.MAX_CLASSES;
import static io.alluvium.topology.AlluviumConfig.PRIOR;
import static io.alluvium.topology.AlluviumConfig.RECENCY;
import static io.alluvium.topology.AlluviumConfig.RECENCY_LENGTH;
import static io.alluvium.topology.AlluviumConfig.RECENCY_UNIT;
import static io.alluvium.topology.AlluviumConfig.SHRINKAGE;
import static io.alluvium.topology.AlluviumConfig.SOLVE_BY_COST;
import static io.alluvium.topology.AlluviumConfig.SOLVE_DELAY_ENTRIES;
import static io.alluvium.topology.AlluviumConfig.SOLVE_GROWTH;
import static io.alluvium.topology.AlluviumConfig.SOLVE_MAX_UPDATES;
import static io.alluvium.topology.AlluviumConfig.SOLVE_MIN_UPDATES;
import static io.alluvium.topology.AlluviumConfig.TOP_K;
import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Recency;
import io.alluvium.learning.SolveOptions;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of what is learnt and answered. */
final class LearnKeys {
  private LearnKeys() {}

  static void define(ConfigDef def) {
    defineAnswers(def);
    defineSolves(def);
    defineRecency(def);
  }

  private static void defineAnswers(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Answers");
    keys.add(
        HEAD,
        ConfigDef.Type.STRING,
        "auto",
        new HeadNames(),
        HIGH,
        "Head that answers, until another is promoted; auto is the two-covariance model (plda). Heads of one's own are"
            + " found on the class path.");
    keys.add(
        CHALLENGERS,
        ConfigDef.Type.LIST,
        "",
        new HeadNames(),
        MEDIUM,
        "Heads that run beside it on the same state and are scored on the same labels; './alluvium promote' lets one of"
            + " them answer.");
    keys.add(
        CHALLENGERS_REPORT_LABELS,
        ConfigDef.Type.INT,
        1000,
        atLeast(0),
        LOW,
        "First labels between two events head-scores, where there are challengers; 0 is never.");
    keys.add(
        PRIOR,
        ConfigDef.Type.STRING,
        "none",
        ConfigDef.ValidString.in("none", "frequency", "window"),
        MEDIUM,
        "Class prior of the score: none, or the log frequency of the classes among all labels (frequency) or among those"
            + " of the last alluvium.head.window labelled samples (window).");
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

  private static void defineHeads(ConfigKeys keys) {
    HeadOptions defaults = HeadOptions.defaults();
    keys.add(
        HEAD_FEATURES,
        ConfigDef.Type.INT,
        defaults.features(),
        between(1, Embedding.MAX_DIM),
        LOW,
        "Number of random features (heads ranpac and klda).");
    keys.add(
        HEAD_GAMMA,
        ConfigDef.Type.DOUBLE,
        defaults.gamma(),
        atLeast(1e-6),
        LOW,
        "Inverse width of the kernel over unit vectors (head klda).");
    keys.add(
        HEAD_ENSEMBLE,
        ConfigDef.Type.INT,
        defaults.ensemble(),
        between(1, 16),
        LOW,
        "How many maps to random features are averaged; each costs as much as the first (head klda).");
    keys.add(
        HEAD_NEIGHBOURS,
        ConfigDef.Type.INT,
        defaults.neighbours(),
        atLeast(1),
        LOW,
        "How many neighbours vote (head knn).");
    keys.add(
        HEAD_NEIGHBOUR_WEIGHTS,
        ConfigDef.Type.STRING,
        "uniform",
        ConfigDef.ValidString.in("uniform", "distance"),
        LOW,
        "How much neighbours' votes weigh: all the same, or the more the closer they are (head knn).");
    keys.add(
        KNN_INDEX_MIN,
        ConfigDef.Type.INT,
        defaults.indexMin(),
        atLeast(0),
        LOW,
        "Labelled samples from which on neighbours are looked for in an index instead of among all of them;"
            + " 0 is never (head knn). With it solves take time, and most of the nearest are found, not all.");
    keys.add(
        HEAD_BALANCED,
        ConfigDef.Type.BOOLEAN,
        false,
        null,
        LOW,
        "Whether every class weighs the same in a fit, however many samples it has (heads ranpac and knn).");
    keys.add(
        HEAD_WINDOW,
        ConfigDef.Type.INT,
        defaults.window(),
        atLeast(1),
        LOW,
        "How many of the labelled samples that came last are recent (head fastslow, prior window).");
    keys.add(
        HEAD_TRUSTED_WEIGHT,
        ConfigDef.Type.INT,
        defaults.trustedWeight(),
        between(1, Assignment.MAX_WEIGHT),
        LOW,
        "Least weight of a label that is trusted (head trusted).");
    keys.add(
        HEAD_SEED,
        ConfigDef.Type.LONG,
        defaults.seed(),
        null,
        LOW,
        "Seed of what heads draw (heads ranpac, klda and keyvalue).");
  }

  private static void defineSolves(ConfigDef def) {
    SolveOptions defaults = SolveOptions.defaults();
    ConfigKeys keys = new ConfigKeys(def, "Solves");
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
        "Ledger entries between the trigger of a solve and its effect: the time it may take in the background. A quarter of the labelled samples, but at least this and at most 16 times this.");
    keys.add(
        SOLVE_BY_COST,
        ConfigDef.Type.BOOLEAN,
        defaults.byCost(),
        null,
        LOW,
        "Whether solves follow their cost: least and greatest interval and delay are those of 384 dimensions and follow the square of the dimensions of the space, within a sixteenth and four times (the greatest interval does not grow), and a head that only copies samples (knn) is fitted every 64th of the labels, at once. With false the settings hold as they are.");
    keys.add(
        CHECKPOINT_UPDATES,
        ConfigDef.Type.INT,
        1024,
        between(1, 65_536),
        LOW,
        "Label updates between two checkpoints of the second moment; the updates between are in a write-ahead log.");
    defineHealth(keys);
  }

  private static void defineHealth(ConfigKeys keys) {
    keys.add(
        HEALTH_UPDATES,
        ConfigDef.Type.INT,
        1024,
        atLeast(0),
        LOW,
        "Label updates after which the next solve also says how the model is, in an event model-health; 0 is never.");
  }

  private static void defineRecency(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Recency");
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
}
