package io.alluvium.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.pipeline.RecordFuzz;
import io.alluvium.app.registry.RegistryLogFuzz;
import io.alluvium.stores.StateFuzz;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every decoder of bytes that come from elsewhere: its outcome is a value or the one exception that
 * says what is wrong, in memory that the input accounts for.
 *
 * <p>Kept inputs are in {@code src/test/resources/fuzz}, one folder for each target; what is found
 * goes there. {@code -Dfuzz.seconds=600} for long runs, {@code -Dtest.seed=...} to repeat one.
 */
class FuzzTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 3);
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  /**
   * What is fuzzed.
   *
   * @param name name of the folder of kept inputs
   * @param type class with the entry point
   * @param instrumented classes whose paths the fuzzer tells apart
   * @param seeds inputs to begin with
   * @param entry the entry point
   * @param readable whether an input is a value
   */
  record Target(
      String name,
      Class<?> type,
      String instrumented,
      List<byte[]> seeds,
      Consumer<byte[]> entry,
      Predicate<byte[]> readable) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target> targets() {
    return Stream.of(
        new Target(
            "state",
            StateFuzz.class,
            "io.alluvium.stores.**:io.alluvium.learning.**",
            StateFuzz.seeds(),
            StateFuzz::fuzzerTestOneInput,
            StateFuzz::isReadable),
        new Target(
            "records",
            RecordFuzz.class,
            "io.alluvium.schemas.serde.**:io.alluvium.topology.internal.wire.**"
                + ":io.alluvium.topology.internal.embed.InputFormat:org.apache.avro.io.**",
            RecordFuzz.seeds(),
            RecordFuzz::fuzzerTestOneInput,
            RecordFuzz::isReadable),
        new Target(
            "registry-log",
            RegistryLogFuzz.class,
            "io.alluvium.app.registry.**:com.fasterxml.jackson.core.json.**",
            RegistryLogFuzz.seeds(),
            RegistryLogFuzz::fuzzerTestOneInput,
            RegistryLogFuzz::isReadable));
  }

  @TempDir private Path folder;

  /** Otherwise the fuzzer would begin with nothing to go by. */
  @ParameterizedTest
  @MethodSource("targets")
  void seedsCanBeRead(Target target) {
    assertThat(target.seeds()).isNotEmpty().allMatch(target.readable());
    target.seeds().forEach(target.entry());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void keptInputsDoNoHarm(Target target) {
    for (Path file : kept(target)) {
      target.entry().accept(bytes(file));
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void inputsThatTheFuzzerMakesDoNoHarm(Target target) throws IOException {
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    List<byte[]> seeds = target.seeds();
    for (int i = 0; i < seeds.size(); i++) {
      Files.write(corpus.resolve("seed-" + i), seeds.get(i));
    }
    for (Path file : kept(target)) {
      Files.copy(file, corpus.resolve("kept-" + file.getFileName()));
    }
    Fuzzer fuzzer = new Fuzzer(target.type(), target.instrumented(), SECONDS, SEED);
    Fuzzer.Result result = fuzzer.run(corpus, folder);

    System.out.println("FuzzTest: " + target + ": " + result.summary());
    assertThat(result.exit()).as("%s", result.output()).isZero();
    assertThat(result.executions()).isPositive();
  }

  private static List<Path> kept(Target target) {
    URL resource = FuzzTest.class.getResource("/fuzz/" + target.name());
    if (resource == null) {
      throw new AssertionError("no folder of kept inputs fuzz/" + target.name());
    }
    try (Stream<Path> files = Files.list(Path.of(resource.toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
