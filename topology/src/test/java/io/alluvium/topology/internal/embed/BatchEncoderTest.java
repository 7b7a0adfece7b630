package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.topology.Toy;
import io.alluvium.topology.internal.embed.BatchEncoder.Embedded;
import io.alluvium.topology.internal.embed.BatchEncoder.Outcome;
import io.alluvium.topology.internal.embed.BatchEncoder.Rejected;
import io.alluvium.topology.internal.wire.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchEncoderTest {
  private final Toy toy = new Toy();
  private final BatchEncoder batches = new BatchEncoder(toy);

  private List<Outcome> encode(String... texts) {
    return batches.encode(Stream.of(texts).<Payload>map(Payload.Text::new).toList());
  }

  private static Outcome axis(int axis) {
    return new Embedded(Toy.axis(axis));
  }

  @Test
  void wholeBatchIsOneCall() {
    assertThat(encode("0 a", "2 b", "1 c")).containsExactly(axis(0), axis(2), axis(1));
    assertThat(toy.calls()).containsExactly(List.of("0 a", "2 b", "1 c"));
    assertThat(encode()).isEmpty();
    assertThat(toy.calls()).hasSize(1);
  }

  @Test
  void unacceptablePayloadCostsOnlyItself() {
    assertThat(encode("0 a", "bad", "1 c"))
        .containsExactly(
            axis(0), new Rejected(Reason.UNACCEPTABLE_PAYLOAD, "text is bad"), axis(1));
  }

  @Test
  void payloadOfAnotherKindCostsOnlyItself() {
    List<Payload> payloads = List.of(new Payload.Numbers(new float[2]), new Payload.Text("3 x"));
    List<Outcome> outcomes = batches.encode(payloads);
    assertThat(outcomes.get(1)).isEqualTo(axis(3));
    assertThat(((Rejected) outcomes.getFirst()).reason()).isEqualTo(Reason.UNACCEPTABLE_PAYLOAD);
  }

  @Test
  void vectorThatIsNotFiniteCostsOnlyItself() {
    assertThat(encode("0 nan", "1 c"))
        .containsExactly(
            new Rejected(
                Reason.UNACCEPTABLE_PAYLOAD,
                "vector has NaN at dimension 0, expected a finite number"),
            axis(1));
  }

  @Test
  void payloadTheEncoderChokesOnIsRejectedOnceTheEncoderHasShownThatItWorks() {
    assertThat(encode("0 a")).containsExactly(axis(0));
    assertThat(encode("poison"))
        .containsExactly(new Rejected(Reason.ENCODER_FAILED, "choked on poison"));
    assertThat(toy.calls().getLast()).as("the canary").containsExactly("0 a");
  }

  @Test
  void laterPayloadOfTheBatchMayShowThatTheEncoderWorks() {
    assertThat(encode("poison", "1 b"))
        .containsExactly(new Rejected(Reason.ENCODER_FAILED, "choked on poison"), axis(1));
    assertThat(toy.calls().getLast()).containsExactly("1 b");
  }

  @Test
  void encoderThatHasNeverWorkedIsNotTrusted() {
    assertThatThrownBy(() -> encode("poison", "bad"))
        .isInstanceOf(EncoderException.class)
        .hasMessage("choked on poison");
  }

  @Test
  void brokenEncoderCostsNoPayload() {
    encode("0 a");
    toy.breakDown();
    assertThatThrownBy(() -> encode("1 b", "2 c"))
        .isInstanceOf(EncoderException.class)
        .hasMessage("the toy is broken");
    assertThat(toy.calls().getLast()).as("the canary").containsExactly("0 a");
  }
}
