package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeadsTest {
  private static final HeadOptions OPTIONS = HeadOptions.defaults();

  @Test
  void everyNameHasAHead() {
    assertThat(Heads.names())
        .containsExactly(
            "auto",
            "fastslow",
            "fetril",
            "keyvalue",
            "klda",
            "knn",
            "linear",
            "ncm",
            "plda",
            "prior",
            "ranpac",
            "simplex",
            "slda",
            "teen",
            "transductive",
            "trusted");
    for (String name : Heads.names()) {
      assertThat(Heads.named(name, OPTIONS).name()).isEqualTo(name.equals("auto") ? "plda" : name);
    }
  }

  @Test
  void rejectsAnUnknownName() {
    assertThatThrownBy(() -> Heads.named("svm", OPTIONS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "head is 'svm', expected one of [auto, fastslow, fetril, keyvalue, klda, knn, linear, ncm, plda, prior, ranpac, simplex, slda, teen, transductive, trusted]");
  }

  @Test
  void defaultsAreThese() {
    assertThat(OPTIONS).isEqualTo(HeadOptions.defaults().with(Prior.NONE, new Shrinkage.Oas()));
  }

  @Test
  void rejectsOptionsOutOfRange() {
    assertThatThrownBy(() -> OPTIONS.with(builder -> builder.betweenShrinkage(1.1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("between-class shrinkage is 1.1, expected 0 to 1");
    assertThatThrownBy(() -> new Shrinkage.Relative(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("shrinkage is 0.0, expected 1.0E-6 to 1");
  }
}
