package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.CommandRun;
import io.alluvium.app.audit.Audit;
import io.alluvium.app.audit.AuditReport;
import io.alluvium.topology.AlluviumConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What the command {@code audit} says of an honest run, and of one that it cannot look at. */
final class AuditTest extends ForgedRun {
  @Test
  void aLiveRunIsEqual() {
    CommandRun audit = command(live, "audit");
    assertThat(audit.err()).isEmpty();
    assertThat(audit.out())
        .isEqualToIgnoringNewLines(
            "equal: "
                + SAMPLES
                + " predictions, "
                + events.size()
                + " events, "
                + requests.size()
                + " label requests, "
                + snapshots.size()
                + " snapshot records");
    assertThat(audit.code()).isZero();
  }

  @Test
  void tellsHowFarItIs() {
    List<Long> told = new ArrayList<>();
    AuditReport report =
        Audit.run(
            live.config(),
            live.serdes(),
            (entries, of) -> {
              told.add(entries);
              assertThat(entries).isLessThanOrEqualTo(of);
            });
    assertThat(told).isSorted().hasSize((int) report.entries()).endsWith(report.entries());
    assertThat(report.entries()).isEqualTo(live.ledger(0).size());
  }

  @Test
  void aRunBesideTheAuditIsEqualAsFarAsItIs() {
    Harness slow = forge(List.of(), List.of());
    try (Pipeline learn =
        Harness.start(
            slow.config(),
            Role.LEARN,
            BeforeEntries.pause(slow.serdes(), Duration.ofMillis(5)),
            null)) {
      slow.predictions(SAMPLES / 5);
      CommandRun audit = command(slow, "audit");
      assertThat(audit.out())
          .startsWith("equal: ")
          .contains(
              "predictions follow from the ledger and are not published yet",
              "events follow from the ledger and are not published yet");
      assertThat(audit.code()).isZero();
    }
  }

  @Test
  void otherSettingsAreADivergence() {
    CommandRun audit = command(live, "audit", "-P", "alluvium.prior=frequency");
    assertThat(audit.code()).isEqualTo(1);
    assertThat(audit.out())
        .contains("differs", "probability: recorded", "were they those of the run?");
  }

  @Test
  void aCopyIsEqual() {
    assertThat(command(forge(predictions, events), "audit").out())
        .isEqualTo(command(live, "audit").out());
  }

  /** Does what retention would. */
  private void deleteBefore(String topic, long offset)
      throws ExecutionException, InterruptedException {
    RecordsToDelete oldest = RecordsToDelete.beforeOffset(offset);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.deleteRecords(Map.of(new TopicPartition(topic, 0), oldest)).all().get();
    }
  }

  @Test
  void aLedgerWithoutItsBeginningIsRefused() throws Exception {
    String ledger = copyOfLedger();
    deleteBefore(ledger, 3);
    CommandRun audit = command(live, "audit", "-P", AlluviumConfig.LEDGER_TOPIC + "=" + ledger);
    assertThat(audit.code()).isEqualTo(1);
    assertThat(audit.err())
        .contains("ledger '" + ledger + "' begins at offset 3, expected 0", "retention.ms=-1");
  }

  @Test
  void predictionsThatRetentionDeletedAreCounted() throws Exception {
    Harness copy = forge(predictions, events);
    deleteBefore(copy.topics().predictions(), 40);
    assertThat(command(copy, "audit").out())
        .contains("equal: " + (SAMPLES - 40) + " predictions")
        .contains("40 predictions were deleted and not compared");
  }

  @Test
  void aTopicThatDoesNotExistIsSaid() {
    CommandRun audit = command(live, "audit", "-P", "alluvium.namespace=nobody");
    assertThat(audit.code()).isEqualTo(1);
    assertThat(audit.err())
        .contains("topic 'nobody.predictions' does not exist: is alluvium.namespace right?");
  }
}
