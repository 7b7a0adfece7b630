package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labels that come early, twice, late, changed and withdrawn, through topics. */
@ExtendWith(SharedBroker.class)
final class LabelHistoryTest {
  @TempDir private Path state;
  private Harness harness;
  private Pipeline pipeline;

  @BeforeEach
  void start(EmbeddedBroker broker) {
    harness = new Harness(broker, state, Map.of());
    pipeline = harness.start(new ToyEncoder());
  }

  @AfterEach
  void stop() {
    pipeline.close();
    harness.close();
  }

  @Test
  void aSecondSampleOfTheSameIdIsCountedAndNotPredicted() {
    sample("s1", "apple one");
    sample("s1", "pear two");
    label("s1", "apple", 1);
    label("s1", "apple", 2);

    assertThat(counts("end"))
        .containsEntry("samples", "2")
        .containsEntry("predictions", "1")
        .containsEntry("duplicates", "1")
        .containsEntry("labels", "1")
        .containsEntry("confirmations", "1");
    assertThat(harness.predictions(1)).hasSize(1);
    assertThat(sample("s2", "apple three").getLabel()).isEqualTo("apple");
  }

  @Test
  void equalAndLowerSequencesAreIgnored() {
    sample("s1", "apple one");
    label("s1", "apple", 5);
    label("s1", "pear", 5);
    label("s1", "plum", 4);
    label("s1", "plum", Long.MIN_VALUE);

    assertThat(counts("end"))
        .containsEntry("label_records", "4")
        .containsEntry("labels", "1")
        .containsEntry("stale_labels", "3")
        .containsEntry("corrections", "0")
        .containsEntry("classes", "1");
    assertThat(labels(sample("s2", "apple two"))).containsExactly("apple");
  }

  @Test
  void aCorrectionMovesTheSample() {
    sample("s1", "apple one");
    label("s1", "pear", 1);
    label("s1", "apple", 2);

    assertThat(counts("end")).containsEntry("labels", "1").containsEntry("corrections", "1");
    assertThat(harness.happened("class-emptied", "pear").getSeverity().name()).isEqualTo("WARN");
    assertThat(labels(sample("s2", "apple two"))).containsExactly("apple");
  }

  @Test
  void aWithdrawnLabelCanBeGivenAnew() {
    sample("s1", "apple one");
    label("s1", "apple", 1);
    withdraw("s1", 2);
    label("s1", "apple", 1);
    assertThat(counts("withdrawn"))
        .containsEntry("withdrawals", "1")
        .containsEntry("stale_labels", "1")
        .containsEntry("classes", "0");
    assertThat(labels(sample("s2", "apple two"))).isEmpty();

    label("s1", "pear", 3);

    assertThat(counts("given anew")).containsEntry("labels", "2").containsEntry("classes", "1");
    assertThat(labels(sample("s3", "apple three"))).containsExactly("pear");
  }

  @Test
  void anEarlyLabelIsLearntAfterItsSampleIsPredicted() {
    label("s1", "pear", 2);
    label("s1", "apple", 3);
    label("s1", "plum", 1);

    assertThat(labels(sample("s1", "apple one"))).isEmpty();
    assertThat(labels(sample("s2", "apple two"))).containsExactly("apple");
    assertThat(counts("end"))
        .containsEntry("early_labels", "1")
        .containsEntry("stale_labels", "1")
        .containsEntry("labels", "1");
  }

  @Test
  void anEarlyWithdrawalWinsOverEarlierLabels() {
    withdraw("s1", 2);
    label("s1", "apple", 1);
    sample("s1", "apple one");
    label("s1", "apple", 1);

    assertThat(counts("end")).containsEntry("labels", "0").containsEntry("stale_labels", "2");
    assertThat(labels(sample("s2", "apple two"))).isEmpty();
  }

  private Prediction sample(String id, String text) {
    harness.sequenced(harness.put(new Sample(id, "here", text, null, Map.of())));
    return harness.predicted(id);
  }

  private void label(String sampleId, String label, long sequence) {
    put(new Label(sampleId, "here", LabelAction.ASSIGN, label, sequence, null, null, 1));
  }

  private void withdraw(String sampleId, long sequence) {
    put(new Label(sampleId, "here", LabelAction.WITHDRAW, null, sequence, null, null, 1));
  }

  private void put(Label label) {
    RecordMetadata place = harness.put(label);
    harness.sequenced(place);
  }

  private Map<String, String> counts(String mark) {
    harness.mark(mark);
    harness.settle();
    Event marked = harness.marked(mark);
    return marked.getDetails();
  }

  private static Iterable<String> labels(Prediction prediction) {
    assertThat(Optional.ofNullable(prediction.getLabel()))
        .isEqualTo(prediction.getCandidates().stream().map(Candidate::getLabel).findFirst());
    return prediction.getCandidates().stream().map(Candidate::getLabel).toList();
  }
}
