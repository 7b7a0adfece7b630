package io.alluvium.app;

import io.alluvium.topology.CommandType;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the learner write down what it knows. */
@Command(
    name = "snapshot",
    description =
        "Have the learner write what it knows to the topic <namespace>.model: its id is that of the command.")
final class SnapshotCommand implements Callable<Integer> {
  @Option(
      names = "--with-samples",
      description =
          "Labelled samples go with the sums, so that where they are imported each can be corrected and forgotten.")
  private boolean withSamples;

  @Mixin private ControlOptions control;

  @Override
  public Integer call() throws InterruptedException {
    return control.send(
        CommandType.SNAPSHOT, Map.of("with_samples", Boolean.toString(withSamples)), false);
  }
}
