package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets another head answer. */
@Command(
    name = "promote",
    description =
        "Let another head answer, from its place in the ledger on: that of alluvium.head or one of"
            + " alluvium.challengers. All of them go on learning.")
final class PromoteCommand implements Callable<Integer> {
  @Parameters(paramLabel = "HEAD", description = "Name of the head.")
  private String head = "";

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.PROMOTE, Map.of("head", head));
  }
}
