package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabelCensusTest {
  private static final long MAX_WEIGHT = 100;

  private final LabelCensus census = new LabelCensus(MAX_WEIGHT);

  private List<String> move(String from, String to) {
    return census.move(change(from, to)).stream()
        .map(notice -> (Notice.Happened) notice)
        .map(event -> event.type() + " " + event.subject().orElseThrow() + " " + event.details())
        .toList();
  }

  private static LabelChange change(String from, String to) {
    return new LabelChange("s", Embedding.of((short) 1), optional(from), optional(to));
  }

  /** A label as {@code a} or, with its weight, {@code a*3}. */
  private static Optional<Assignment> optional(String label) {
    String[] parts = label.split("\\*", 2);
    int weight = parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
    return label.isEmpty() ? Optional.empty() : Optional.of(new Assignment(parts[0], weight));
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
  void samplesAreCountedAndTheirWeightsAdded() {
    assertThat(move("", "a*5")).containsExactly("CLASS_CREATED a {classes=1}");
    assertWeight(5);
    assertThat(census.classesAfter(change("a*5", "a*2"))).isEqualTo(1);
    assertThat(move("a*5", "a*2")).as("its only sample stays").isEmpty();
    assertWeight(2);
    assertThat(move("a*2", "b*9")).hasSize(2);
    census.moveAll("b", "c");
    assertWeight(9);
    assertThat(move("c*9", "")).containsExactly("CLASS_EMPTIED c {classes=0}");
    assertWeight(0);
  }

  private void assertWeight(long expected) {
    assertThat(census.tooMuch(MAX_WEIGHT - expected)).isEmpty();
    assertThat(census.tooMuch(MAX_WEIGHT - expected + 1))
        .hasValue("all labels together would weigh 101, the limit is 100");
  }

  @Test
  void saysHowManyClassesAChangeWouldLeave() {
    census.add(Assignment.of("a"));
    census.add(Assignment.of("b"));
    census.add(Assignment.of("b"));
    assertThat(census.classesAfter(change("", "c"))).isEqualTo(3);
    assertThat(census.classesAfter(change("", "a"))).isEqualTo(2);
    assertThat(census.classesAfter(change("a", "c"))).isEqualTo(2);
    assertThat(census.classesAfter(change("b", "c"))).isEqualTo(3);
    assertThat(census.classesAfter(change("a", "b"))).isEqualTo(1);
    assertThat(census.classesAfter(change("a", ""))).isEqualTo(1);
  }
}
