package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ClassStoreTest {
  private static final Space SPACE = space("ab".repeat(32), 3);
  private static final Space NEXT = space("ab".repeat(31) + "ac", 3);
  private static final Space LAST = space("ff".repeat(31) + "fe", 3);

  private final ClassStore classes = new ClassStore(HeapStores.open());
  private final RandomGenerator random = Seeds.random();

  private static Space space(String hex, int dim) {
    return new Space(new SpaceId(hex), dim, new Normalisation.L2());
  }

  @Test
  void findsTheClassesOfASpaceAndNoOthers() {
    ClassSums a = Values.sums(random, 3);
    ClassSums b = Values.sums(random, 3);
    classes.put(SPACE.id(), "\u00fc", a);
    classes.put(SPACE.id(), "\ud800\udf48", b);
    classes.put(NEXT.id(), "other", a);
    classes.put(LAST.id(), "last", b);
    assertThat(classes.all(SPACE)).isEqualTo(Map.of("\u00fc", a, "\ud800\udf48", b));
    assertThat(classes.all(NEXT)).isEqualTo(Map.of("other", a));
    assertThat(classes.all(LAST)).isEqualTo(Map.of("last", b));
    assertThat(classes.all(space("00".repeat(32), 3))).isEmpty();
  }

  @Test
  void forgetsAClass() {
    classes.put(SPACE.id(), "a", Values.sums(random, 3));
    classes.put(NEXT.id(), "a", Values.sums(random, 3));
    classes.delete(SPACE.id(), "a");
    assertThat(classes.all(SPACE)).isEmpty();
    assertThat(classes.all(NEXT)).containsOnlyKeys("a");
  }

  @Test
  void sumsOfAnotherDimensionAreCorrupt() {
    classes.put(SPACE.id(), "a", Values.sums(random, 4));
    assertThatThrownBy(() -> classes.all(SPACE))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("class sums have dimension 4, the space has 3");
  }
}
