package io.alluvium.app.pipeline;

import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/** LEARN in a JVM of its own, which can be killed. It ends by itself when its parent does. */
final class LearnProcess implements AutoCloseable {
  private final Process process;
  private final Path log;

  private LearnProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the process; files of it go into the folder. */
  static LearnProcess start(AlluviumConfig config, Duration pause, Path folder) {
    try {
      Path settings = Files.createTempFile(folder, "learn", ".properties");
      Path log = Files.createTempFile(folder, "learn", ".log");
      Properties properties = new Properties();
      config.originals().forEach((key, value) -> properties.setProperty(key, value.toString()));
      try (OutputStream out = Files.newOutputStream(settings)) {
        properties.store(out, "settings of a process that is going to be killed");
      }
      Process process =
          new ProcessBuilder(command(settings, pause))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new LearnProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(Path settings, Duration pause) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        System.getProperty("java.class.path"),
        LearnProcess.class.getName(),
        settings.toString(),
        pause.toString());
  }

  /** Runs LEARN until the standard input ends. */
  public static void main(String[] arguments) throws IOException {
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[0]))) {
      settings.load(in);
    }
    AlluviumConfig config = new AlluviumConfig(settings);
    try (Pipeline pipeline =
        Pipeline.start(
            config,
            Role.LEARN,
            BeforeEntries.pause(new MapRegistry().serdes(), Duration.parse(arguments[1])),
            null)) {
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Fails if the process has ended, with what it said. */
  void checkAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("process ended with " + process.exitValue() + ": " + output());
    }
  }

  private String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a failure of power would: nothing is committed, closed or flushed. */
  void kill() {
    process.destroyForcibly();
    join();
  }

  /** Lets the process end in good order. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    join();
  }

  private void join() {
    Harness.patiently().until(() -> !process.isAlive());
  }
}
