package io.alluvium.app;

import io.alluvium.app.audit.DecodedTopic;
import io.alluvium.app.audit.FirstAnnouncement;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
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
            + " of the ledger: out of the topic of models, which keeps them for ever. Ahead of them stands the encoder"
            + " that the ledger begins with.")
final class EncoderHistory implements Callable<Integer> {
  @Mixin private ConfigOptions options;

  @Option(names = "--details", description = "Print all numbers of each step too.")
  private boolean details;

  @Spec private CommandSpec spec;

  private int found;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    PrintWriter out = spec.commandLine().getOut();
    FirstAnnouncement.of(config, Registries.serdes(config)).ifPresent(first -> print(first, out));
    DecodedTopic.forEach(
        config,
        config.topics().model(),
        Registries.serdes(config).model(),
        record -> {
          if (record.getBody() instanceof EncoderDecision decision) {
            found++;
            print(record.getSnapshot(), decision, out);
          }
        });
    if (found == 0) {
      out.println("No encoder was released.");
    }
    return 0;
  }

  private static void print(FirstAnnouncement first, PrintWriter out) {
    out.println(
        first.place()
            + "  began  Encoder '"
            + first.announcement().getEncoderName()
            + "' was announced first.");
    out.println("  space  " + HexFormat.of().formatHex(first.announcement().getSpace().bytes()));
    new TreeMap<>(first.announcement().getArtefacts())
        .forEach((role, sha256) -> out.println("  artefact." + role + "  " + sha256));
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
