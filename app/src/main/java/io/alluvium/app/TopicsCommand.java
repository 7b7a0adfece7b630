package io.alluvium.app;

import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the topics, and makes those that are missing. */
@Command(
    name = "topics",
    description =
        "Print the topics with their settings; with --create, make those that are missing.")
final class TopicsCommand implements Callable<Integer> {
  @Mixin private ConfigOptions options;

  @Option(
      names = "--create",
      description = "Make the topics that are missing (needs bootstrap.servers).")
  private boolean create;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AlluviumConfig config = options.load();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%-28s %10s  %s%n", "topic", "partitions", "settings");
    for (Topics.Spec topic : config.topics().specs(config.getInt(AlluviumConfig.PARTITIONS))) {
      out.printf(
          Locale.ROOT, "%-28s %10d  %s%n", topic.name(), topic.partitions(), settings(topic));
    }
    if (create) {
      create(config);
    }
    return 0;
  }

  private void create(AlluviumConfig config) {
    Connection.check(config, spec.commandLine());
    try (TopicAdmin admin = new TopicAdmin(config)) {
      List<String> created = admin.create();
      spec.commandLine()
          .getErr()
          .println(
              created.isEmpty()
                  ? "All topics exist."
                  : "Created " + String.join(", ", created) + ".");
    }
  }

  private static String settings(Topics.Spec topic) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(topic.settings())
        .forEach((key, value) -> text.append(key).append('=').append(value).append(' '));
    return text.toString().stripTrailing();
  }
}
