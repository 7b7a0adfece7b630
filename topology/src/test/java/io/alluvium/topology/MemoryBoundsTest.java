package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.topology.internal.wire.Body;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves the memory, when, and what becomes of it. */
class MemoryBoundsTest {
  @TempDir private Path state;
  private final Map<String, String> settings = new HashMap<>();
  private Optional<LearnDriver> open = Optional.empty();

  private LearnDriver learn() {
    if (open.isEmpty()) {
      open = Optional.of(new LearnDriver(state, settings).announced());
    }
    return open.get();
  }

  @AfterEach
  void close() {
    open.ifPresent(LearnDriver::close);
  }

  @Test
  void labelWhoseSampleDoesNotComeInTimeIsAnOrphan() {
    settings.put(AlluviumConfig.LABELS_EARLY_WAIT_MS, "1000");
    Body.Label label =
        new Body.Label(
            "s1",
            "there",
            Optional.of(new Assignment("a", 12)),
            3,
            Optional.of("ann"),
            OptionalLong.of(88));
    learn().label(label);
    learn().advance(1000);
    learn().mark();
    assertThat(learn().deadLetters()).isEmpty();
    learn().advance(1);
    learn().mark();
    assertThat(learn().reasons()).containsExactly("orphan-label");
    var letter = learn().deadLetters().getFirst();
    assertThat(letter.key()).isEqualTo("there".getBytes(UTF_8));
    assertThat(LearnDriver.header(letter, "__streams.errors.topic")).isEqualTo("alluvium.labels");
    assertThat(LearnDriver.header(letter, "__streams.errors.partition")).isEqualTo("0");
    assertThat(LearnDriver.header(letter, "__streams.errors.offset")).isEqualTo("0");
    assertThat(LearnDriver.header(letter, "__streams.errors.message"))
        .isEqualTo("label waited for sample 's1', which did not come in time");
    assertThat(letter.headers().lastHeader("trace")).as("header of another entry").isNull();
    assertThat(learn().serdes().label().deserializer().deserialize("labels", letter.value()))
        .isEqualTo(
            new Label(
                "s1", "there", LabelAction.ASSIGN, "a", 3L, "ann", Instant.ofEpochMilli(88), 12));
    learn().sample("s1", Toy.axis(0));
    assertThat(learn().mark()).containsEntry("classes", "0").containsEntry("buried_labels", "1");
  }

  @Test
  void sampleThatComesWithItsLastMomentFindsItsLabel() {
    settings.put(AlluviumConfig.LABELS_EARLY_WAIT_MS, "1000");
    learn().label("s1", "a", 1);
    learn().advance(1000);
    learn().sample("s1", Toy.axis(0));
    learn().advance(10_000);
    assertThat(learn().mark()).containsEntry("labels", "1").containsEntry("buried_labels", "0");
  }

  @Test
  void oldestOfTooManyWaitingLabelsIsAnOrphan() {
    settings.put(AlluviumConfig.LABELS_MAX_EARLY, "2");
    learn().label("s1", "a", 1);
    learn().label("s2", "a", 1);
    learn().label("s1", "b", 2);
    learn().label("s3", "a", 1);
    learn().sample("s2", Toy.axis(1));
    assertThat(learn().reasons()).containsExactly("orphan-label");
    assertThat(LearnDriver.header(learn().deadLetters().getFirst(), "__streams.errors.message"))
        .contains("'s2'");
    learn().sample("s1", Toy.axis(0));
    learn().sample("s3", Toy.axis(2));
    assertThat(learn().counters()).containsEntry("labels", 2L).containsEntry("buried_labels", 1L);
  }

  @Test
  void floodOfOneSourceCostsOthersNoWaitingLabel() {
    settings.put(AlluviumConfig.LABELS_MAX_EARLY, "6");
    learn().label(from("quiet", "q1"));
    learn().label(from("other", "o1"));
    for (int n = 0; n < 50; n++) {
      learn().label(from("loud", "l" + n));
    }
    learn().label(from("quiet", "q2"));
    learn().label(from("late", "x1"));
    for (String id : List.of("q1", "o1", "q2", "x1", "l49")) {
      learn().sample(id, Toy.axis(0));
    }
    assertThat(learn().counters())
        .as("the loud source has what is left of the room, the others have all of theirs")
        .containsEntry("labels", 5L)
        .containsEntry("buried_labels", 48L);
    assertThat(LearnDriver.header(learn().deadLetters().getFirst(), "__streams.errors.message"))
        .isEqualTo(
            "label waited for sample 'l0', and was the oldest of 5 that waited of source 'loud',"
                + " when more than 6 waited in all");
  }

  private static Body.Label from(String source, String id) {
    return new Body.Label(
        id, source, Optional.of(Assignment.of("a")), 1, Optional.empty(), OptionalLong.empty());
  }

  @Test
  void unlabelledSampleExpiresByTime() {
    settings.put(AlluviumConfig.BANK_UNLABELLED_TTL_MS, "1000");
    settings.put(AlluviumConfig.LABELS_EARLY_WAIT_MS, "1");
    learn().sample("kept", Toy.axis(0));
    learn().label("kept", "a", 1);
    learn().sample("s1", Toy.axis(1));
    learn().sample("s2", Toy.axis(1));
    learn().advance(1000);
    learn().label("s2", "b", 1);
    learn().advance(1);
    learn().label("s1", "b", 1);
    learn().label("kept", "c", 2);
    assertThat(learn().counters())
        .containsEntry("expired_samples", 1L)
        .containsEntry("labels", 2L)
        .containsEntry("early_labels", 1L)
        .containsEntry("corrections", 1L);
    learn().advance(2);
    learn().mark();
    assertThat(learn().reasons()).containsExactly("orphan-label");
    learn().sample("s1", Toy.axis(1));
    assertThat(learn().counters()).containsEntry("predictions", 4L).doesNotContainKey("duplicates");
  }

