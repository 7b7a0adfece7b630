package io.alluvium.evaluation.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the values of a split mean. */
final class Splits {
  private final Map<String, Row.Role> roles = new HashMap<>();

  private Splits() {}

  /**
   * Returns the meanings that the options give, {@code train} and {@code test} if they are silent.
   */
  static Splits of(DataProperties properties) {
    Splits splits = new Splits();
    splits.put(properties.list(DataKey.NOVEL_SPLITS), List.of(), Row.Role.NOVEL);
    splits.put(properties.list(DataKey.TEST_SPLITS), List.of("test"), Row.Role.TEST);
    splits.put(properties.list(DataKey.TRAIN_SPLITS), List.of("train"), Row.Role.TRAIN);
    return splits;
  }

  private void put(List<String> values, List<String> byDefault, Row.Role role) {
    (values.isEmpty() ? byDefault : values).forEach(value -> roles.put(value, role));
  }

  /** Returns what rows of a split are for; empty if they are not used. */
  Optional<Row.Role> role(String split) {
    return Optional.ofNullable(roles.get(split));
  }
}
