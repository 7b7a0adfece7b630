package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that the encoder of numbers cannot take, among others that it can. */
@ExtendWith(SharedBroker.class)
final class VectorInputTest {
  private static final Map<String, Object> BAD =
      Map.of(
          "numbers have dimension 2, expected 3", List.of(1f, 2f),
          "numbers have dimension 0, expected 3", List.of(),
          "numbers have dimension 4, expected 3", List.of(1f, 2f, 3f, 4f),
          "numbers have NaN at dimension 1", List.of(1f, Float.NaN, 3f),
          "numbers have Infinity at dimension 2", List.of(1f, 2f, Float.POSITIVE_INFINITY),
          "gave a vector of norm 0, expected a direction", List.of(0f, 0f, 0f),
          "takes numbers, got text", "1 2 3");

  @TempDir private Path state;
  @TempDir private Path encoder;

  @Test
  void costOnlyThemselves(EmbeddedBroker broker) throws IOException {
    Files.writeString(
        encoder.resolve("serving.properties"),
        "engine=vector\noption.dim=3\noption.normalisation=l2\noption.modelName=test\n");
    Map<String, String> settings = Map.of("alluvium.encoder", encoder.toString());
    try (Harness harness = new Harness(broker, state, settings);
        Pipeline pipeline = harness.start(Pipeline.openEncoder(harness.config()))) {
      DeadLetters letters = new DeadLetters(harness);
      int number = 0;
      for (Map.Entry<String, Object> bad : BAD.entrySet()) {
        var place = harness.put(sample("bad" + number, bad.getValue()));
        harness.put(sample("good" + number, List.of(1f, 2f, (float) number)));

        assertThat(letters.of(place).reason()).isEqualTo("unacceptable-payload");
        assertThat(letters.of(place).message()).contains(bad.getKey());
        number++;
      }
      assertThat(harness.predictions(number)).hasSize(number);
      assertThat(letters.all()).hasSize(number);
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static Sample sample(String id, Object payload) {
    return new Sample(id, "here", payload, null, Map.of());
  }
}
