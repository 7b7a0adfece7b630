package io.alluvium.app;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.serialization.Deserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what became of all encoders that were released. */
@Command(
    name = "history",
    description =
        "List every release, the space of its encoder (which is the hash of its artefacts), its report and every decision,"
            + " in the order of the ledger: out of the topic of events, which are kept for ever.")
final class EncoderHistory implements Callable<Integer> {
  private static final Set<String> OF_A_RELEASE =
      Set.of(
          "swap-report",
          "encoder-shadow",
          "encoder-cut-over",
          "encoder-way",
          "encoder-rolled-back",
          "encoder-retired",
          "encoder-aborted");

  @Mixin private ConfigOptions options;

  @Option(names = "--details", description = "Print all numbers of each event too.")
  private boolean details;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Deserializer<Event> events = Registries.serdes(config).event().deserializer();
    String name = config.topics().events();
    PrintWriter out = spec.commandLine().getOut();
    int found = 0;
    try (CommittedTopic topic = CommittedTopic.open(config, name)) {
      for (var next = topic.next(); next.isPresent(); next = topic.next()) {
        Event event = events.deserialize(name, next.get().headers(), next.get().value());
        if (event != null && isOfARelease(event)) {
          found++;
          print(event, out);
        }
      }
    } catch (UndecodableException e) {
      throw new PipelineException("topic '" + name + "' has a record that is none of it: " + e, e);
    }
    if (found == 0) {
      out.println("No encoder was released.");
    }
    return 0;
  }

  private static boolean isOfARelease(Event event) {
    return OF_A_RELEASE.contains(event.getType())
        || (event.getType().equals("command-done")
            && CommandType.RELEASE.name().equals(event.getDetails().get("type")));
  }

  private void print(Event event, PrintWriter out) {
    Map<String, String> numbers = new TreeMap<>(event.getDetails());
    out.println(
        event.getPartition()
            + "@"
            + event.getOffset()
            + "  "
            + event.getType()
            + "  "
            + numbers.getOrDefault("release", "")
            + "  "
            + event.getMessage());
    if (event.getType().equals("encoder-shadow") && numbers.containsKey("dim")) {
      out.println("  space  " + event.getSubject());
    }
    if (details) {
      numbers.forEach((key, value) -> out.println("  " + key + "  " + value));
    }
  }
}
