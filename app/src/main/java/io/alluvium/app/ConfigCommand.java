package io.alluvium.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every setting with its default and documentation. */
@Command(
    name = "config",
    description = "Print every setting with default, limits and documentation.")
final class ConfigCommand implements Callable<Integer> {
  @Option(names = "--markdown", description = "Print the table of docs/configuration.md.")
  private boolean markdown;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(markdown ? ConfigReference.markdown() : ConfigReference.text());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
