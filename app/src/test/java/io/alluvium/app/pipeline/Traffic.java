package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Samples with one label each, and the books that say what became of them. */
final class Traffic {
  private static final int CLASSES = 8;

  private final Harness harness;
  private final ToyEncoder encoder;
  private final List<String> ids = new ArrayList<>();

  Traffic(Harness harness, ToyEncoder encoder) {
    this.harness = harness;
    this.encoder = encoder;
  }

  /** Sends samples with their labels, every other label first, and waits for nothing. */
  void send(int samples) {
    for (int i = 0; i < samples; i++) {
      int number = ids.size();
      String id = "s" + number;
      boolean labelFirst = number % 2 == 0;
      if (labelFirst) {
        harness.label(id, "class" + number % CLASSES, 1);
      }
      harness.sample(id, "word" + number % CLASSES + " number " + number);
      if (!labelFirst) {
        harness.label(id, "class" + number % CLASSES, 1);
      }
      ids.add(id);
    }
  }

  /** Sends samples and returns as soon as the first of them are embedded. */
  void sendUntilUnderWay(int samples) {
    int before = encoder.embedded();
    send(samples);
    Harness.patiently().pollInterval(Duration.ofMillis(1)).until(() -> encoder.embedded() > before);
  }

  /** Sends samples one call for which kills the thread of EMBED, and returns when it did. */
  void sendAndCrash(int samples) {
    sendAndFail(samples, new IllegalStateException("the toy crashed"));
  }

  /** Sends samples one call for which fails in EMBED, and returns when it did. */
  void sendAndFail(int samples, RuntimeException failure) {
    int before = encoder.failures();
    encoder.failNext(failure);
    send(samples);
    Harness.patiently().until(() -> encoder.failures() > before);
  }

  /** Waits until a mark behind all that was sent is answered. */
  Event awaitLearnt() {
    new Backlog(harness).awaitRead();
    harness.mark("end");
    harness.settle();
    return harness.marked("end");
  }

  /** Checks that each sample and each label is in the ledger once, answered once, learnt once. */
  void verify(Event mark) {
    assertThat(ledgerSamples()).isEqualTo(Balance.EVEN);
    assertThat(ledgerLabels()).isEqualTo(Balance.EVEN);
    assertThat(predictions()).isEqualTo(Balance.EVEN);
    String all = Integer.toString(ids.size());
    assertThat(mark.getDetails())
        .containsEntry("samples", all)
        .containsEntry("predictions", all)
        .containsEntry("label_records", all)
        .containsEntry("labels", all)
        .containsEntry("classes", Integer.toString(CLASSES));
    for (String none :
        List.of(
            "duplicates",
            "buried_samples",
            "buried_labels",
            "corrections",
            "withdrawals",
            "confirmations",
            "stale_labels")) {
      assertThat(mark.getDetails()).containsEntry(none, "0");
    }
  }

  Balance ledgerSamples() {
    return Balance.of(
        ids,
        bodies().stream()
            .filter(EmbeddedSample.class::isInstance)
            .map(body -> ((EmbeddedSample) body).getId())
            .toList());
  }

  Balance ledgerLabels() {
    return Balance.of(
        ids,
        bodies().stream()
            .filter(SequencedLabel.class::isInstance)
            .map(body -> ((SequencedLabel) body).getSampleId())
            .toList());
  }

  private List<Object> bodies() {
    return harness.ledger(0).stream().map(LedgerEntry::getBody).toList();
  }

  private Balance predictions() {
    return Balance.of(ids, harness.predictions(0).stream().map(Prediction::getSampleId).toList());
  }

  /**
   * Ids that were sent against ids that were found.
   *
   * @param lost those that were not found
   * @param surplus how often ids were found more than once, or were never sent
   */
  record Balance(int lost, int surplus) {
    static final Balance EVEN = new Balance(0, 0);

    static Balance of(List<String> sent, List<String> found) {
      Set<String> distinct = Set.copyOf(found);
      int present = (int) sent.stream().filter(distinct::contains).count();
      return new Balance(sent.size() - present, found.size() - present);
    }
  }
}
