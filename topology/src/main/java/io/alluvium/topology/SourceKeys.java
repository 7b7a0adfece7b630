package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.ADAPT;
import static io.alluvium.topology.AlluviumConfig.ADAPTER;
import static io.alluvium.topology.AlluviumConfig.CALIBRATE;
import static io.alluvium.topology.AlluviumConfig.CANDIDATES_MAX;
import static io.alluvium.topology.AlluviumConfig.CASCADE_COVERAGE;
import static io.alluvium.topology.AlluviumConfig.NOVELTY_RATE;
import static io.alluvium.topology.AlluviumConfig.NOVELTY_SCORE;
import static io.alluvium.topology.AlluviumConfig.SETS_COVERAGE;
import static io.alluvium.topology.AlluviumConfig.SETS_LIMITS;
import static io.alluvium.topology.AlluviumConfig.SETS_TRACKING;
import static io.alluvium.topology.AlluviumConfig.SOURCES_EVERY;
import static io.alluvium.topology.AlluviumConfig.SOURCES_LEAST_LABELLED;
import static io.alluvium.topology.AlluviumConfig.SOURCES_MAX;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.alluvium.learning.adapt.Adapters;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.learning.novelty.UnknownBuffer;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of how sources are watched. */
final class SourceKeys {
  private SourceKeys() {}

  static void define(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Sources");
    keys.add(
        ADAPT,
        ConfigDef.Type.STRING,
        "auto",
        ConfigDef.ValidString.in("off", "auto", "on"),
        MEDIUM,
        "Whether answers are adapted to their source: auto, once it has changed and while there is evidence that its"
            + " samples are nearer to classes where they are moved back; on, always, which costs accuracy while nothing has"
            + " changed, and time; off, never.");
    keys.add(
        ADAPTER,
        ConfigDef.Type.STRING,
        "shift",
        ConfigDef.ValidString.in(Adapters.liveNames().toArray(String[]::new)),
        LOW,
        "By what answers are adapted: see docs/design/018-drift-and-adaptation.md. The evidence is that of shift,"
            + " whichever adapts. After a change what another adapter knew of the sources begins anew.");
    keys.add(
        SOURCES_MAX,
        ConfigDef.Type.INT,
        1000,
        between(0, 1_000_000),
        MEDIUM,
        "Greatest number of sources that are watched in a partition; the one whose last sample is oldest leaves first."
            + " 0 watches none.");
    keys.add(
        SOURCES_LEAST_LABELLED,
        ConfigDef.Type.INT,
        256,
        atLeast(2),
        LOW,
        "Labelled samples of a solve from which on sources are compared with what it has learnt.");
    keys.add(
        SOURCES_EVERY,
        ConfigDef.Type.INT,
        2,
        between(1, 1000),
        LOW,
        "Of a source that has not changed, one sample in so many is looked at, which costs about as much as answering it:"
            + " of the others it is only told how novel they are. 1 looks at each.");
    keys.add(
        NOVELTY_SCORE,
        ConfigDef.Type.STRING,
        NoveltyMeasure.AUTO.toString(),
        ConfigDef.ValidString.in(NoveltyMeasure.names().toArray(String[]::new)),
        LOW,
        "By what novelty_p is measured: relative-mahalanobis, the distance to the nearest class less that to all samples;"
            + " cosine, one minus the greatest cosine to the mean of a class; neighbours, one minus the cosine"
            + " to the n-th nearest labelled sample, n by alluvium.head.neighbours, which looks at all of them for each sample as knn does and"
            + " holds them in memory, so that sums alone cannot be imported; mvg, the distance to all samples as one normal distribution; mvg-npca, the same over the half of the axes"
            + " along which they vary least, for which a solve takes longer; auto, mvg while there is one class, as where"
            + " only what is normal is labelled, else relative-mahalanobis. After a change it is calibrated anew.");
    keys.add(
        NOVELTY_RATE,
        ConfigDef.Type.DOUBLE,
        UnknownBuffer.NOVEL,
        between(0.001, 0.5),
        LOW,
        "False-positive rate of novelty: samples whose novelty_p is below it count as unknown, and about so many of those"
            + " like what was learnt are among them. Candidates for new classes are made of unknown samples.");
    keys.add(
        CANDIDATES_MAX,
        ConfigDef.Type.INT,
        32,
        between(0, 1000),
        LOW,
        "Greatest number of candidates for new classes, those that were dismissed among them; the oldest leaves first. 0"
            + " proposes none. Sources must be watched.");
    keys.add(
        SETS_COVERAGE,
        ConfigDef.Type.DOUBLE,
        0.9,
        between(0, 0.999),
        LOW,
        "How often the set of a prediction holds the true class, as far as labels come; 0 makes no sets. Sources must be"
            + " watched.");
    keys.add(
        SETS_LIMITS,
        ConfigDef.Type.STRING,
        "global",
        ConfigDef.ValidString.in("global", "class"),
        LOW,
        "For what sets keep their promise: global, for all labels together, by one limit; class, for those of each class"
            + " as well, by a limit of its own that counts the more the more labels the class has. Sets grow a little.");
    keys.add(
        SETS_TRACKING,
        ConfigDef.Type.STRING,
        "quantile",
        ConfigDef.ValidString.in("quantile", "aci"),
        LOW,
        "How the limit of sets follows the labels: quantile, by each set that missed or did not; aci, adaptive conformal"
            + " inference, by a quantile of the last 500 scores of true classes, whose level follows the sets. Sets are"
            + " a little smaller with aci, and single windows of labels a little farther from the promise. After a change"
            + " of this key aci begins anew.");
    keys.add(
        CASCADE_COVERAGE,
        ConfigDef.Type.DOUBLE,
        0.8,
        between(0.001, 0.999),
        LOW,
        "The same of sets that the small encoder of a cascade answers with, where it answers with one class; with any"
            + " other number of classes the large encoder is asked. The higher, the more often that is.");
    keys.add(
        CALIBRATE,
        ConfigDef.Type.BOOLEAN,
        true,
        null,
        LOW,
        "Whether predictions have calibrated probabilities beside those of the head, by a temperature that follows the"
            + " labels. Sources must be watched.");
  }
}
