package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.LabelState;
import java.util.Locale;
import java.util.Optional;

/** What samples can be told apart by. */
enum Property {
  /** Id of the sample. */
  SAMPLE,
  /** Class the sample is counted in, or would be. */
  CLASS,
  /** Where the sample comes from. */
  SOURCE,
  /** Who gave its newest label. */
  ANNOTATOR,
  /** Tag of its domain. */
  DOMAIN;

  /** Returns the name of the property as an argument of a command. */
  String argument() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the property of what the bank has under an id, if it has it. */
  Optional<String> of(String id, BankValue value) {
    return switch (this) {
      case SAMPLE -> Optional.of(id);
      case CLASS -> state(value).flatMap(LabelState::label);
      case ANNOTATOR -> state(value).flatMap(LabelState::annotator);
      case SOURCE ->
          Optional.of(
              switch (value) {
                case BankValue.Sample sample -> sample.source();
                case BankValue.EarlyLabel early -> early.source();
              });
      case DOMAIN ->
          switch (value) {
            case BankValue.Sample sample -> sample.domain();
            case BankValue.EarlyLabel early -> Optional.empty();
          };
    };
  }

  private static Optional<LabelState> state(BankValue value) {
    return switch (value) {
      case BankValue.Sample sample -> sample.label();
      case BankValue.EarlyLabel early -> Optional.of(early.state());
    };
  }
}
