package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands that change what was learnt have in common. */
final class AmendOptions {
  @Option(names = "--dry-run", description = "Only say what would change; nothing does.")
  private boolean dryRun;

  @Mixin private ControlOptions control;

  /** Sends a command, prints its answer and returns the exit code. */
  int send(CommandType type, Map<String, String> arguments) throws InterruptedException {
    Map<String, String> all = new TreeMap<>(arguments);
    all.put("dry_run", Boolean.toString(dryRun));
    return control.send(type, all, type == CommandType.FORGET);
  }
}
