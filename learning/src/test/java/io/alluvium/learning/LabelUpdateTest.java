package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelUpdateTest {
  private static final Embedding ONE = Embedding.of((short) 1);

  @Test
  void rejectsAPlaceOutOfRange() {
    LabelChange change =
        new LabelChange("s", ONE, Optional.empty(), Optional.of(Assignment.of("a")));
    assertThatThrownBy(() -> new LabelUpdate(0, 0, 0, change))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("update has sequence 0, entry 0 and offset 0, expected at least 1, 0 and 0");
    assertThatThrownBy(() -> new LabelUpdate(1, -1, 0, change))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LabelUpdate(1, 0, -1, change))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anotherWeightIsAChange() {
    LabelChange change =
        new LabelChange(
            "s", ONE, Optional.of(Assignment.of("a")), Optional.of(new Assignment("a", 3)));
    assertThat(change.isOfWeight()).isTrue();
    assertThat(change.addedWeight()).isEqualTo(2);
    assertThat(change.left()).isEqualTo(change.entered()).hasValue("a");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Assignment.MAX_WEIGHT + 1, Integer.MAX_VALUE})
  void rejectsAWeightOutOfRange(int weight) {
    assertThatThrownBy(() -> new Assignment("a", weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight of label 'a' is " + weight + ", expected 1 to 1000");
  }

  @Test
  void rejectsAChangeThatChangesNothing() {
    assertThatThrownBy(() ->
            new LabelChange(
                "s", ONE, Optional.of(Assignment.of("a")), Optional.of(Assignment.of("a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "label of sample 's' does not change: it is Optional[Assignment[label=a, weight=1]] and becomes"
                + " Optional[Assignment[label=a, weight=1]]");
    assertThatThrownBy(() -> new LabelChange("s", ONE, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
