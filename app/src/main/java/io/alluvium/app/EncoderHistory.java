package io.alluvium.app;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.Map;
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
        "List every release, the hashes of its encoder's files, both spaces, its report and every decision, in the order"
            + " of the ledger: out of the topic of models, which keeps them for ever.")
final class EncoderHistory implements Callable<Integer> {
  @Mixin private ConfigOptions options;

  @Option(names = "--details", description = "Print all numbers of each step too.")
  private boolean details;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    Deserializer<ModelRecord> records = Registries.serdes(config).model().deserializer();
    String name = config.topics().model();
    PrintWriter out = spec.commandLine().getOut();
    int found = 0;
    try (CommittedTopic topic = CommittedTopic.open(config, name)) {
      for (var next = topic.next(); next.isPresent(); next = topic.next()) {
        ModelRecord record = records.deserialize(name, next.get().headers(), next.get().value());
        if (record != null && record.getBody() instanceof EncoderDecision decision) {
          found++;
          print(record.getSnapshot(), decision, out);
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

  private void print(String release, EncoderDecision decision, PrintWriter out) {
    out.println(
        decision.getPartition()
            + "@"
            + decision.getOffset()
            + "  "
            + decision.getDecision()
            + "  "
            + release
            + "  "
            + decision.getMessage());
    Map<String, String> numbers = new TreeMap<>(decision.getDetails());
    if (decision.getDecision().equals("entered")) {
      out.println("  space  " + decision.getTo() + ", after " + decision.getFrom());
    }
    numbers.forEach((key, value) -> {
      if (details || key.startsWith("artefact.")) {
        out.println("  " + key + "  " + value);
      }
    });
  }
}
