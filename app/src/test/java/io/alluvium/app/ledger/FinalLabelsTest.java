package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinalLabelsTest {
  @Test
  void everySampleKeepsItsLabelHoweverManyThereAre() {
    FinalLabels labels = new FinalLabels();
    for (int i = 0; i < 20_000; i++) {
      labels.put("sample-" + i, "class-" + i % 150);
    }
    labels.put("sample-7", "another");

    assertThat(labels.size()).isEqualTo(20_000);
    for (int i = 8; i < 20_000; i++) {
      assertThat(labels.of("sample-" + i)).contains("class-" + i % 150);
    }
    assertThat(labels.of("sample-7")).contains("another");
    assertThat(labels.of("sample-20000")).isEmpty();
    assertThat(labels.of("")).isEmpty();
  }
}
