package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Encoder} does. */
abstract class EncoderContractTest {
  private static final Comparator<float[]> BITS = Arrays::compare;

  /** Returns an open encoder, which the tests leave open. */
  abstract Encoder shared();

  /** Opens an encoder for one test. */
  abstract Encoder open();

  /** Returns the payload of a number; different numbers give different vectors. */
  abstract Payload good(int number);

  /** Returns a payload of the right kind that cannot be encoded. */
  abstract Payload bad();

  /** Returns a payload of another kind, and what the encoder says to it. */
  abstract Payload otherKind();

  abstract String refusalOfOtherKind();

  @Test
  void embedsNothingToNothing() {
    assertThat(shared().embed(List.of())).isEmpty();
  }

  @Test
  void givesVectorsOfItsDimensionThatTheSpaceQuantises() {
    List<float[]> vectors = shared().embed(goods(3));
    assertThat(vectors).hasSize(3).allSatisfy(v -> assertThat(v).hasSize(shared().dim()));
    assertThat(vectors).allSatisfy(v -> shared().space().quantise(v));
  }

  @Test
  void embedsItsProbe() {
    Payload probe = shared().probe().orElseThrow();
    assertThat(shared().embed(List.of(probe))).hasSize(1);
  }

  @Test
  void keepsTheOrder() {
    List<Payload> payloads = goods(40);
    List<float[]> alone = alone(payloads);
    assertThat(alone).doesNotHaveDuplicates();
    List<Integer> order = new ArrayList<>(IntStream.range(0, payloads.size()).boxed().toList());
    Collections.shuffle(order, TestSeed.random());
    List<float[]> shuffled = shared().embed(order.stream().map(payloads::get).toList());
    for (int i = 0; i < order.size(); i++) {
      assertThat(shuffled.get(i))
          .as("payload %d at place %d, test.seed=%d", order.get(i), i, TestSeed.SEED)
          .isEqualTo(alone.get(order.get(i)));
    }
  }

  @Test
  void doesNotDependOnTheBatchBitForBit() {
    List<Payload> payloads = goods(64);
    List<float[]> alone = alone(payloads);
    assertThat(shared().embed(payloads)).usingElementComparator(BITS).isEqualTo(alone);
    assertThat(shared().embed(payloads.subList(0, 32)))
        .usingElementComparator(BITS)
        .isEqualTo(alone.subList(0, 32));
  }

  @Test
  void leavesThePayloadsAlone() {
    List<Payload> payloads = List.of(good(1), good(2));
    shared().embed(payloads);
    assertThat(payloads).containsExactly(good(1), good(2));
  }

  @Test
  void refusesAnotherKind() {
    assertThatThrownBy(() -> shared().embed(List.of(good(0), otherKind())))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessage(refusalOfOtherKind());
  }

  @Test
  void refusesABatchWithOneBadPayload() {
    List<Payload> payloads = goods(20);
    payloads.set(13, bad());
    assertThatThrownBy(() -> shared().embed(payloads))
        .isInstanceOf(UnacceptablePayloadException.class);
    assertThat(shared().embed(List.of(good(0)))).hasSize(1);
  }

  @Test
  void closesTwiceAndThenRefusesWork() {
    Encoder encoder = open();
    encoder.close();
    encoder.close();
    assertThatThrownBy(() -> encoder.embed(List.of(good(0))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
    assertThat(encoder.space()).isEqualTo(shared().space());
  }

  private List<Payload> goods(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(this::good).toList());
  }

  private List<float[]> alone(List<Payload> payloads) {
    return payloads.stream().map(one -> shared().embed(List.of(one)).getFirst()).toList();
  }
}
