package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes labels again. */
@Command(name = "unfreeze", description = "Take labels again that change a class, or any.")
final class UnfreezeCommand implements Callable<Integer> {
  @Option(names = "--class", paramLabel = "LABEL", description = "The class (default: all).")
  private @Nullable String label;

  @Mixin private ControlOptions control;

  @Override
  public Integer call() throws InterruptedException {
    return control.send(
        CommandType.UNFREEZE, label == null ? Map.of() : Map.of("class", label), false);
  }
}
