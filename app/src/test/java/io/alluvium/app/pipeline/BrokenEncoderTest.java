package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An encoder that fails for one payload, and one that fails for all. */
@ExtendWith(SharedBroker.class)
final class BrokenEncoderTest {
  private static final int BATCH = 8;

  @TempDir private Path state;

  @Test
  void aPayloadThatFailsCostsOnlyItselfWhereverItStandsInTheFirstBatch(EmbeddedBroker broker) {
    for (int poisoned : new int[] {0, 3, BATCH - 1}) {
      try (Harness harness = harness(broker)) {
        List<RecordMetadata> places = write(harness, poisoned);
        try (Pipeline pipeline = harness.start(new ToyEncoder())) {
          DeadLetters.Letter letter = new DeadLetters(harness).of(places.get(poisoned));
          assertThat(letter.reason()).isEqualTo("encoder-failed");
          assertThat(letter.message()).isEqualTo("the toy choked on 'POISON'");
          assertThat(ids(harness.predictions(BATCH - 1)))
              .as("payload %d fails", poisoned)
              .isEqualTo(
                  IntStream.range(0, BATCH)
                      .filter(i -> i != poisoned)
                      .mapToObj(i -> "s" + i)
                      .toList());
          assertThat(pipeline.failure()).isEmpty();
        }
      }
    }
  }

  @Test
  void allOfTheFirstPayloadsMayFail(EmbeddedBroker broker) {
    try (Harness harness = harness(broker);
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      DeadLetters letters = new DeadLetters(harness);
      List<RecordMetadata> places = new ArrayList<>();
      places.add(harness.put(sample(0, "POISON 0")));
      assertThat(letters.of(places.getFirst()).reason()).isEqualTo("encoder-failed");
      for (int i = 1; i <= BATCH; i++) {
        places.add(harness.put(sample(i, "POISON " + i)));
      }
      for (RecordMetadata place : places) {
        assertThat(letters.of(place).reason()).isEqualTo("encoder-failed");
      }
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void anEncoderThatBreaksDownStopsThePipelineAndLosesNothing(EmbeddedBroker broker)
      throws InterruptedException {
    try (Harness harness = harness(broker)) {
      ToyEncoder encoder = new ToyEncoder();
      try (Pipeline pipeline = harness.start(encoder)) {
        harness.sample("good", "a text");
        harness.settle();
        harness.predicted("good");
        encoder.breakDown();
        write(harness, -1);

        assertThat(pipeline.awaitEnd(Harness.PATIENCE)).isTrue();
        assertThat(pipeline.failure())
            .hasValueSatisfying(
                failure -> assertThat(failure).hasMessage("EMBED stopped: the toy is broken"));
        assertThat(CommittedOffsets.of(harness, "embed", harness.topics().samples()))
            .as("offset committed, after one good sample")
            .hasValue(1);
      }
      assertThat(harness.predictions(1)).hasSize(1);
      assertThat(new DeadLetters(harness).all()).isEmpty();

      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        List<String> expected = new ArrayList<>(List.of("good"));
        IntStream.range(0, BATCH).forEach(i -> expected.add("s" + i));
        assertThat(ids(harness.predictions(1 + BATCH))).isEqualTo(expected);
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  private Harness harness(EmbeddedBroker broker) {
    return new Harness(
        broker, state, Map.of("alluvium.encoder.batch_size", Integer.toString(BATCH)));
  }

  private static List<RecordMetadata> write(Harness harness, int poisoned) {
    List<RecordMetadata> places = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      places.add(harness.put(sample(i, i == poisoned ? "POISON" : "a text")));
    }
    return places;
  }

  private static Sample sample(int number, String text) {
    return new Sample("s" + number, "here", text, null, Map.of());
  }

  private static List<String> ids(List<Prediction> predictions) {
    return predictions.stream().map(Prediction::getSampleId).toList();
  }
}
