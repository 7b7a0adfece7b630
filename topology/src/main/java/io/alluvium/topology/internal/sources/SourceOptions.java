package io.alluvium.topology.internal.sources;

import io.alluvium.learning.source.Adaptation;
import io.alluvium.topology.AlluviumConfig;
import java.util.Locale;

/**
 * How sources are watched.
 *
 * @param maxSources greatest number of sources; 0 watches none
 * @param leastLabelled labelled samples of a solve from which on sources are compared with it
 * @param every of a source that has not changed, one sample in so many is looked at
 * @param maxCandidates greatest number of candidates for new classes; 0 proposes none
 * @param coverage how often sets of answers hold the true class; 0 makes none
 * @param limits by which limits classes belong to sets
 * @param calibrates whether answers have calibrated probabilities
 * @param adaptation when answers are adapted to a source, and by what
 */
public record SourceOptions(
    int maxSources,
    int leastLabelled,
    int every,
    int maxCandidates,
    double coverage,
    AnswerSets.Limits limits,
    boolean calibrates,
    Adaptation adaptation) {

  /** Returns those of a configuration. */
  public static SourceOptions of(AlluviumConfig config) {
    return new SourceOptions(
        config.getInt(AlluviumConfig.SOURCES_MAX),
        config.getInt(AlluviumConfig.SOURCES_LEAST_LABELLED),
        config.getInt(AlluviumConfig.SOURCES_EVERY),
        config.getInt(AlluviumConfig.CANDIDATES_MAX),
        config.getDouble(AlluviumConfig.SETS_COVERAGE),
        AnswerSets.Limits.valueOf(
            config.getString(AlluviumConfig.SETS_LIMITS).toUpperCase(Locale.ROOT)),
        config.getBoolean(AlluviumConfig.CALIBRATE),
        new Adaptation(
            Adaptation.When.valueOf(
                config.getString(AlluviumConfig.ADAPT).toUpperCase(Locale.ROOT)),
            config.getString(AlluviumConfig.ADAPTER)));
  }

  /** Returns whether anything is watched. */
  public boolean watches() {
    return maxSources > 0;
  }
}
