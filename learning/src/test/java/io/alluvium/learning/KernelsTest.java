package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelsTest {
  private static final WeightRows ROWS =
      WeightRows.of(Samples.space(2), new double[][] {{1, 0}, {0, -2}}, new double[2]);

  @Test
  void saysWhatRuns() {
    assertThat(Kernels.implementation()).matches("vector \\d+ bit|scalar: .*");
  }

  @Test
  void dotsOfEachRow() {
    int[] out = new int[2];
    Kernels.dots(Embedding.of((short) 3, (short) 5), ROWS, out);
    assertThat(out).containsExactly(3 * 32767, -5 * 32767);
  }

  @Test
  void rejectsShapesThatDoNotFit() {
    assertThatThrownBy(() -> Kernels.dots(Embedding.of((short) 1), ROWS, new int[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding has dimension 1, rows have 2");
    assertThatThrownBy(() -> Kernels.dots(Embedding.of(new short[2]), ROWS, new int[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("output has length 1, there are 2 rows");
  }
}
