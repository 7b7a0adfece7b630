package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Demands;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Recency;
import io.alluvium.learning.Space;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.sources.SourceOptions;

/**
 * How encoders are changed where a command does not say otherwise.
 *
 * @param share share of the samples that both encoders see
 * @param window pairs that the maps are fitted from; 0 is as many as dimensions and classes demand
 * @param delayEntries ledger entries between a full window and the maps: the time a fit may take in
 *     the background without anybody waiting
 * @param recency how samples count by their age
 * @param heads the heads that run
 * @param fitted what solves fit
 * @param retention which labelled samples keep their vector
 * @param watchesSources whether sources are watched, without which answers have no sets
 * @param background where fits run
 */
record SwapSettings(
    double share,
    long window,
    long delayEntries,
    Recency recency,
    HeadPanel heads,
    Head fitted,
    Retention retention,
    boolean watchesSources,
    Learner.Background background) {
  /** A fit of both maps takes about so many times as long as a solve. */
  private static final int DELAY_OF_SOLVES = 16;

  static SwapSettings of(AlluviumConfig config, Learner.Background background) {
    return new SwapSettings(
        config.getDouble(AlluviumConfig.SWAP_SHARE),
        config.getInt(AlluviumConfig.SWAP_WINDOW_PAIRS),
        (long) DELAY_OF_SOLVES * config.solveOptions().delayEntries(),
        config.recency(),
        config.heads(),
        FittedHeads.of(config),
        Retention.of(config),
        SourceOptions.of(config).watches(),
        background);
  }

  /** Returns whether solves need more than the sums of a space. */
  boolean needMoreThanSums(Space space) {
    return !fitted.demands(space).equals(Demands.NONE);
  }

  /** Returns whether solves need sums of features. */
  boolean needFeatures(Space space) {
    return !fitted.demands(space).features().isEmpty();
  }
}
