package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.LabelChange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples that heads are measured with. */
class SamplesTest {
  @Test
  void areTheSameEachTime() {
    assertThat(first(20)).isEqualTo(first(20));
  }

  @Test
  void takeTheClassesInTurns() {
    assertThat(first(7))
        .extracting(LabelChange::entered)
        .map(Optional::orElseThrow)
        .containsExactly("c0", "c1", "c2", "c3", "c4", "c0", "c1");
  }

  @Test
  void lieCloserToTheirOwnClassThanToAnother() {
    List<LabelChange> changes = first(10);
    double own = dot(changes.get(0), changes.get(5));
    double other = dot(changes.get(0), changes.get(6));
    assertThat(own).isGreaterThan(0.3).isGreaterThan(other + 0.2);
  }

  private static double dot(LabelChange left, LabelChange right) {
    double dot = 0;
    for (int i = 0; i < left.embedding().dim(); i++) {
      dot += (double) left.embedding().get(i) * right.embedding().get(i) / (1 << 28);
    }
    return dot;
  }

  private static List<LabelChange> first(int count) {
    Samples samples = new Samples(64, 5);
    return Stream.generate(samples::next).limit(count).toList();
  }
}
