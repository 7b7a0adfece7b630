package io.alluvium.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassMapTest {
  private static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), 3, new Normalisation.Fixed(20, 100));

  private static SufficientStatistics statistics(float[]... means) {
    SufficientStatistics statistics = new SufficientStatistics(SPACE);
    for (int i = 0; i < means.length; i++) {
      Embedding embedding = SPACE.quantise(means[i]);
      statistics.add("class-" + i, embedding);
    }
    return statistics;
  }

  private static List<?> classes(Map<String, Object> map) {
    return map.get("classes") instanceof List<?> list ? list : List.of();
  }

  private static double at(Map<String, Object> map, int index, String axis) {
    return classes(map).get(index) instanceof Map<?, ?> place
            && place.get(axis) instanceof Number number
        ? number.doubleValue()
        : Double.NaN;
  }

  @Test
  void theFirstAxisIsThatOfTheLargestDifferences() {
    // On a line along the third dimension, with a little of the first.
    Map<String, Object> map =
        ClassMap.of(
            statistics(new float[] {0, 5, -4}, new float[] {1, 5, 0}, new float[] {0, 5, 4}));

    assertThat(classes(map)).hasSize(3);
    assertThat(Math.abs(at(map, 0, "x"))).isEqualTo(400, within(1e-6));
    assertThat(at(map, 0, "x") + at(map, 2, "x")).isEqualTo(0, within(1e-6));
    assertThat(at(map, 1, "x")).isEqualTo(0, within(1e-6));
    assertThat(at(map, 1, "y")).isEqualTo(200 / 3.0, within(1e-6));
    assertThat(map.get("explained")).isEqualTo(1.0);
  }

  @Test
  void twoClassesHaveNoMap() {
    assertThat(ClassMap.of(statistics(new float[] {0, 1, 2}, new float[] {3, 4, 5}))).isEmpty();
  }
}
