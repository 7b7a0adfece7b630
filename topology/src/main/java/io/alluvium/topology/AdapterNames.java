package io.alluvium.topology;

import io.alluvium.learning.adapt.Adapters;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Takes the adapters that LEARN runs, and says where the others run. */
final class AdapterNames implements ConfigDef.Validator {
  private static final List<String> LIVE = List.of("off", "auto");

  @Override
  public void ensureValid(String key, @Nullable Object value) {
    if (LIVE.contains(value)) {
      return;
    }
    throw new ConfigException(
        key,
        value,
        Adapters.names().contains(value)
            ? "this adapter is for './alluvium evaluate --protocol shift' only, LEARN runs " + LIVE
            : "expected one of " + LIVE);
  }

  @Override
  public String toString() {
    return LIVE.toString();
  }
}
