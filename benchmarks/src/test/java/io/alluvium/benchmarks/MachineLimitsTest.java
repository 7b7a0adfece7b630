package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The limits do the work they claim to do. */
class MachineLimitsTest {
  private final MachineLimits limits = new MachineLimits();

  @Test
  void readsEveryElement() {
    short[] values = new short[4096];
    values[0] = 1;
    values[1000] = 20;
    values[4095] = 300;

    assertThat(limits.read(values)).isEqualTo(4096);
    assertThat(limits.sum()).isEqualTo(321);
  }

  @Test
  void productsFollowFromWhatWasDoneBefore() {
    long products = limits.multiply();
    long first = limits.sum();
    limits.multiply();

    assertThat(products).isPositive().matches(count -> count % (1 << 14) == 0);
    assertThat(first).isNotZero();
    assertThat(limits.sum()).isNotEqualTo(first);
  }
}
