package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedBroker.class)
final class PipelineTest {
  @TempDir private Path state;

  @Test
  void answersEachSampleFromWhatWasLearntBeforeIt(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of());
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      harness.sample("s1", "apple one");
      harness.settle();
      harness.predictions(1);
      harness.label("s1", "apple", 1);
      harness.settle();
      harness.mark("learnt");
      harness.settle();
      harness.marked("learnt");
      harness.sample("s2", "apple two");
      harness.settle();

      List<Prediction> predictions = harness.predictions(2);
      assertThat(predictions.get(0).getLabel()).isNull();
      assertThat(predictions.get(1).getLabel()).isEqualTo("apple");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void findsItsStateAgainAfterARestart(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of())) {
      Event before;
      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        for (int i = 0; i < 200; i++) {
          harness.sample("s" + i, "word" + i % 4 + " number " + i);
          harness.label("s" + i, "class" + i % 4, 1);
        }
        harness.settle();
        harness.predictions(200);
        harness.mark("before");
        harness.settle();
        before = harness.marked("before");
      }
      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        harness.mark("after");
        harness.settle();
        Event after = harness.marked("after");
        assertThat(after.getDetails().get("sums_digest"))
            .isEqualTo(before.getDetails().get("sums_digest"));
        assertThat(after.getDetails().get("predictions_digest"))
            .isEqualTo(before.getDetails().get("predictions_digest"));
        assertThat(after.getDetails().get("labels")).isEqualTo("200");
        harness.sample("new", "word1 again");
        harness.settle();
        assertThat(harness.predictions(201).getLast().getLabel()).isEqualTo("class1");
      }
    }
  }
}
