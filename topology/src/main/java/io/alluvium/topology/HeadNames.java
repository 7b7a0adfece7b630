package io.alluvium.topology;

import io.alluvium.learning.Heads;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Names of heads that can answer for a stream, one or a list of them. */
final class HeadNames implements ConfigDef.Validator {
  @Override
  public void ensureValid(String key, @Nullable Object value) {
    List<?> names = value instanceof List<?> list ? list : List.of(String.valueOf(value));
    for (Object name : names) {
      if (!Heads.servingNames().contains(String.valueOf(name))) {
        throw new ConfigException(key, name, "expected one of " + Heads.servingNames());
      }
    }
  }

  @Override
  public String toString() {
    return Heads.servingNames().toString();
  }
}
