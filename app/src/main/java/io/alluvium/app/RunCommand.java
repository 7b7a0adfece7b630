package io.alluvium.app;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs EMBED and LEARN against the user's Kafka and schema registry until it is stopped. */
@Command(
    name = "run",
    description =
        "Classify and learn on your own Kafka and schema registry, until Ctrl-C or SIGTERM.",
    footer = {
      "",
      "A configuration needs at least:",
      "  bootstrap.servers=host:9092",
      "  schema.registry.url=http://host:8081",
    })
final class RunCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofHours(1);

  @Mixin private ConfigOptions options;

  @Option(
      names = "--role",
      defaultValue = "all",
      description = "What this process does: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Role role;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    PrintWriter err = spec.commandLine().getErr();
    try (Pipeline pipeline = Pipeline.start(config, role)) {
      Shutdown.closeOnSignal(pipeline, err);
      err.println(
          "Starting "
              + role
              + " in namespace '"
              + config.getString(AlluviumConfig.NAMESPACE)
              + "' ...");
      while (!pipeline.awaitRunning(Duration.ofSeconds(1)) && !pipeline.awaitEnd(Duration.ZERO)) {
        err.flush();
      }
      if (pipeline.awaitRunning(Duration.ZERO)) {
        err.println("Running. Ctrl-C stops.");
      }
      while (!pipeline.awaitEnd(PATIENCE)) {
        err.flush();
      }
      if (pipeline.failure().isPresent()) {
        throw pipeline.failure().get();
      }
      return 0;
    }
  }
}
