package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StateWriterTest {
  @Test
  void textsEmbeddingsAndWhatIsNestedAreReadAgain() {
    StateWords nested = new StateWriter().put(3L).put("ein Käfer 🪲").words();
    Embedding embedding = Embedding.of((short) 1, (short) -2, (short) 300, (short) -400, (short) 5);
    StateReader state =
        new StateReader(new StateWriter().put("").put(embedding).put(nested).put(7L).words());

    assertThat(state.nextText()).isEmpty();
    assertThat(state.nextEmbedding(5)).isEqualTo(embedding);
    assertThat(state.nextWords()).isEqualTo(nested);
    assertThat(state.nextLong()).isEqualTo(7);
    state.end();
    StateReader inner = new StateReader(nested);
    assertThat(inner.nextLong()).isEqualTo(3);
    assertThat(inner.nextText()).isEqualTo("ein Käfer 🪲");
    inner.end();
  }

  @Test
  void whatIsCutOffIsRefused() {
    StateWords text = new StateWriter().put(16L).put(1L).words();

    assertThatThrownBy(() -> new StateReader(text).nextText())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state has 1 numbers left, expected 2");
    assertThatThrownBy(() -> new StateReader(new StateWriter().put(2L).put(1L).words()).nextWords())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("state has 1 numbers left, expected 2");
  }
}
