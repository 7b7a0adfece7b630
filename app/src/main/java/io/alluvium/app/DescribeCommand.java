package io.alluvium.app;

import io.alluvium.app.pipeline.Blueprint;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints both topologies. */
@Command(
    name = "describe",
    description = "Print the topologies of EMBED and LEARN: sources, stages, stores, sinks.")
final class DescribeCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    PrintWriter out = spec.commandLine().getOut();
    out.println("EMBED");
    out.println(Blueprint.embed(config).describe());
    out.println("LEARN");
    out.println(Blueprint.learn(config).describe());
    return 0;
  }
}
