package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeededNumbersTest {
  private static final int MANY = 200_000;

  /** The first outputs of SplitMix64 from 1234567, as its authors publish them. */
  @Test
  void isSplitMix() {
    SeededNumbers numbers = new SeededNumbers(1234567);
    assertThat(numbers.uniform()).isEqualTo((6457827717110365317L >>> 11) * 0x1.0p-53);
    assertThat(numbers.uniform()).isEqualTo((3203168211198807973L >>> 11) * 0x1.0p-53);
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    SeededNumbers numbers = new SeededNumbers(7);
    double[] drawn = DoubleStream.generate(numbers::normal).limit(MANY).toArray();
    assertThat(DoubleStream.of(drawn).average().orElseThrow()).isCloseTo(0, within(0.01));
    assertThat(DoubleStream.of(drawn).map(x -> x * x).average().orElseThrow())
        .isCloseTo(1, within(0.02));
    assertThat(DoubleStream.of(drawn).map(x -> x * x * x * x).average().orElseThrow())
        .isCloseTo(3, within(0.15));
  }

  @Test
  void integersAreUniform() {
    SeededNumbers numbers = new SeededNumbers(7);
    int[] counts = new int[6];
    for (int n = 0; n < MANY; n++) {
      counts[numbers.below(6)]++;
    }
    for (int count : counts) {
      assertThat((double) count / MANY).isCloseTo(1.0 / 6, within(0.005));
    }
  }
}
