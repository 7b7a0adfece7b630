package io.alluvium.app;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Says which versions are running. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "alluvium " + (own == null ? "(unpackaged)" : own),
      "Kafka " + AppInfoParser.getVersion() + ", Java " + Runtime.version(),
    };
  }
}
