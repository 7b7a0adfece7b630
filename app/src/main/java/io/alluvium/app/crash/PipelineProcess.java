package io.alluvium.app.crash;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;

/** EMBED and LEARN in a Java of its own. */
final class PipelineProcess {
  private static final Duration TICK = Duration.ofMillis(20);

  /** A process that lives some seconds is not worth the second compiler. */
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--add-modules=jdk.incubator.vector");

  private PipelineProcess() {}

  /** Starts the process; it is ready once both applications run. */
  static ChildJvm start(String name, AlluviumConfig config, List<String> moreOptions, Path folder) {
    Path settings = folder.resolve(name + ".properties");
    Properties properties = new Properties();
    config.originals().forEach((key, value) -> properties.setProperty(key, value.toString()));
    try (OutputStream out = Files.newOutputStream(settings)) {
      properties.store(out, "settings of a process that is going to be killed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(moreOptions);
    return ChildJvm.start(
        name, PipelineProcess.class, options, List.of(settings.toString()), folder);
  }

  /**
   * Runs the pipeline until the standard input ends, or it fails.
   *
   * @param arguments file to say in that it runs, settings
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    AtomicBoolean end = new AtomicBoolean();
    ChildJvm.onParentsEnd(() -> end.set(true));
    Properties settings = new Properties();
    try (InputStream in = Files.newInputStream(Path.of(arguments[1]))) {
      settings.load(in);
    }
    try (Pipeline pipeline = Pipeline.start(new AlluviumConfig(settings), Role.ALL)) {
      boolean reported = false;
      while (!end.get() && !pipeline.awaitEnd(TICK)) {
        if (!reported && pipeline.awaitRunning(Duration.ZERO)) {
          ChildJvm.reportReady(arguments[0], "running");
          reported = true;
        }
      }
      if (pipeline.failure().isPresent()) {
        throw pipeline.failure().get();
      }
    }
  }
}
