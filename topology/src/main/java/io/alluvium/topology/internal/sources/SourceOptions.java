package io.alluvium.topology.internal.sources;

import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.learning.source.Adaptation;
import io.alluvium.topology.AlluviumConfig;
import java.util.Locale;

/**
 * How sources are watched.
 *
 * @param maxSources greatest number of sources; 0 watches none
 * @param leastLabelled labelled samples of a solve from which on sources are compared with it
 * @param every of a source that has not changed, one sample in so many is looked at
 * @param novelty by what it is measured how novel a sample is
 * @param noveltyRate p-value of novelty below which a sample is unknown, in (0, 1): the share of
 *     samples like those that were learnt for which that is wrong
 * @param maxCandidates greatest number of candidates for new classes; 0 proposes none
 * @param sets of answers
 * @param cascadeCoverage share of true classes that sets of the small encoder of a cascade hold, in
 *     (0, 1)
 * @param calibrates whether answers have calibrated probabilities
 * @param adaptation when answers are adapted to a source, and by what
 */
public record SourceOptions(
    int maxSources,
    int leastLabelled,
    int every,
    NoveltyMeasure novelty,
    double noveltyRate,
    int maxCandidates,
    AnswerSets.Options sets,
    double cascadeCoverage,
    boolean calibrates,
    Adaptation adaptation) {

  /** Returns those of a configuration. */
  public static SourceOptions of(AlluviumConfig config) {
    return new SourceOptions(
        config.getInt(AlluviumConfig.SOURCES_MAX),
        config.getInt(AlluviumConfig.SOURCES_LEAST_LABELLED),
        config.getInt(AlluviumConfig.SOURCES_EVERY),
        NoveltyMeasure.named(config.getString(AlluviumConfig.NOVELTY_SCORE)),
        config.getDouble(AlluviumConfig.NOVELTY_RATE),
        config.getInt(AlluviumConfig.CANDIDATES_MAX),
        new AnswerSets.Options(
            config.getDouble(AlluviumConfig.SETS_COVERAGE),
            choice(AnswerSets.Limits.class, config, AlluviumConfig.SETS_LIMITS),
            choice(AnswerSets.Tracking.class, config, AlluviumConfig.SETS_TRACKING)),
        config.getDouble(AlluviumConfig.CASCADE_COVERAGE),
        config.getBoolean(AlluviumConfig.CALIBRATE),
        new Adaptation(
            choice(Adaptation.When.class, config, AlluviumConfig.ADAPT),
            config.getString(AlluviumConfig.ADAPTER)));
  }

  private static <E extends Enum<E>> E choice(Class<E> kind, AlluviumConfig config, String key) {
    return Enum.valueOf(kind, config.getString(key).toUpperCase(Locale.ROOT));
  }

  /** Returns the sets of answers by the small encoder of a cascade. */
  AnswerSets.Options cascadeSets() {
    return new AnswerSets.Options(cascadeCoverage, sets.limits(), sets.tracking());
  }

  /** Returns whether anything is watched. */
  public boolean watches() {
    return maxSources > 0;
  }
}
