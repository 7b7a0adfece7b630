package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Joins a class to another. */
@Command(
    name = "merge",
    description =
        "Join a class to another: its samples are, to the last bit, as if they had been labelled so.")
final class MergeCommand implements Callable<Integer> {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "LABEL",
      description = "The class that ends.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "LABEL",
      description = "The class that takes its samples.")
  private String to;

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.MERGE, Map.of("from", from, "to", to));
  }
}
