package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.EncoderException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SubBatchesTest {
  private static final List<Integer> NUMBERS = IntStream.range(0, 10).boxed().toList();

  @Test
  void cutsIntoPiecesAndKeepsTheOrder() {
    for (int threads : new int[] {1, 3}) {
      try (SubBatches batches = new SubBatches(4, threads)) {
        Set<Integer> sizes = ConcurrentHashMap.newKeySet();
        List<Integer> doubled =
            batches.map(
                NUMBERS,
                piece -> {
                  sizes.add(piece.size());
                  return piece.stream().map(i -> 2 * i).toList();
                });
        assertThat(doubled).containsExactly(0, 2, 4, 6, 8, 10, 12, 14, 16, 18);
        assertThat(sizes).containsExactlyInAnyOrder(4, 2);
      }
    }
  }

  @Test
  void oneThreadIsTheCallers() {
    try (SubBatches batches = new SubBatches(4, 1)) {
      assertThat(batches.map(NUMBERS, piece -> List.of(Thread.currentThread())))
          .containsOnly(Thread.currentThread());
    }
  }

  @Test
  void worksOnSeveralPiecesAtOnce() {
    CyclicBarrier bothHere = new CyclicBarrier(2);
    try (SubBatches batches = new SubBatches(5, 2)) {
      assertThat(batches.map(NUMBERS, piece -> List.of(meet(bothHere)))).hasSize(2);
    }
  }

  @Test
  void passesOnWhatAPieceThrows() {
    for (int threads : new int[] {1, 2}) {
      try (SubBatches batches = new SubBatches(3, threads)) {
        assertThatThrownBy(() -> batches.map(NUMBERS, piece -> List.of(10 / piece.getFirst())))
            .isInstanceOf(ArithmeticException.class);
      }
    }
  }

  @Test
  void endsWhenInterruptedAndSaysSo() {
    try (SubBatches batches = new SubBatches(1, 2)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> batches.map(NUMBERS, piece -> piece))
          .isInstanceOf(EncoderException.class)
          .hasMessage("interrupted while embedding");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static int meet(CyclicBarrier barrier) {
    try {
      return barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("the other piece did not come", e);
    }
  }
}
