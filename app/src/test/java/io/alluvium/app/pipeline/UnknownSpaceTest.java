package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An encoder of another space than the one that is learnt in. */
@ExtendWith(SharedBroker.class)
final class UnknownSpaceTest {
  @TempDir private Path state;

  @Test
  void isRefusedLoudlyAndDoesNotTouchWhatWasLearnt(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of())) {
      ToyEncoder other = new ToyEncoder((byte) 8);
      answer(harness, new ToyEncoder(), "s1");
      String sums = refuse(harness, other, "s2");

      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        harness.sample("s3", "apple three");
        harness.settle();
        assertThat(harness.predicted("s3").getLabel()).isEqualTo("apple");
        harness.mark("end");
        harness.settle();
        assertThat(harness.marked("end").getDetails())
            .containsEntry("samples", "3")
            .containsEntry("predictions", "2")
            .containsEntry("buried_samples", "1")
            .containsEntry("sums_digest", sums);
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  private static void answer(Harness harness, ToyEncoder encoder, String id) {
    try (Pipeline pipeline = harness.start(encoder)) {
      harness.sample(id, "apple one");
      harness.settle();
      harness.predicted(id);
      harness.label(id, "apple", 1);
      harness.settle();
      harness.happened("class-created", "apple");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static String refuse(Harness harness, ToyEncoder encoder, String id) {
    try (Pipeline pipeline = harness.start(encoder)) {
      harness.sample(id, "apple two");
      harness.settle();

      Event refused = harness.happened("space-refused", encoder.space().id().hex());
      assertThat(refused.getSeverity().name()).isEqualTo("ERROR");
      assertThat(refused.getDetails()).containsEntry("active", new ToyEncoder().space().id().hex());

      harness.mark("refused");
      harness.settle();
      String sums = harness.marked("refused").getDetails().get("sums_digest");
      List<DeadLetters.Letter> letters = new DeadLetters(harness).all();
      assertThat(letters).hasSize(1);
      assertThat(letters.getFirst().reason()).isEqualTo("unknown-space");
      assertThat(letters.getFirst().message())
          .contains(encoder.space().id().abbreviated())
          .contains(new ToyEncoder().space().id().abbreviated());
      assertThat(letters.getFirst().topic()).isEqualTo(harness.topics().ledger());
      assertThat(harness.predictions(0)).hasSize(1);
      assertThat(pipeline.failure()).isEmpty();
      return sums;
    }
  }
}
