package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command line of the bench. */
class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine command =
      Bench.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path folder;

  @Test
  void runsOneSectionAndWritesItsReport() {
    assertThat(command.execute("--quick", "--only", "kernels", "--report", folder.toString()))
        .isZero();
    assertThat(out.toString()).contains("scores of all classes", "scalar loop");
    assertThat(folder.resolve("bench.json")).exists();
  }

  @Test
  void replayNamesRateAndMemory() {
    assertThat(command.execute("--quick", "--only", "replay")).isZero();
    assertThat(out.toString())
        .contains("replay, auto, d=384, C=150", "scoring kernel alone", "heap in use at the end");
  }

  @Test
  void indexIsShownBesideTheScan() {
    assertThat(command.execute("--only", "index", "--bank-samples", "5000")).isZero();
    assertThat(out.toString())
        .contains(
            "5,000 samples, d=384: predictions by the index", "scan of all", "bytes a sample");
  }

  @Test
  void noBankIsWrongUsage() {
    assertThat(command.execute("--only", "index", "--bank-samples", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("--bank-samples is 0, expected at least 1");
  }

  @Test
  void unknownSectionIsWrongUsage() {
    assertThat(command.execute("--only", "everything")).isEqualTo(2);
    assertThat(err.toString()).contains("'everything'", "KERNELS");
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(command.execute("--help")).isZero();
    assertThat(out.toString()).contains("--quick", "--only", "--report", "--property");
    assertThat(Files.exists(folder.resolve("bench.json"))).isFalse();
  }
}
