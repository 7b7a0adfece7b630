package io.alluvium.topology;

import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** Defines the keys of one group in the order they are added. Mutable, for one thread. */
final class ConfigKeys {
  private final ConfigDef def;
  private final String group;
  private int order;

  ConfigKeys(ConfigDef def, String group) {
    this.def = def;
    this.group = group;
  }

  void add(
      String key,
      ConfigDef.Type type,
      Object defaultValue,
      ConfigDef.@Nullable Validator validator,
      ConfigDef.Importance importance,
      String documentation) {
    def.define(
        key,
        type,
        defaultValue,
        validator,
        importance,
        documentation,
        group,
        order++,
        ConfigDef.Width.MEDIUM,
        key);
  }

  /** Returns all keys, group by group. */
  static ConfigDef all() {
    ConfigDef def = new ConfigDef();
    TopicKeys.define(def);
    LearnKeys.define(def);
    SourceKeys.define(def);
    AskKeys.define(def);
    MemoryKeys.define(def);
    SwapKeys.define(def);
    return def;
  }
}
