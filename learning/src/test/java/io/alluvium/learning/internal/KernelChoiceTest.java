package io.alluvium.learning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  @Test
  void prefersVectors() {
    assertThat(KernelChoice.choose("").description()).matches("vector \\d+ bit");
    assertThat(KernelChoice.choose("vector").description()).matches("vector \\d+ bit");
  }

  @Test
  void canBeForced() {
    assertThat(KernelChoice.choose("scalar").description())
        .isEqualTo("scalar: asked for by -Dalluvium.kernels=scalar");
  }

  @Test
  void rejectsAnotherName() {
    assertThatThrownBy(() -> KernelChoice.choose("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("alluvium.kernels is 'fast', expected scalar or vector");
  }
}
