package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gives a class a new name. */
@Command(
    name = "rename",
    description =
        "Give a class a new name. Later labels with the old name make a class of that name anew.")
final class RenameCommand implements Callable<Integer> {
  @Option(names = "--from", required = true, paramLabel = "LABEL", description = "The class.")
  private String from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "LABEL",
      description = "Its new name, which no class has.")
  private String to;

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.RENAME, Map.of("from", from, "to", to));
  }
}
