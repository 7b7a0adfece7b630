package io.alluvium.learning.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.GaussianWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UnknownBufferTest {
  private final Random random = new Random(23);
  private final GaussianWorld world = new GaussianWorld(random);
  private final UnknownBuffer buffer = new UnknownBuffer(world.geometry(), 0.8);

  private double[] noise() {
    return random.doubles(GaussianWorld.DIM, -1, 1).toArray();
  }

  @Test
  void strangersThatBelongTogetherBecomeOneCandidate() {
    List<CandidateClass> found = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      boolean stranger = n % 2 == 0;
      found.addAll(
          buffer.add((stranger ? "s" : "n") + n, stranger ? world.stranger().toPoint() : noise()));
    }

    assertThat(found).isNotEmpty();
    CandidateClass first = found.getFirst();
    long pure = first.exemplars().stream().filter(id -> id.startsWith("s")).count();
    assertThat(pure).isGreaterThanOrEqualTo(8L * first.exemplars().size() / 10);
    assertThat(first.cohesion()).isGreaterThan(0.8);
    assertThat(first.relations().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-9));
  }

  @Test
  void samplesThatHaveNothingInCommonAreNoCandidate() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(buffer.add("n" + n, noise())).isEmpty();
    }
    assertThat(buffer.size()).isEqualTo(UnknownBuffer.CAPACITY);
  }

  @Test
  void candidatesLeaveTheBuffer() {
    int found = 0;
    int added = 0;
    while (found == 0 && added < 200) {
      found = buffer.add("s" + added, world.stranger().toPoint()).size();
      added++;
    }

    assertThat(found).isPositive();
    assertThat(buffer.size()).isLessThan(added);
  }
}
