package io.alluvium.app;

import io.alluvium.topology.AlluviumConfig;
import org.apache.kafka.clients.CommonClientConfigs;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Checks what a command needs to reach a broker. */
final class Connection {
  private Connection() {}

  static void check(AlluviumConfig config, CommandLine command) {
    if (!config.kafka().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)) {
      throw new ParameterException(
          command,
          "no bootstrap.servers: put it into the file of --config, or give -P bootstrap.servers=host:9092");
    }
  }
}
