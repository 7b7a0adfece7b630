package io.alluvium.topology.internal.sources;

import io.alluvium.topology.AlluviumConfig;
import org.apache.kafka.common.config.ConfigException;

/**
 * How sources are watched.
 *
 * @param maxSources greatest number of sources; 0 watches none
 * @param leastLabelled labelled samples of a solve from which on sources are compared with it
 * @param every of a source that has not changed, one sample in so many is looked at
 * @param maxCandidates greatest number of candidates for new classes; 0 proposes none
 * @param coverage how often sets of answers hold the true class; 0 makes none
 * @param calibrates whether answers have calibrated probabilities
 * @param adapts whether answers to a source that has changed are adapted
 */
public record SourceOptions(
    int maxSources,
    int leastLabelled,
    int every,
    int maxCandidates,
    double coverage,
    boolean calibrates,
    boolean adapts) {

  /**
   * Returns those of a configuration.
   *
   * @throws ConfigException if the adapter is one that LEARN does not run
   */
  public static SourceOptions of(AlluviumConfig config) {
    return new SourceOptions(
        config.getInt(AlluviumConfig.SOURCES_MAX),
        config.getInt(AlluviumConfig.SOURCES_LEAST_LABELLED),
        config.getInt(AlluviumConfig.SOURCES_EVERY),
        config.getInt(AlluviumConfig.CANDIDATES_MAX),
        config.getDouble(AlluviumConfig.SETS_COVERAGE),
        config.getBoolean(AlluviumConfig.CALIBRATE),
        config.getString(AlluviumConfig.ADAPT).equals("auto"));
  }

  /** Returns whether anything is watched. */
  public boolean watches() {
    return maxSources > 0;
  }
}
