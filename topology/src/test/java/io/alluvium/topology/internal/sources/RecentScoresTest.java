package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.topology.Seeds;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RecentScoresTest {
  private final RecentScores scores = new RecentScores();

  private void add(int from, int to) {
    for (int n = from; n < to; n++) {
      scores.add(n);
    }
  }

  @Test
  void fewSayNothing() {
    add(0, 127);
    assertThat(scores.pValue(5)).isEmpty();
    add(127, 128);
    assertThat(scores.pValue(5)).isPresent();
  }

  @Test
  void aPvalueIsTheShareThatIsMoreNovel() {
    add(0, 199);
    assertThat(scores.pValue(1000).orElseThrow()).isEqualTo(0.5 / 200);
    assertThat(scores.pValue(-1000).orElseThrow()).isEqualTo(199.5 / 200);
    assertThat(scores.pValue(98.5).orElseThrow()).isEqualTo(0.5025, within(1e-12));
    assertThat(scores.pValue(99).orElseThrow()).as("ties count half").isEqualTo(0.5);
  }

  @Test
  void theOldestLeave() {
    add(0, 512);
    double before = scores.pValue(-0.5).orElseThrow();
    add(512, 1024);
    assertThat(scores.pValue(511.5).orElseThrow()).isEqualTo(before);
  }

  @Test
  void likeSamplesHaveUniformValues() {
    RandomGenerator random = Seeds.random();
    int below = 0;
    for (int n = 0; n < 4000; n++) {
      double score = random.nextGaussian();
      below += scores.pValue(score).orElse(1) < 0.1 ? 1 : 0;
      scores.add(score);
    }
    assertThat(below / 3872.0).isBetween(0.07, 0.13);
  }

  @Test
  void itGoesOnWhereItWasWritten() {
    add(0, 600);
    StateWriter written = new StateWriter();
    scores.save(written);
    RecentScores again = new RecentScores();
    again.add(7);
    again.load(new StateReader(written.words()));
    add(600, 700);
    for (int n = 600; n < 700; n++) {
      again.add(n);
    }
    assertThat(again.pValue(300)).isEqualTo(scores.pValue(300));
    assertThat(again.clear()).isTrue();
    assertThat(again.clear()).isFalse();
    assertThat(again.pValue(300)).isEmpty();
  }

  @Test
  void moreThanThereCanBeAreRefused() {
    StateReader damaged = new StateReader(new StateWriter().put(513L).words());
    assertThatThrownBy(() -> scores.load(damaged)).hasMessageContaining("expected 0 to 512");
  }
}
