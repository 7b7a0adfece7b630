package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The commands as somebody at a terminal meets them, as far as no broker is needed. */
final class CommandLineTest {
  private static final Path DOCUMENTED = Path.of("..", "docs", "configuration.md");

  @TempDir private Path folder;

  @Test
  void saysHowItIsUsed() {
    CommandRun help = CommandRun.of("--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "Usage: alluvium",
            "demo",
            "crash",
            "run",
            "topics",
            "evaluate",
            "audit",
            "verify",
            "explain",
            "describe",
            "config")
        .containsPattern("0 +done\\R +1 +failed\\R +2 +wrong usage\\R +130 +ended by Ctrl-C");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void refusesToCrashLessThanOnce() {
    CommandRun run = CommandRun.of("crash", "--cycles", "0");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--cycles is 0, expected at least 1");
  }

  @Test
  void saysWhichVersionsRun() {
    assertThat(CommandRun.of("--version").out()).contains("alluvium ", "Kafka 4.", "Java 2");
  }

  static Stream<String> commands() {
    return Alluvium.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfEachCommandExplainsEachOption(String name) {
    CommandLine command = Objects.requireNonNull(Alluvium.commandLine().getSubcommands().get(name));
    CommandRun help = CommandRun.of(name, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.err()).isEmpty();
    for (OptionSpec option : command.getCommandSpec().options()) {
      assertThat(help.out()).contains(option.longestName());
      assertThat(option.description()).as("%s %s", name, option.longestName()).isNotEmpty();
    }
  }

  @Test
  void runWithoutACommandIsWrongUsage() {
    CommandRun run = CommandRun.of();

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Missing required subcommand", "Usage: alluvium");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "crash", "run", "topics", "audit", "describe", "config"})
  void anUnknownOptionIsWrongUsage(String name) {
    CommandRun run = CommandRun.of(name, "--nonsense");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Unknown option: '--nonsense'", "Usage: alluvium " + name);
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "explain"})
  void whichPredictionIsMeantMustBeSaid(String name) {
    CommandRun run = CommandRun.of(name, "-P", "bootstrap.servers=x:1");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("Missing required option: '--prediction=ID'", "Usage: alluvium " + name);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1001})
  void theNumberOfNearestSamplesHasLimits(int nearest) {
    CommandRun run = CommandRun.of("explain", "--prediction", "s1", "--nearest", "" + nearest);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--nearest is " + nearest + ", expected 1 to 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          forget                      | Error: Missing required argument (specify one of these)
          forget --class a --sample b | are mutually exclusive (specify only one)
          rename --from a             | Missing required option: '--to=LABEL'
          forget --class a            | no bootstrap.servers
          freeze --timeout 0          | --timeout is 0, expected at least 1
          """)
  void controlCommandsSayWhatTheyNeed(String arguments, String why) {
    CommandRun run = CommandRun.of(arguments.split(" ", -1));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alluvium.top.k                    | 0       | at least 1
          alluvium.top.k                    | 1001    | no more than 1000
          alluvium.top.k                    | many    | Not a number of type INT
          alluvium.head                     | svm     | expected one of [auto, fastslow, fetril
          alluvium.prior                    | uniform | String must be one of: none, frequency
          alluvium.shrinkage                | 1.5     | expected oas or a number from 0 to 1
          alluvium.shrinkage                | strong  | expected oas or a number from 0 to 1
          alluvium.namespace                | a b     | expected 1 to 200 of [a-zA-Z0-9._-]
          alluvium.partitions               | 0       | at least 1
          alluvium.solve.max.updates        | 5       | must be at least alluvium.solve.min.updates
          alluvium.encoder.device           | tpu     | expected auto, cpu or gpu:N
          alluvium.encoder.max_batch_delay  | 60001   | no more than 60000
          """)
  void aBadValueIsWrongUsageAndNamesKeyValueAndLimit(String key, String value, String limit) {
    CommandRun run = CommandRun.of("describe", "-P", key + "=" + value);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("Invalid value " + value, key, limit);
  }

  @Test
  void anUnknownKeyOfOurOwnIsRefusedAndOneOfKafkaIsNot() {
    CommandRun own = CommandRun.of("describe", "-P", "alluvium.topk=5");
    assertThat(own.code()).isEqualTo(2);
    assertThat(own.err())
        .contains("Unknown configuration 'alluvium.topk'", "'./alluvium config' prints every key");

    assertThat(CommandRun.of("describe", "-P", "consumer.client.rack=r1").code()).isZero();
  }

  @Test
  void aFileThatIsMissingOrIsNoFileIsWrongUsage() throws IOException {
    CommandRun missing = CommandRun.of("describe", "-c", "no/such.properties");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("no file 'no/such.properties' (--config)");

    CommandRun directory = CommandRun.of("describe", "-c", folder.toString());
    assertThat(directory.code()).isEqualTo(2);
    assertThat(directory.err()).contains("could not read '" + folder + "' (--config)");

    Path broken = Files.writeString(folder.resolve("broken"), "alluvium.namespace=\\u00zz");
    CommandRun escape = CommandRun.of("describe", "-c", broken.toString());
    assertThat(escape.code()).isEqualTo(2);
    assertThat(escape.err()).contains("could not read '" + broken + "' (--config): Malformed");
  }

  static Stream<Arguments> withoutABroker() {
    return Stream.of(
        Arguments.of((Object) new String[] {"run"}),
        Arguments.of((Object) new String[] {"audit"}),
        Arguments.of((Object) new String[] {"verify", "--prediction", "s1"}),
        Arguments.of((Object) new String[] {"explain", "--prediction", "s1"}),
        Arguments.of((Object) new String[] {"topics", "--create"}));
  }

  @ParameterizedTest
  @MethodSource("withoutABroker")
  void whatNeedsABrokerSaysSo(String[] arguments) {
    CommandRun run = CommandRun.of(arguments);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("no bootstrap.servers: put it into the file of --config");
  }

  @Test
  void settingsThatTheInvariantsForbidAreWrongUsage() {
    CommandRun run =
        CommandRun.of(
            "run", "-P", "bootstrap.servers=x:1", "-P", "processing.guarantee=at_least_once");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("Invalid value at_least_once for configuration processing.guarantee")
        .doesNotContain("\tat ");
  }

  @Test
  void anUnknownRoleIsWrongUsage() {
    CommandRun run = CommandRun.of("run", "--role", "teach");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--role", "ALL, EMBED, LEARN");
  }

  @ParameterizedTest
  @CsvSource({
    "--records, 99, --records is 99",
    "--records, 95001, 100 to 95000",
    "--rate, -1, --rate is -1.0",
    "--rate, NaN, 0 to 1000000",
    "--seed, seven, --seed"
  })
  void theDemoChecksItsOptionsFirst(String option, String value, String message) {
    CommandRun run = CommandRun.of("demo", option, value);

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }

  @Test
  void topicsAreListedWithoutABroker() {
    CommandRun run =
        CommandRun.of("topics", "-P", "alluvium.namespace=mine", "-P", "alluvium.partitions=3");

    assertThat(run.code()).isZero();
    assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
        .anyMatch(line -> line.startsWith("mine.samples 3 cleanup.policy=delete"))
        .anyMatch(line -> line.startsWith("mine.commands 1 cleanup.policy=delete"))
        .anyMatch(line -> line.startsWith("mine.model 1 cleanup.policy=compact"))
        .anyMatch(line -> line.startsWith("mine.label-requests 3 cleanup.policy=delete"))
        .anyMatch(line -> line.startsWith("mine.looks 3 cleanup.policy=delete"))
        .anyMatch(line -> line.startsWith("mine.backfill 3 cleanup.policy=delete"))
        .hasSize(12);
  }

  @Test
  void everySettingIsPrintedWithItsVariable() {
    CommandRun run = CommandRun.of("config");

    assertThat(run.code()).isZero();
    for (String key : AlluviumConfig.DEFINITION.names()) {
      assertThat(run.out().lines().map(String::strip))
          .contains(
              key, "environment: " + key.toUpperCase(java.util.Locale.ROOT).replace('.', '_'));
    }
  }

  @Test
  void theDocumentedConfigurationIsThatOfTheCode() throws IOException {
    assertThat(CommandRun.of("config", "--markdown").out())
        .as("docs/configuration.md is stale: make it with ./alluvium config --markdown")
        .isEqualTo(Files.readString(DOCUMENTED));
  }

  /** Names of stores are names of changelogs: a change here loses the state of all who upgrade. */
  @Test
  void theTopologiesAreThoseOfTheGoldenFile() throws IOException {
    CommandRun run = CommandRun.of("describe");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo(golden("topologies.txt"));
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = CommandLineTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
