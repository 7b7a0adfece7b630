package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which label counts, whatever the order in which samples and labels arrive. */
class LabelJoinTest {
  @TempDir private Path state;
  private LearnDriver learn;

  @BeforeEach
  void open() {
    learn = new LearnDriver(state, Map.of()).announced();
  }

  @AfterEach
  void close() {
    learn.close();
  }

  private void given(String id, int axis) {
    learn.sample(id, Toy.axis(axis));
  }

  /** Asks with a fresh sample which class lives at an axis. */
  private String answerAt(int axis) {
    given("probe-" + learn.predictions().size(), axis);
    return String.valueOf(learn.lastPrediction().getLabel());
  }

  @Test
  void labelAfterItsSampleTeaches() {
    given("s1", 0);
    assertThat(learn.lastPrediction().getLabel()).isNull();
    assertThat(learn.lastPrediction().getModel()).isNull();
    learn.label("s1", "a", 1);
    assertThat(answerAt(0)).isEqualTo("a");
    assertThat(learn.lastPrediction().getModel().getOffset()).isEqualTo(2);
    assertThat(learn.lastPrediction().getPosition().getOffset()).isEqualTo(3);
    assertThat(learn.counters())
        .isEqualTo(Map.of("samples", 2L, "predictions", 2L, "label_records", 1L, "labels", 1L));
  }

  @Test
  void labelBeforeItsSampleWaitsAndTeachesAfterThePrediction() {
    learn.label("s1", "a", 1);
    given("s1", 0);
    assertThat(learn.lastPrediction().getLabel()).isNull();
    assertThat(answerAt(0)).isEqualTo("a");
    assertThat(learn.lastPrediction().getModel().getOffset()).isEqualTo(2);
    assertThat(learn.counters())
        .containsEntry("early_labels", 1L)
        .containsEntry("labels", 1L)
        .containsEntry("label_records", 1L);
  }

  @Test
  void highestSequenceWinsAfterTheSample() {
    given("s1", 0);
    learn.label("s1", "b", 5);
    learn.label("s1", "a", 4);
    learn.label("s1", "c", 5);
    assertThat(answerAt(0)).isEqualTo("b");
    learn.label("s1", "d", 6);
    assertThat(answerAt(0)).isEqualTo("d");
    assertThat(learn.counters())
        .containsEntry("stale_labels", 2L)
        .containsEntry("labels", 1L)
        .containsEntry("corrections", 1L)
        .containsEntry("label_records", 4L);
  }

  @Test
  void highestSequenceWinsBeforeTheSample() {
    learn.label("s1", "b", 5);
    learn.label("s1", "a", 4);
    learn.label("s1", "c", 5);
    given("s1", 0);
    assertThat(answerAt(0)).isEqualTo("b");
    learn.label("s1", "x", 5);
    assertThat(answerAt(0)).isEqualTo("b");
    learn.label("s2", "p", 1);
    learn.label("s2", "q", 2);
    given("s2", 1);
    assertThat(answerAt(1)).isEqualTo("q");
    assertThat(learn.counters())
        .containsEntry("stale_labels", 3L)
        .containsEntry("early_labels", 2L)
        .containsEntry("labels", 2L);
  }

  @Test
  void correctionMovesTheSample() {
    given("s1", 0);
    learn.label("s1", "a", 1);
    learn.label("s1", "b", 2);
    given("s2", 0);
    assertThat(learn.lastPrediction().getCandidates())
        .singleElement()
        .hasToString("{\"label\": \"b\", \"probability\": 1.0}");
    assertThat(learn.counters()).containsEntry("labels", 1L).containsEntry("corrections", 1L);
  }

  @Test
  void withdrawnLabelLeavesNothing() {
    String before = learn.mark().get("sums_digest");
    given("s1", 0);
    learn.label("s1", "a", 1);
    assertThat(learn.mark().get("sums_digest")).isNotEqualTo(before);
    learn.withdraw("s1", 2);
    assertThat(learn.mark()).containsEntry("sums_digest", before).containsEntry("classes", "0");
    given("s2", 0);
    assertThat(learn.lastPrediction().getLabel()).isNull();
    assertThat(learn.counters()).containsEntry("withdrawals", 1L);
  }

