package io.alluvium.app;

import io.alluvium.app.audit.DecodedTopic;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists candidates for new classes. */
@Command(
    name = "candidates",
    description =
        "List the candidates for new classes that nobody has named or dismissed: samples that belong together and to no"
            + " known class. Make one a class by: alluvium name CANDIDATE LABEL.")
final class CandidatesCommand implements Callable<Integer> {
  private static final String RELATION = "relation.";
  private static final String SAMPLE = "sample.";
  private static final int NEAREST = 3;
  private static final int SHOWN = 5;

  @Mixin private ConfigOptions options;

  @Option(names = "--samples", description = "Print the ids of all samples that are named.")
  private boolean all;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Map<String, Event> open = new LinkedHashMap<>();
    DecodedTopic.forEach(
        config,
        config.topics().events(),
        Registries.serdes(config).event(),
        event -> take(event, open));
    PrintWriter out = spec.commandLine().getOut();
    if (open.isEmpty()) {
      out.println("No candidate is open.");
    }
    open.values().forEach(event -> print(event, out));
    return 0;
  }

  private static void take(Event event, Map<String, Event> open) {
    String subject = Objects.requireNonNullElse(event.getSubject(), "");
    switch (event.getType()) {
      case "candidate-class" -> open.put(subject, event);
      case "candidate-named", "candidate-dropped" -> open.remove(subject);
      case "command-done" -> {
        if (CommandType.DISMISS.name().equals(event.getDetails().get("type"))) {
          open.remove(event.getDetails().get("candidate"));
        }
      }
      default -> {}
    }
  }

  private void print(Event event, PrintWriter out) {
    Map<String, String> details = event.getDetails();
    out.println(
        event.getSubject()
            + "  "
            + details.get("samples")
            + " samples of source '"
            + details.get("source")
            + "', cohesion "
            + details.get("cohesion"));
    out.println("  nearest classes  " + nearest(details));
    List<String> samples =
        details.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(SAMPLE))
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();
    int shown = all ? samples.size() : Math.min(SHOWN, samples.size());
    out.println(
        "  samples          "
            + String.join(" ", samples.subList(0, shown))
            + (shown < samples.size() ? " ..." : ""));
  }

  private static String nearest(Map<String, String> details) {
    return details.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(RELATION))
        .sorted(
            Comparator.comparingDouble(
                    (Map.Entry<String, String> entry) -> -Double.parseDouble(entry.getValue()))
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(NEAREST)
        .map(entry -> entry.getKey().substring(RELATION.length()) + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