  @Test
  void oldestOfTooManyUnlabelledSamplesExpires() {
    settings.put(AlluviumConfig.BANK_MAX_UNLABELLED, "2");
    for (int n = 0; n < 4; n++) {
      learn().sample("s" + n, Toy.axis(0));
      if (n == 0) {
        learn().label("s0", "a", 1);
      }
    }
    assertThat(learn().counters()).containsEntry("expired_samples", 1L);
    learn().withdraw("s0", 2);
    learn().label("s2", "a", 1);
    learn().label("s3", "a", 1);
    assertThat(learn().counters())
        .as("a withdrawn sample is unlabelled again, and the oldest")
        .containsEntry("expired_samples", 2L)
        .containsEntry("labels", 3L);
  }

  @Test
  void oldestLabelledSampleIsSettledAndCannotBeCorrected() {
    settings.put(AlluviumConfig.BANK_MAX_LABELLED, "1");
    learn().sample("s1", Toy.axis(0));
    learn().sample("s2", Toy.axis(1));
    learn().label("s2", "b", 1);
    learn().label("s1", "a", 1);
    String sums = learn().mark().get("sums_digest");
    learn().label("s1", "c", 2);
    learn().withdraw("s1", 3);
    learn().sample("s1", Toy.axis(2));
    assertThat(learn().mark())
        .containsEntry("sums_digest", sums)
        .containsEntry("settled_samples", "1")
        .containsEntry("refused_labels", "2")
        .containsEntry("duplicates", "1");
    assertThat(learn().events("label-refused"))
        .extracting(Event::getSubject, Event::getMessage, Event::getDetails)
        .first()
        .hasToString(
            "(\"s1\", \"Sample 's1' is settled as a: its vector is no longer kept (policy recency: at"
                + " most 1 labelled samples keep it), so it cannot be corrected.\","
                + " {\"labelled_ttl_ms\"=\"0\", \"max_labelled\"=\"1\", \"policy\"=\"recency\","
                + " \"sequence\"=\"2\"})");
    learn().label("s2", "c", 2);
    assertThat(learn().mark()).containsEntry("corrections", "1");
  }

  @Test
  void settledSampleMayBeConfirmed() {
    settings.put(AlluviumConfig.BANK_MAX_LABELLED, "1");
    learn().sample("s1", Toy.axis(0));
    learn().label("s1", "a", 1);
    learn().sample("s2", Toy.axis(1));
    learn().label("s2", "b", 1);
    learn().label("s1", "a", 2);
    learn().label("s1", "a", 2);
    assertThat(learn().counters())
        .containsEntry("settled_samples", 1L)
        .containsEntry("confirmations", 1L)
        .containsEntry("stale_labels", 1L)
        .doesNotContainKey("refused_labels");
    assertThat(learn().events("label-refused")).isEmpty();
  }

  @Test
  void labelThatWouldMakeOneClassTooManyIsADeadLetter() {
    settings.put(AlluviumConfig.MAX_CLASSES, "2");
    for (int n = 0; n < 4; n++) {
      learn().sample("s" + n, Toy.axis(n));
    }
    learn().label("s0", "a", 1);
    learn().label("s1", "b", 1);
    learn().label("s2", "c", 1);
    assertThat(learn().reasons()).containsExactly("too-many-classes");
    assertThat(LearnDriver.header(learn().deadLetters().getFirst(), "__streams.errors.message"))
        .isEqualTo("label 'c' would be class 3, the limit is 2");
    assertThat(LearnDriver.header(learn().deadLetters().getFirst(), "trace"))
        .isEqualTo("100000000000");
    learn().label("s2", "a", 1);
    learn().withdraw("s1", 2);
    learn().label("s3", "d", 1);
    assertThat(learn().mark())
        .containsEntry("classes", "2")
        .containsEntry("labels", "4")
        .containsEntry("buried_labels", "1");
  }

  @Test
  void waitingLabelOfOneClassTooManyIsADeadLetterAndItsSampleStaysUnlabelled() {
    settings.put(AlluviumConfig.MAX_CLASSES, "1");
    learn().sample("s0", Toy.axis(0));
    learn().label("s0", "a", 1);
    learn().label("s1", "b", 9);
    learn().sample("s1", Toy.axis(1));
    assertThat(learn().reasons()).containsExactly("too-many-classes");
    assertThat(learn().predictions()).hasSize(2);
    learn().label("s1", "a", 1);
    assertThat(learn().counters()).containsEntry("labels", 2L).containsEntry("buried_labels", 1L);
  }

  @Test
  void lastSampleOfAClassMayBecomeAnotherClassAtTheLimit() {
    settings.put(AlluviumConfig.MAX_CLASSES, "1");
    learn().sample("s0", Toy.axis(0));
    learn().label("s0", "a", 1);
    learn().label("s0", "b", 2);
    assertThat(learn().deadLetters()).isEmpty();
    learn().sample("s1", Toy.axis(0));
    learn().label("s1", "b", 1);
    learn().label("s0", "c", 3);
    assertThat(learn().reasons()).containsExactly("too-many-classes");
    assertThat(learn().mark()).containsEntry("classes", "1").containsEntry("corrections", "1");
  }
}
