package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelUpdateTest {
  private static final Embedding ONE = Embedding.of((short) 1);

  @Test
  void rejectsAPlaceOutOfRange() {
    LabelChange change = new LabelChange("s", ONE, Optional.empty(), Optional.of("a"));
    assertThatThrownBy(() -> new LabelUpdate(0, 0, 0, change))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("update has sequence 0, entry 0 and offset 0, expected at least 1, 0 and 0");
    assertThatThrownBy(() -> new LabelUpdate(1, -1, 0, change))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LabelUpdate(1, 0, -1, change))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsAChangeThatChangesNothing() {
    assertThatThrownBy(() -> new LabelChange("s", ONE, Optional.of("a"), Optional.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "label of sample 's' does not change: it is Optional[a] and becomes Optional[a]");
    assertThatThrownBy(() -> new LabelChange("s", ONE, Optional.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
