package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ShadowMomentsTest {
  private final RandomGenerator random = Seeds.random();
  private final PairSamples samples = new PairSamples(random, 5, 7, new double[0][0]);

  @Test
  void anySplitMergesToTheSameBits() {
    List<Pair> pairs = samples.pairs(300, 3);
    ShadowMoments whole = samples.moments(pairs);
    ShadowMoments merged = new ShadowMoments(samples.from(), samples.to());
    List<ShadowMoments> parts = List.of(merged.copy(), merged.copy(), merged.copy());
    for (Pair pair : pairs.reversed()) {
      parts.get(random.nextInt(3)).add(pair);
    }
    parts.forEach(merged::merge);
    assertThat(merged.digest()).isEqualTo(whole.digest());
    assertThat(merged.samples()).isEqualTo(300);
    assertThat(merged.samples(Fold.HOLD)).isBetween(20L, 110L);
  }

  @Test
  void pairTakenAwayLeavesNoTrace() {
    List<Pair> pairs = samples.pairs(50, 3);
    ShadowMoments moments = samples.moments(pairs);
    Pair another = samples.pair(1);
    moments.add(another);
    assertThat(moments.digest()).isNotEqualTo(samples.moments(pairs).digest());
    moments.subtract(another);
    assertThat(moments.digest()).isEqualTo(samples.moments(pairs).digest());
  }

  @Test
  void viewsOfAnotherWidthAreRefused() {
    ShadowMoments moments = samples.moments(List.of());
    Embedding narrow = Embedding.of((short) 1);
    assertThatThrownBy(() -> moments.add(new Pair("a", samples.pair(0).from(), narrow)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("new view has dimension 1");
    assertThatThrownBy(() -> new ShadowMoments(samples.from(), samples.from()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void momentsBetweenOtherSpacesDoNotMerge() {
    ShadowMoments moments = samples.moments(List.of());
    ShadowMoments reversed = new ShadowMoments(samples.to(), samples.from());
    assertThatThrownBy(() -> moments.merge(reversed)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reservoirKeepsTheSamePairsInAnyOrderAndSplit() {
    List<Pair> pairs = samples.pairs(500, 3);
    PairReservoir whole = new PairReservoir(20);
    pairs.forEach(whole::offer);
    PairReservoir left = new PairReservoir(20);
    PairReservoir right = new PairReservoir(20);
    pairs.reversed().forEach(pair -> (random.nextBoolean() ? left : right).offer(pair));
    left.merge(right);
    assertThat(left.pairs()).isEqualTo(whole.pairs()).hasSize(20);
    assertThat(whole.pairs()).allMatch(pair -> Fold.of(pair.sampleId()) == Fold.HOLD);
  }
}
