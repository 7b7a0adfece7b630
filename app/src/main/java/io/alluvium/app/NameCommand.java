package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a candidate a class. */
@Command(
    name = "name",
    description =
        "Make a candidate for a new class (alluvium candidates) a class, at once: its samples that have no label get this"
            + " one. A class that is there takes them; several candidates that are one class are named together.")
final class NameCommand implements Callable<Integer> {
  @Parameters(
      arity = "2..*",
      paramLabel = "CANDIDATE... LABEL",
      description = "Ids of candidates, and what their samples are called.")
  private List<String> names = new ArrayList<>();

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    int worst = 0;
    for (String candidate : names.subList(0, names.size() - 1)) {
      Map<String, String> arguments = Map.of("candidate", candidate, "to", names.getLast());
      worst = Math.max(worst, amend.send(CommandType.NAME, arguments));
    }
    return worst;
  }
}
