package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SimplexAssignmentTest {
  private static final int DIM = 5;
  private static final Simplex SIMPLEX = new Simplex(DIM);
  private static final SimplexAssignment NONE = SimplexAssignment.none(SIMPLEX);

  @Test
  void theNearestPairComesFirst() {
    Map<String, double[]> directions = new TreeMap<>();
    directions.put("far", new double[] {1, 0.9, 0, 0, 0});
    directions.put("near", new double[] {1, 0.1, 0, 0, 0});
    directions.put("nowhere", new double[] {0.9, 1, 0, 0.5, 0});
    assertThat(assigned(NONE, directions, -1).vertices())
        .containsExactly(Map.entry("far", 1), Map.entry("near", 0), Map.entry("nowhere", 3));
  }

  @Test
  void ofEquallyNearClassesTheFirstLabelTakesIt() {
    Map<String, double[]> directions = new LinkedHashMap<>();
    directions.put("b", new double[] {0, 0, 2, 0, 0});
    directions.put("a", new double[] {0, 0, 1, 0, 0});
    directions.put("c", new double[] {1, 1, 1, 1, 1});
    assertThat(assigned(NONE, directions, -1).vertices())
        .containsExactly(Map.entry("a", 2), Map.entry("b", 1), Map.entry("c", 0));
  }

  @Test
  void whatHasAVertexKeepsItWhereverItLies() {
    SimplexAssignment before =
        new SimplexAssignment(SIMPLEX, new TreeMap<>(Map.of("a", 4, "gone", 1)));
    Map<String, double[]> directions =
        Map.of("a", new double[] {0, 1, 0, 0, 0}, "b", new double[] {0, 1, 0, 0, 0.5});
    assertThat(assigned(before, directions, -1).vertices())
        .containsEntry("a", 4)
        .containsEntry("gone", 1)
        .containsEntry("b", 0)
        .hasSize(3);
  }

  @Test
  void whatIsNotNearEnoughStaysWithout() {
    Map<String, double[]> directions =
        Map.of("near", new double[] {0, 0, 0, 3, 1}, "between", new double[] {1, 1, 1, 0, 0});
    SimplexAssignment assignment = assigned(NONE, directions, Math.sqrt(0.5));
    assertThat(assignment.vertices()).containsExactly(Map.entry("near", 3));
    assertThat(assignment.vertexOf("near").orElseThrow()).isEqualTo(SIMPLEX.vertex(3));
    assertThat(assignment.vertexOf("between")).isEmpty();
  }

  @Test
  void thereAreOneMoreThanDimensionsAndNoMore() {
    Map<String, double[]> directions = new TreeMap<>();
    for (int c = 0; c < DIM + 3; c++) {
      directions.put("c" + c, new double[DIM]);
    }
    assertThat(assigned(NONE, directions, -1).vertices())
        .containsOnlyKeys("c0", "c1", "c2", "c3", "c4", "c5")
        .containsEntry("c5", 5);
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new SimplexAssignment(SIMPLEX, new TreeMap<>(Map.of("a", 6))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vertex of 'a' is 6, expected 0 to 5");
    assertThatThrownBy(() -> new SimplexAssignment(SIMPLEX, new TreeMap<>(Map.of("a", 2, "b", 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two classes have the same vertex");
    assertThatThrownBy(() -> assigned(NONE, Map.of("a", new double[2]), -1))
        .hasMessage("direction has dimension 2, the simplex has 5");
  }

  private static SimplexAssignment assigned(
      SimplexAssignment before, Map<String, double[]> directions, double least) {
    return before.with(
        directions.keySet(), label -> Objects.requireNonNull(directions.get(label)), least);
  }
}
