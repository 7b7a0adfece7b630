package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Decisions have the same bits whichever kernels a JVM runs, and it runs without the module. */
class KernelsInOtherJvmsTest {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private final String seed = String.valueOf(Seeds.random().nextLong());

  @Test
  void decisionsDoNotDependOnTheKernels() {
    List<String> vector = run(MODULE, "-Dalluvium.kernels=vector");
    List<String> scalar = run(MODULE, "-Dalluvium.kernels=scalar");
    List<String> absent = run();
    assertThat(vector.getFirst()).matches("vector \\d+ bit");
    assertThat(scalar.getFirst()).isEqualTo("scalar: asked for by -Dalluvium.kernels=scalar");
    assertThat(absent.getFirst())
        .isEqualTo(
            "scalar: jdk.incubator.vector is not available; run with --add-modules"
                + " jdk.incubator.vector");
    assertThat(vector.getLast())
        .hasSize(64)
        .isEqualTo(scalar.getLast())
        .isEqualTo(absent.getLast());
  }

  @Test
  void vectorsCannotBeForcedWithoutTheModule() {
    assertThat(run("-Dalluvium.kernels=vector"))
        .anyMatch(line ->
            line.contains(
                "vector kernels were asked for, but jdk.incubator.vector is not available"));
  }

  private List<String> run(String... options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", home(Kernels.class) + File.pathSeparator + home(getClass())));
    command.addAll(List.of(DecisionFingerprint.class.getName(), seed));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return output.lines().filter(line -> !line.startsWith("WARNING")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path home(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
