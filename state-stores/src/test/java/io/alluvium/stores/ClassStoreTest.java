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
  void bucketsLieBesideTheClassesAndLeaveByTheirNumber() {
    ClassSums sums = ClassSums.empty(3).plus(Values.embedding(random, 3));
    for (Space space : new Space[] {SPACE, NEXT, LAST}) {
      classes.put(space.id(), "a", sums);
      for (long period : new long[] {1, 2, 255, 256, 1L << 40}) {
        classes.put(space.id(), period, "a", sums);
        classes.put(space.id(), period, "\ud800\udf48", sums);
      }
    }
    assertThat(classes.all(SPACE)).containsOnlyKeys("a");
    assertThat(classes.buckets(SPACE).buckets("a")).containsOnlyKeys(1L, 2L, 255L, 256L, 1L << 40);
    classes.deleteThrough(SPACE.id(), 255);
    classes.delete(SPACE.id(), 256, "a");
    assertThat(classes.buckets(SPACE).buckets("a")).containsOnlyKeys(1L << 40);
    assertThat(classes.buckets(SPACE).buckets("\ud800\udf48")).containsOnlyKeys(256L, 1L << 40);
    for (Space other : new Space[] {NEXT, LAST}) {
      assertThat(classes.buckets(other).buckets("a")).hasSize(5);
      assertThat(classes.all(other)).containsOnlyKeys("a");
    }
  }

  @Test
  void sumsOfAnotherDimensionAreCorrupt() {
    classes.put(SPACE.id(), "a", Values.sums(random, 4));
    assertThatThrownBy(() -> classes.all(SPACE))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("class sums have dimension 4, the space has 3");
  }
}