  @Test
  void withdrawnSampleMayBeAssignedAgainByAHigherSequence() {
    given("s1", 0);
    learn.label("s1", "a", 1);
    learn.withdraw("s1", 5);
    learn.label("s1", "a", 4);
    assertThat(learn.mark()).containsEntry("classes", "0").containsEntry("stale_labels", "1");
    learn.label("s1", "b", 6);
    assertThat(answerAt(0)).isEqualTo("b");
    assertThat(learn.counters()).containsEntry("labels", 2L).containsEntry("withdrawals", 1L);
  }

  @Test
  void withdrawalBeforeTheSampleOutranksLowerLabels() {
    learn.label("s1", "a", 1);
    learn.withdraw("s1", 3);
    given("s1", 0);
    learn.label("s1", "b", 2);
    assertThat(learn.mark()).containsEntry("classes", "0").containsEntry("stale_labels", "1");
    learn.label("s1", "c", 4);
    assertThat(answerAt(0)).isEqualTo("c");
  }

  @Test
  void confirmationChangesNothingButTheSequence() {
    given("s1", 0);
    learn.label("s1", "a", 1);
    String sums = learn.mark().get("sums_digest");
    learn.label("s1", "a", 5);
    learn.label("s1", "b", 4);
    assertThat(learn.mark())
        .containsEntry("sums_digest", sums)
        .containsEntry("confirmations", "1")
        .containsEntry("stale_labels", "1");
    learn.withdraw("s2", 1);
    given("s2", 1);
    learn.withdraw("s2", 2);
    assertThat(learn.mark()).containsEntry("confirmations", "2");
  }

  @Test
  void duplicateIsCountedAndNotPredicted() {
    given("s1", 0);
    learn.label("s1", "a", 1);
    String sums = learn.mark().get("sums_digest");
    given("s1", 1);
    assertThat(learn.predictions()).hasSize(1);
    learn.withdraw("s1", 2);
    learn.label("s1", "a", 3);
    assertThat(learn.mark()).containsEntry("sums_digest", sums);
    assertThat(learn.counters())
        .containsEntry("samples", 2L)
        .containsEntry("predictions", 1L)
        .containsEntry("duplicates", 1L);
  }

  @Test
  void classesComeAndGoWithEvents() {
    given("s1", 0);
    given("s2", 1);
    learn.label("s1", "a", 1);
    learn.label("s2", "a", 1);
    learn.label("s2", "b", 2);
    learn.withdraw("s1", 2);
    learn.label("s2", "c", 3);
    assertThat(learn.events().stream().filter(event -> event.getType().startsWith("class")))
        .extracting(LabelJoinTest::summary)
        .containsExactly(
            "class-created a INFO 3 {classes=1}",
            "class-created b INFO 5 {classes=2}",
            "class-emptied a WARN 6 {classes=1}",
            "class-emptied b WARN 7 {classes=0}",
            "class-created c INFO 7 {classes=1}");
  }

  private static String summary(Event event) {
    return String.join(
        " ",
        event.getType(),
        event.getSubject(),
        event.getSeverity().toString(),
        Long.toString(event.getOffset()),
        event.getDetails().toString());
  }

  @Test
  void predictionSaysWhereItComesFrom() {
    given("s1", 0);
    assertThat(learn.lastPrediction().getSampleId()).isEqualTo("s1");
    assertThat(learn.lastPrediction().getSource()).isEqualTo("here");
    assertThat(learn.lastPrediction().getHead()).isEqualTo("plda");
    assertThat(learn.lastPrediction().getSpace()).isEqualTo(Toy.space(1).id().hex());
    assertThat(learn.lastPrediction().getEventTime().toEpochMilli()).isEqualTo(77);
    assertThat(learn.lastPrediction().getMargin()).isNull();
  }
}
