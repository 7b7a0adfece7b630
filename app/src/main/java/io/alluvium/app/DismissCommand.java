package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says that a candidate is no class. */
@Command(
    name = "dismiss",
    description =
        "Say that a candidate for a new class (alluvium candidates) is none: samples like it are not proposed again while"
            + " its own are remembered.")
final class DismissCommand implements Callable<Integer> {
  @Parameters(paramLabel = "CANDIDATE", description = "Id of the candidate.")
  private String candidate = "";

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.DISMISS, Map.of("candidate", candidate));
  }
}
