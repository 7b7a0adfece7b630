package io.alluvium.benchmarks;

import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./alluvium run --role learn} in a process of its own. Its heap is taken whole at the
 * start, so that what grows later is not heap.
 */
final class LearnProcess implements AutoCloseable {
  private static final String OPTIONS = "-Xms768m -Xmx768m -XX:+AlwaysPreTouch";
  private static final int CLOSE_SECONDS = 60;

  private final Process process;
  private final Path log;

  private LearnProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param home the folder that the script {@code alluvium} is in
   * @param log file for what it says
   */
  static LearnProcess start(Path home, AlluviumConfig config, Path log) {
    List<String> command =
        new ArrayList<>(List.of(home.resolve("alluvium").toString(), "run", "--role", "learn"));
    for (Map.Entry<String, Object> setting : config.originals().entrySet()) {
      command.add("-P");
      command.add(setting.getKey() + "=" + setting.getValue());
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("ALLUVIUM_JAVA_OPTS", OPTIONS);
    try {
      return new LearnProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("LEARN cannot be run from " + home, e);
    }
  }

  ResidentMemory memory() {
    return new ResidentMemory(process.pid());
  }

  /** Throws what it said, if it has ended. */
  void checkAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException("LEARN ended with " + process.exitValue() + ": " + said());
    }
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
