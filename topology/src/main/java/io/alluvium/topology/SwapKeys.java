package io.alluvium.topology;

import static io.alluvium.topology.AlluviumConfig.SWAP_SHARE;
import static io.alluvium.topology.AlluviumConfig.SWAP_WINDOW_PAIRS;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import org.apache.kafka.common.config.ConfigDef;

/** Keys of a change to another encoder. */
final class SwapKeys {
  private static final double LEAST_SHARE = 1e-6;
  private static final int MOST_PAIRS = 1_000_000;

  private SwapKeys() {}

  static void define(ConfigDef def) {
    ConfigKeys keys = new ConfigKeys(def, "Change of the encoder");
    keys.add(
        SWAP_SHARE,
        ConfigDef.Type.DOUBLE,
        0.1,
        between(LEAST_SHARE, 1),
        MEDIUM,
        "Share of the samples that a released encoder sees beside the one that serves, chosen by a hash of their ids.");
    keys.add(
        SWAP_WINDOW_PAIRS,
        ConfigDef.Type.INT,
        0,
        between(0, MOST_PAIRS),
        MEDIUM,
        "Number of samples that both encoders have seen before the maps between them are fitted; while fewer than 95 %"
            + " of the classes were answered to five of them, up to twice as many. 0 is the greater of four times the"
            + " dimensions of the old encoder and thirty times the classes.");
  }
}
