package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes samples out of all that is known. */
@Command(
    name = "forget",
    description =
        "Forget samples, or the labels of an annotator, exactly: what is known afterwards is, to the last bit, what"
            + " would be known had they never been learnt.")
final class ForgetCommand implements Callable<Integer> {
  /** What to forget: exactly one of these. */
  static final class What {
    @Option(names = "--sample", paramLabel = "ID", description = "One sample.")
    private @Nullable String sample;

    @Option(names = "--class", paramLabel = "LABEL", description = "All samples of a class.")
    private @Nullable String label;

    @Option(names = "--source", paramLabel = "NAME", description = "All samples of a source.")
    private @Nullable String source;

    @Option(
        names = "--annotator",
        paramLabel = "NAME",
        description = "All labels of an annotator; the samples stay.")
    private @Nullable String annotator;

    @Option(
        names = "--domain",
        paramLabel = "TAG",
        description = "All samples with this tag 'domain'.")
    private @Nullable String domain;

    @Option(
        names = "--snapshot",
        paramLabel = "ID",
        description = "All that an imported snapshot brought.")
    private @Nullable String snapshot;

    private Map<String, String> arguments() {
      Map<String, String> arguments = new TreeMap<>();
      put(arguments, "sample", sample);
      put(arguments, "class", label);
      put(arguments, "source", source);
      put(arguments, "annotator", annotator);
      put(arguments, "domain", domain);
      put(arguments, "snapshot", snapshot);
      return arguments;
    }

    private static void put(Map<String, String> arguments, String name, @Nullable String value) {
      if (value != null) {
        arguments.put(name, value);
      }
    }
  }

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Mixin private AmendOptions amend;

  @Override
  public Integer call() throws InterruptedException {
    return amend.send(CommandType.FORGET, what.arguments());
  }
}
