package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Prediction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is refused because a setting says so. */
@ExtendWith(SharedBroker.class)
final class LimitsTest {
  @TempDir private Path state;

  @Test
  void buriesTheLabelThatWouldMakeOneClassTooMany(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of("alluvium.max.classes", "2"));
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      DeadLetters letters = new DeadLetters(harness);
      for (int i = 0; i < 4; i++) {
        harness.sample("s" + i, "word" + i + " text");
      }
      harness.settle();
      harness.predictions(4);
      harness.put(assign("s0", "class0"));
      harness.put(assign("s1", "class1"));
      Label tooMany = assign("s2", "class2");

      DeadLetters.Letter letter = letters.of(harness.put(tooMany));

      assertThat(letter.reason()).isEqualTo("too-many-classes");
      assertThat(letter.message()).isEqualTo("label 'class2' would be class 3, the limit is 2");
      assertThat(letter.value()).isEqualTo(harness.bytes(tooMany));
      harness.sequenced(harness.put(assign("s2", "class1")));
      harness.mark("end");
      harness.settle();
      assertThat(harness.marked("end").getDetails())
          .containsEntry("labels", "3")
          .containsEntry("buried_labels", "1")
          .containsEntry("classes", "2");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void aWaitingLabelOfOneClassTooManyIsBuriedAndItsSamplePredicted(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of("alluvium.max.classes", "1"));
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      harness.sequenced(harness.put(assign("s0", "class0")));
      RecordMetadata second = harness.put(assign("s1", "class1"));
      harness.sequenced(second);
      harness.sample("s0", "word text");
      harness.settle();
      harness.predicted("s0");
      harness.sample("s1", "word text");
      harness.settle();

      Prediction prediction = harness.predicted("s1");

      assertThat(prediction.getLabel()).isEqualTo("class0");
      assertThat(new DeadLetters(harness).of(second).reason()).isEqualTo("too-many-classes");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void buriesTheLabelWhoseSampleDoesNotComeAsItStood(EmbeddedBroker broker) {
    try (Harness harness =
            new Harness(broker, state, Map.of("alluvium.labels.early.wait.ms", "1"));
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      DeadLetters letters = new DeadLetters(harness);
      Label orphan =
          new Label(
              "nobody",
              "there",
              LabelAction.ASSIGN,
              "class",
              Long.MAX_VALUE,
              "ann",
              Instant.ofEpochMilli(-5),
              1);
      RecordMetadata place = harness.put(orphan);
      harness.sequenced(place);
      int[] later = {0};
      await()
          .atMost(Harness.PATIENCE)
          .until(() -> {
            harness.sample("later" + later[0]++, "a text");
            harness.settle();
            return !letters.all().isEmpty();
          });

      DeadLetters.Letter letter = letters.of(place);

      assertThat(letter.reason()).isEqualTo("orphan-label");
      assertThat(letter.message()).contains("label waited for sample 'nobody'");
      assertThat(letter.value()).isEqualTo(harness.bytes(orphan));
      assertThat(letter.key()).isEqualTo("there".getBytes(StandardCharsets.UTF_8));
      harness.sample("nobody", "a text");
      harness.settle();
      assertThat(harness.predicted("nobody").getCandidates()).isEmpty();
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void buriesTheLabelBeyondTheLimitOfItsAnnotatorBeforeAndAfterARestart(EmbeddedBroker broker) {
    Map<String, String> settings =
        Map.of(
            "alluvium.labels.annotator.max",
            "2",
            "alluvium.labels.annotator.window.ms",
            Long.toString(Duration.ofDays(36_525).toMillis()));
    try (Harness harness = new Harness(broker, state, settings)) {
      DeadLetters letters = new DeadLetters(harness);
      Label third = by("ann", "s2");
      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        for (int i = 0; i < 5; i++) {
          harness.sample("s" + i, "word text");
        }
        harness.settle();
        harness.predictions(5);
        harness.sequenced(harness.put(by("ann", "s0")));
        harness.sequenced(harness.put(by("ann", "s1")));

        DeadLetters.Letter letter = letters.of(harness.put(third));

        assertThat(letter.reason()).isEqualTo("annotator-limit");
        assertThat(letter.message())
            .isEqualTo("label 3 of annotator 'ann', the limit is 2 until 2070-01-01T00:00:00Z");
        assertThat(letter.value()).isEqualTo(harness.bytes(third));
        assertThat(pipeline.failure()).isEmpty();
      }
      try (Pipeline pipeline = harness.start(new ToyEncoder())) {
        assertThat(letters.of(harness.put(by("ann", "s3"))).message()).startsWith("label 4 of");
        harness.sequenced(harness.put(by("bob", "s4")));
        harness.mark("end");
        harness.settle();
        assertThat(harness.marked("end").getDetails())
            .containsEntry("labels", "3")
            .containsEntry("buried_labels", "2");
        assertThat(pipeline.failure()).isEmpty();
      }
    }
  }

  private static Label by(String annotator, String sampleId) {
    return new Label(sampleId, "here", LabelAction.ASSIGN, "class", 1L, annotator, null, 1);
  }

  @Test
  void refusesCommandsThatThisDeploymentDoesNotCarryOut(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of("alluvium.commands.allowed", ""));
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      harness.mark("here");
      harness.settle();

      assertThat(harness.happened("command-refused", "mark-here").getMessage())
          .contains("type MARK is not among those allowed here: []");
      assertThat(harness.events(0)).noneMatch(event -> event.getType().equals("mark"));
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static Label assign(String sampleId, String label) {
    return new Label(sampleId, "here", LabelAction.ASSIGN, label, 1L, null, null, 1);
  }
}
