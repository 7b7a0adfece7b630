package io.alluvium.app;

import io.alluvium.app.audit.DecodedTopic;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how sources are. */
@Command(
    name = "sources",
    description =
        "Show how each source was at its last report, once in 1,000 of its samples: how many of the last ones looked"
            + " unusual, how far they lie from what was learnt, how often it changed, and how many labels agree with the"
            + " answers given and with those that the classifier as learnt would have given.")
final class SourcesCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    SourceOverview overview = new SourceOverview();
    DecodedTopic.forEach(
        config, config.topics().events(), Registries.serdes(config).event(), overview::take);
    PrintWriter out = spec.commandLine().getOut();
    if (overview.isEmpty()) {
      out.println("Nothing has been told of a source yet: that comes with 1,000 of its samples.");
    } else {
      overview.lines().forEach(out::println);
    }
    return 0;
  }
}
