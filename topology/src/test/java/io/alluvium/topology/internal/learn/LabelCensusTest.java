package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelCensusTest {
  private final LabelCensus census = new LabelCensus();

  private List<String> move(String from, String to) {
    return census.move(change(from, to)).stream()
        .map(notice -> (Notice.Happened) notice)
        .map(event -> event.type() + " " + event.subject().orElseThrow() + " " + event.details())
        .toList();
  }

  private static LabelChange change(String from, String to) {
    return new LabelChange("s", Embedding.of((short) 1), optional(from), optional(to));
  }

  private static Optional<String> optional(String label) {
    return label.isEmpty() ? Optional.empty() : Optional.of(label);
  }

  @Test
  void firstAndLastSampleOfAClassAreEvents() {
    assertThat(move("", "a")).containsExactly("CLASS_CREATED a {classes=1}");
    assertThat(move("", "a")).isEmpty();
    assertThat(move("a", "b")).containsExactly("CLASS_CREATED b {classes=2}");
    assertThat(move("a", "")).containsExactly("CLASS_EMPTIED a {classes=1}");
    assertThat(move("b", "c"))
        .containsExactly("CLASS_EMPTIED b {classes=0}", "CLASS_CREATED c {classes=1}");
    assertThat(census.contains("c")).isTrue();
    assertThat(census.contains("b")).isFalse();
  }

  @Test
  void saysHowManyClassesAChangeWouldLeave() {
    census.add("a");
    census.add("b");
    census.add("b");
    assertThat(census.classesAfter(change("", "c"))).isEqualTo(3);
    assertThat(census.classesAfter(change("", "a"))).isEqualTo(2);
    assertThat(census.classesAfter(change("a", "c"))).isEqualTo(2);
    assertThat(census.classesAfter(change("b", "c"))).isEqualTo(3);
    assertThat(census.classesAfter(change("a", "b"))).isEqualTo(1);
    assertThat(census.classesAfter(change("a", ""))).isEqualTo(1);
  }
}
