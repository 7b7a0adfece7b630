package io.alluvium.evaluation.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.evaluation.compare.BlockBootstrap.Interval;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockBootstrapTest {
  /** Half ones, half zeros, by turns of a length. */
  private static byte[] turns(int values, int length) {
    byte[] turns = new byte[values];
    for (int i = 0; i < values; i++) {
      turns[i] = (byte) (i / length % 2);
    }
    return turns;
  }

  @Test
  void singleDrawsHaveTheWidthOfTheBinomialDistribution() {
    Interval interval = new BlockBootstrap(4_000, 1, 7).mean(turns(1_000, 1));

    double halfWidth = 1.96 * Math.sqrt(0.25 / 1_000);
    assertThat(interval.low()).isEqualTo(0.5 - halfWidth, within(0.003));
    assertThat(interval.high()).isEqualTo(0.5 + halfWidth, within(0.003));
  }

  @Test
  void whatHangsTogetherMakesTheIntervalWider() {
    Interval alone = new BlockBootstrap(2_000, 1, 7).mean(turns(1_000, 50));
    Interval blocks = new BlockBootstrap(2_000, 50, 7).mean(turns(1_000, 50));

    assertThat(blocks.high() - blocks.low()).isGreaterThan(3 * (alone.high() - alone.low()));
  }

  @Test
  void valuesThatAreAllEqualHaveNoWidth() {
    byte[] same = new byte[37];
    Arrays.fill(same, (byte) -1);

    assertThat(new BlockBootstrap(100, 5, 1).mean(same)).isEqualTo(new Interval(-1, -1));
  }

  @Test
  void equalSeedsGiveEqualIntervals() {
    byte[] values = turns(500, 3);

    assertThat(new BlockBootstrap(500, 0, 3).mean(values))
        .isEqualTo(new BlockBootstrap(500, 0, 3).mean(values))
        .isNotEqualTo(new BlockBootstrap(500, 0, 4).mean(values));
  }

  @Test
  void blocksAreTheThirdRootUnlessSaid() {
    assertThat(BlockBootstrap.defaults().blockOf(1_000)).isEqualTo(10);
    assertThat(new BlockBootstrap(100, 30, 7).blockOf(12)).isEqualTo(12);
  }

  @Test
  void refusesTooFewDraws() {
    assertThatThrownBy(() -> new BlockBootstrap(99, 0, 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("draws are 99, expected at least 100");
  }
}
