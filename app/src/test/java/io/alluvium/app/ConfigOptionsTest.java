package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class ConfigOptionsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("ALLUVIUM_TOP_K", "2", "ALLUVIUM_HEAD", "ncm", "ALLUVIUM_DATA", "/not/a/setting");

  @TempDir private Path folder;

  @Command(name = "probe")
  private static final class Probe {
    @Mixin private ConfigOptions options;
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheCommandLineOverBoth() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("alluvium.properties"),
            """
            # comment
            alluvium.top.k = 1
            alluvium.head=slda
            alluvium.max.classes=10\\u0020
            bootstrap.servers=file:1
            """);

    assertThat(settings("-c", file.toString(), "-P", "alluvium.head=plda"))
        .containsOnly(
            Map.entry("alluvium.top.k", "2"),
            Map.entry("alluvium.head", "plda"),
            Map.entry("alluvium.max.classes", "10"),
            Map.entry("bootstrap.servers", "file:1"));
  }

  @Test
  void aValueMayHoldAnEqualsSign() {
    String jaas = "org.Module required user=\"a\" password=\"b=c\";";

    assertThat(settings("-P", "sasl.jaas.config=" + jaas)).containsEntry("sasl.jaas.config", jaas);
  }

  @Test
  void aSettingMayBeRepeatedOnTheCommandLineForSeveralKeys() {
    assertThat(settings("-P", "a=1", "--property", "b=2", "-Pc=3"))
        .containsEntry("a", "1")
        .containsEntry("b", "2")
        .containsEntry("c", "3");
  }

  @Test
  void theVariableOfAKeyIsItsNameInUpperCase() {
    assertThat(ConfigOptions.variable("alluvium.encoder.max_batch_delay"))
        .isEqualTo("ALLUVIUM_ENCODER_MAX_BATCH_DELAY");
  }

  private static Map<String, String> settings(String... arguments) {
    Probe probe = new Probe();
    new CommandLine(probe).parseArgs(arguments);
    return probe.options.settings(ENVIRONMENT);
  }
}
