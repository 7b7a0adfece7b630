package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.ASK_BUDGET;
import static io.alluvium.topology.AlluviumConfig.ASK_MAX_OPEN;
import static io.alluvium.topology.AlluviumConfig.ASK_MAX_SOURCES;
import static io.alluvium.topology.AlluviumConfig.ASK_RANDOM_SHARE;
import static io.alluvium.topology.AlluviumConfig.ASK_REPORT_ANSWERS;
import static io.alluvium.topology.AlluviumConfig.ASK_STRATEGY;
import static io.alluvium.topology.AlluviumConfig.ASK_WINDOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.alluvium.learning.ask.AskOptions;
import io.alluvium.learning.ask.AskStrategy;
import java.util.Arrays;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;

/** Keys of for which labels somebody is asked. */
final class AskKeys {
  private AskKeys() {}

  static void define(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Asking");
    keys.add(
        ASK_BUDGET,
        ConfigDef.Type.DOUBLE,
        0.0,
        between(0, 1),
        MEDIUM,
        "Share of the samples of each source whose label is asked for in the topic of label requests; 0 asks nobody."
            + " Above 0, alluvium.top.k is at least 2.");
    keys.add(
        ASK_STRATEGY,
        ConfigDef.Type.STRING,
        "auto",
        ConfigDef.ValidString.in(
            Arrays.stream(AskStrategy.values())
                .map(strategy -> strategy.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new)),
        LOW,
        "By what samples are chosen: random, by nothing; uncertain, by how nearly the two most probable classes are as"
            + " probable as each other; auto, by the same where few samples of the class were learnt first, and by"
            + " novelty; committee, as auto, and where that nearly suffices by how many of alluvium.challengers answer"
            + " otherwise.");
    keys.add(
        ASK_RANDOM_SHARE,
        ConfigDef.Type.DOUBLE,
        AskOptions.RANDOM_SHARE,
        between(0, 1),
        LOW,
        "Share of the budget that is spent at random: by it accuracy is estimated without bias.");
    keys.add(
        ASK_WINDOW,
        ConfigDef.Type.INT,
        AskOptions.WINDOW,
        between(1, 10_000_000),
        LOW,
        "Samples of a source over which the budget is kept: about so many times the budget may be asked for at once.");
    keys.add(
        ASK_MAX_SOURCES,
        ConfigDef.Type.INT,
        1000,
        between(1, 1_000_000),
        LOW,
        "Greatest number of sources whose spending is known in a partition; the one whose last sample is oldest leaves"
            + " first, and begins with its whole budget when it returns.");
    keys.add(
        ASK_MAX_OPEN,
        ConfigDef.Type.INT,
        10_000,
        between(1, 10_000_000),
        LOW,
        "Greatest number of requests in a partition whose answer is waited for; of too many the oldest counts as not"
            + " answered. A label that comes later is learnt all the same.");
    keys.add(
        ASK_REPORT_ANSWERS,
        ConfigDef.Type.INT,
        100,
        between(1, 1_000_000),
        LOW,
        "Answers to requests of the random share after which an event tells the accuracy they show.");
  }
}
