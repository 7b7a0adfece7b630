package io.alluvium.topology.internal.asking;

import io.alluvium.learning.ask.AskOptions;
import io.alluvium.learning.ask.AskStrategy;
import io.alluvium.topology.AlluviumConfig;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;

/**
 * How LEARN asks for labels.
 *
 * @param options how much of each source
 * @param maxSources greatest number of sources whose spending is known
 * @param maxOpen greatest number of open requests
 * @param reportAnswers answers of the random share between two reports
 */
public record AskSettings(AskOptions options, int maxSources, int maxOpen, int reportAnswers) {

  /**
   * Returns those of a configuration.
   *
   * @throws ConfigException if answers have too few candidates to say how sure they are, or
   *     challengers are to be asked and none runs
   */
  public static AskSettings of(AlluviumConfig config) {
    AskOptions options =
        new AskOptions(
            AskStrategy.valueOf(
                config.getString(AlluviumConfig.ASK_STRATEGY).toUpperCase(Locale.ROOT)),
            config.getDouble(AlluviumConfig.ASK_BUDGET),
            config.getDouble(AlluviumConfig.ASK_RANDOM_SHARE),
            config.getInt(AlluviumConfig.ASK_WINDOW));
    if (options.budget() > 0 && config.getInt(AlluviumConfig.TOP_K) < 2) {
      throw new ConfigException(
          AlluviumConfig.TOP_K,
          config.getInt(AlluviumConfig.TOP_K),
          "must be at least 2 where " + AlluviumConfig.ASK_BUDGET + " is above 0");
    }
    if (options.budget() > 0
        && options.strategy() == AskStrategy.COMMITTEE
        && config.getList(AlluviumConfig.CHALLENGERS).isEmpty()) {
      throw new ConfigException(
          AlluviumConfig.CHALLENGERS,
          config.getList(AlluviumConfig.CHALLENGERS),
          "must name a head where " + AlluviumConfig.ASK_STRATEGY + " is committee");
    }
    return new AskSettings(
        options,
        config.getInt(AlluviumConfig.ASK_MAX_SOURCES),
        config.getInt(AlluviumConfig.ASK_MAX_OPEN),
        config.getInt(AlluviumConfig.ASK_REPORT_ANSWERS));
  }

  /** Returns whether anybody is asked. */
  public boolean asks() {
    return options.budget() > 0;
  }
}
