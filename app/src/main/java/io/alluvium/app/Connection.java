package io.alluvium.app;

import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.topology.AlluviumConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks what a command needs to reach a broker and to run on it. */
public final class Connection {
  private Connection() {}

  /**
   * Checks the settings of Kafka that are known to be needed or forbidden.
   *
   * @throws ParameterException naming key, value and what to do
   */
  public static void check(AlluviumConfig config, CommandLine command) {
    if (!config.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new ParameterException(
          command,
          "no bootstrap.servers: put it into the file of --config, or give -P bootstrap.servers=host:9092");
    }
    try {
      StreamsSettings.embed(config);
      StreamsSettings.learn(config);
    } catch (ConfigException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }
}
