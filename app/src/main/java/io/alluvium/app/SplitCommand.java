package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Divides a class. */
@Command(
    name = "split",
    description =
        "Divide a class: each sample goes to the class 'LABEL/value' of its source, annotator or domain.")
final class SplitCommand implements Callable<Integer> {
  @Option(names = "--class", required = true, paramLabel = "LABEL", description = "The class.")
  private String label;

  @Option(
      names = "--by",
      required = true,
      paramLabel = "PROPERTY",
      description = "source, annotator or domain.")
  private String by;

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.SPLIT, Map.of("class", label, "by", by));
  }
}
