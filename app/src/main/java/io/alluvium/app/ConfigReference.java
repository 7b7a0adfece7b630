package io.alluvium.app;

import io.alluvium.topology.AlluviumConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigDef;

/** The settings as text for people and as the page in docs. */
final class ConfigReference {
  private static final int WIDTH = 96;

  private ConfigReference() {}

  static String text() {
    StringBuilder out = new StringBuilder();
    groups()
        .forEach((group, keys) -> {
          out.append(group).append('\n');
          for (ConfigDef.ConfigKey key : keys) {
            out.append("  ").append(key.name).append('\n');
            out.append("      default: ")
                .append(defaultOf(key))
                .append(limits(key, "; "))
                .append('\n');
            out.append("      environment: ").append(ConfigOptions.variable(key.name)).append('\n');
            wrap(key.documentation).forEach(line -> out.append("      ").append(line).append('\n'));
          }
          out.append('\n');
        });
    return out.append("Every other key goes to Kafka and the schema registry as it is.\n")
        .toString();
  }

  static String markdown() {
    StringBuilder out = new StringBuilder("# Configuration\n\n");
    out.append("Made by `./alluvium config --markdown`; a test fails when it is out of date.\n\n");
    out.append(
        "Settings come from the file of `--config`, then the environment, then `-P KEY=VALUE`; the later wins.\n");
    out.append(
        "Every key that does not begin with `alluvium.` goes to Kafka and the schema registry as it is.\n");
    groups()
        .forEach((group, keys) -> {
          out.append("\n## ")
              .append(group)
              .append("\n\n| key | default | limits | meaning |\n| --- | --- | --- | --- |\n");
          for (ConfigDef.ConfigKey key : keys) {
            out.append(
                "| `%s` | `%s` | %s | %s |%n"
                    .formatted(
                        key.name, defaultOf(key), limits(key, ""), escaped(key.documentation)));
          }
        });
    return out.toString();
  }

  private static Map<String, List<ConfigDef.ConfigKey>> groups() {
    Map<String, List<ConfigDef.ConfigKey>> groups = new LinkedHashMap<>();
    for (String group : AlluviumConfig.DEFINITION.groups()) {
      groups.put(
          group,
          new TreeSet<>(AlluviumConfig.DEFINITION.names())
              .stream()
                  .map(name -> AlluviumConfig.DEFINITION.configKeys().get(name))
                  .filter(key -> group.equals(key.group))
                  .sorted(java.util.Comparator.comparingInt(key -> key.orderInGroup))
                  .toList());
    }
    return groups;
  }

  private static String defaultOf(ConfigDef.ConfigKey key) {
    return key.defaultValue instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : String.valueOf(key.defaultValue);
  }

  private static String limits(ConfigDef.ConfigKey key, String before) {
    return key.validator == null ? "" : before + key.validator;
  }

  /** Markdown takes what is in angle brackets for HTML. */
  private static String escaped(String text) {
    return text.replace("<", "&lt;");
  }

  private static List<String> wrap(String text) {
    List<String> lines = new java.util.ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
