package io.alluvium.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void countsBetweenTwoPointsWhatHappensOften() {
    Marks marks = new Marks(10);
    for (int i = 0; i < 25; i++) {
      marks.sample(i, "");
      marks.label(i < 12 ? "a" : "b", true);
      if (i == 3 || i == 4) {
        marks.label("a", false);
      }
    }

    assertThat(marks.all(25))
        .containsExactly(
            new Mark(10, "new-class", 1, List.of("a")),
            new Mark(10, "correction", 2, List.of()),
            new Mark(20, "new-class", 1, List.of("b")));
  }

  @Test
  void domainsAreMarkedWhereTheyComeOneAfterTheOther() {
    Marks inOrder = new Marks(1_000);
    Marks mixed = new Marks(1_000);
    for (int i = 0; i < 200; i++) {
      inOrder.sample(i, i < 100 ? "lab" : "field");
      mixed.sample(i, i % 2 == 0 ? "lab" : "field");
    }

    assertThat(inOrder.all(200))
        .containsExactly(
            new Mark(0, "domain", 1, List.of("lab")), new Mark(100, "domain", 1, List.of("field")));
    assertThat(mixed.all(200)).isEmpty();
  }

  @Test
  void tasksAreMarkedWhereTheyEnd() {
    Marks marks = new Marks(10);
    marks.sample(0, "");
    marks.label("a", true);
    marks.task(4, "first");

    assertThat(marks.all(4))
        .containsExactly(
            new Mark(4, "new-class", 1, List.of("a")), new Mark(4, "task", 1, List.of("first")));
  }
}
