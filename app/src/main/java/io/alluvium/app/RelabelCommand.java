package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives one sample another class. */
@Command(
    name = "relabel",
    description =
        "Give one sample another class. A later label with a higher sequence wins over it.")
final class RelabelCommand implements Callable<Integer> {
  @Option(names = "--sample", required = true, paramLabel = "ID", description = "The sample.")
  private String sample;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "LABEL",
      description = "Its class from now on.")
  private String to;

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.RELABEL, Map.of("sample", sample, "to", to));
  }
}
