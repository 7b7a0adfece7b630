package io.alluvium.app;

import io.alluvium.app.model.ModelTopic;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the learner write down what it knows, or erases what it wrote. */
@Command(
    name = "snapshot",
    description =
        "Have the learner write what it knows to the topic <namespace>.model: its id is that of the command. With"
            + " --erase: erase such a snapshot from the topic.")
final class SnapshotCommand implements Callable<Integer> {
  @Option(
      names = "--with-samples",
      description =
          "Labelled samples go with the sums, so that where they are imported each can be corrected and forgotten.")
  private boolean withSamples;

  @Option(
      names = "--erase",
      paramLabel = "ID",
      description =
          "Erase the snapshot of this id; its bytes leave the disk when Kafka compacts the topic.")
  private @Nullable String erased;

  @Mixin private ControlOptions control;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (erased == null) {
      return control.send(
          CommandType.SNAPSHOT, Map.of("with_samples", Boolean.toString(withSamples)), false);
    }
    AlluviumConfig config = control.load();
    int records = ModelTopic.erase(config, erased);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Erased snapshot '%s': %d records of topic '%s'. Its bytes leave the disk when Kafka compacts the topic.%n",
            erased,
            records,
            config.topics().model());
    return 0;
  }
}
