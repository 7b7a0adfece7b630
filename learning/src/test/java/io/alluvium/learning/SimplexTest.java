package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimplexTest {
  private static final Offset<Double> NEAR = within(1e-15);

  private final RandomGenerator random = Seeds.random();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 24, 384})
  void verticesAreUnitVectorsAsFarApartAsSoManyCanBe(int dim) {
    Simplex simplex = new Simplex(dim);
    assertThat(simplex.count()).isEqualTo(dim + 1);
    for (int k = 0; k <= dim; k++) {
      assertThat(dot(simplex.vertex(k), simplex.vertex(k))).isCloseTo(1, within(1e-12));
      for (int j = 0; j < k; j++) {
        assertThat(dot(simplex.vertex(k), simplex.vertex(j))).isCloseTo(-1.0 / dim, within(1e-12));
      }
    }
  }

  @Test
  void inThePlaneTheyAreTheCornersOfATriangle() {
    Simplex triangle = new Simplex(2);
    double side = Math.sqrt(6) / 4;
    double half = Math.sqrt(2) / 4;
    assertThat(triangle.vertex(0)).containsExactly(new double[] {side + half, half - side}, NEAR);
    assertThat(triangle.vertex(1)).containsExactly(new double[] {half - side, side + half}, NEAR);
    assertThat(triangle.vertex(2)).containsExactly(new double[] {-2 * half, -2 * half}, NEAR);
  }

  /**
   * What is left of {@code -1 / dim} when coordinates become int16 is no more than their rounding.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 24, 384, 1024})
  void roundedToInt16TheyStayWhereTheyAre(int dim) {
    Simplex simplex = new Simplex(dim);
    Space space = Samples.space(dim);
    Embedding first = rounded(space, simplex.vertex(0));
    Embedding second = rounded(space, simplex.vertex(1));
    Embedding last = rounded(space, simplex.vertex(dim));
    for (Embedding vertex : new Embedding[] {first, second, last}) {
      assertThat(space.allows(vertex)).isTrue();
      assertThat(vertex.norm()).isCloseTo(Normalisation.UNIT, within(0.5 * Math.sqrt(dim)));
    }
    assertThat(first.cosine(second)).isCloseTo(-1.0 / dim, within(1e-4));
    assertThat(first.cosine(last)).isCloseTo(-1.0 / dim, within(1e-3));
    assertThat(simplex.cosines(first.toPoint())[0]).isGreaterThan(0.9999);
    assertThat(simplex.cosines(last.toPoint())[dim]).isGreaterThan(0.9999);
  }

  private static Embedding rounded(Space space, double[] vertex) {
    float[] vector = new float[vertex.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) vertex[i];
    }
    return space.quantise(vector);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60})
  void cosinesAreThoseToTheVertices(int dim) {
    Simplex simplex = new Simplex(dim);
    double[] direction = random.doubles(dim).map(x -> 1000 * random.nextGaussian()).toArray();
    double norm = Math.sqrt(dot(direction, direction));
    double[] cosines = simplex.cosines(direction);
    assertThat(cosines).hasSize(dim + 1);
    for (int k = 0; k <= dim; k++) {
      assertThat(cosines[k]).isCloseTo(dot(direction, simplex.vertex(k)) / norm, within(1e-12));
    }
    assertThat(simplex.cosines(new double[dim])).containsOnly(0);
  }

  @Test
  void refusesWhatIsNoDimensionVertexOrDirectionOfIt() {
    assertThatThrownBy(() -> new Simplex(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("simplex has dimension 0, expected 1 to 8192");
    assertThatThrownBy(() -> new Simplex(3).vertex(4))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Simplex(3).cosines(new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("direction has dimension 2, the simplex has 3");
  }

  private static double dot(double[] left, double[] right) {
    double dot = 0;
    for (int i = 0; i < left.length; i++) {
      dot += left[i] * right[i];
    }
    return dot;
  }
}
