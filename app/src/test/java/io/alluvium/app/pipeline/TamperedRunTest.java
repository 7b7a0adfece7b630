package io.alluvium.app.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.alluvium.app.CommandRun;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What was tampered with is found and named: predictions, events, snapshots and the ledger. */
final class TamperedRunTest extends ForgedRun {
  @Test
  void aForgedBitIsNamed() throws IOException {
    int at = 200;
    ConsumerRecord<byte[], byte[]> original = predictions.get(at);
    Prediction forgery = prediction(original);
    double honest = forgery.getCandidates().get(1).getProbability();
    forgery.getCandidates().get(1).put("probability", Math.nextUp(honest));
    byte[] bytes = live.serdes().prediction().serializer().serialize(original.topic(), forgery);
    Harness copy = forge(changed(predictions, at, List.of(with(original, bytes))), events);

    assertDiverged(
        command(copy, "audit"),
        "diverged at ledger entry " + entryOf(original),
        "the prediction of '"
            + forgery.getSampleId()
            + "' differs ("
            + copy.topics().predictions()
            + "-0@"
            + at
            + ")",
        "  candidates[1].probability: recorded " + Math.nextUp(honest) + ", recomputed " + honest,
        "before it were compared: " + (at + 1) + " predictions");
    JsonNode json = json(command(copy, "audit", "--json"));
    assertThat(json.get("equal").asBoolean()).isFalse();
    assertThat(json.get("divergence").get("kind").asText()).isEqualTo("DIFFERENT");
    assertThat(json.get("divergence").get("fields").get(0).get("recomputed").asText())
        .isEqualTo(Double.toString(honest));
    CommandRun verify = command(copy, "verify", "--prediction", forgery.getSampleId());
    assertDiverged(verify, "different: ", "candidates[1].probability: recorded");
    assertThat(command(copy, "explain", "--prediction", forgery.getSampleId()).out())
        .contains("recorded      something else:");
  }

  @Test
  void aRequestTooManyIsNamed() {
    ConsumerRecord<byte[], byte[]> twice = requests.getLast();
    Harness copy = forge(predictions, events);
    send(copy, copy.topics().labelRequests(), twice);
    copy.settle();
    assertDiverged(
        command(copy, "audit"),
        "the label request of '"
            + new String(twice.key(), StandardCharsets.UTF_8)
            + "' does not follow from the ledger");
  }

  @Test
  void aMissingOneIsNamed() {
    ConsumerRecord<byte[], byte[]> gone = predictions.get(150);
    assertDiverged(
        command(forge(changed(predictions, 150, List.of()), events), "audit"),
        "diverged at ledger entry " + entryOf(gone),
        "the prediction of '" + prediction(gone).getSampleId() + "' is missing");
  }

  @Test
  void theLastMayBeMissingOnlyIfTheLearnerHasNotComeSoFar() throws Exception {
    ConsumerRecord<byte[], byte[]> gone = predictions.getLast();
    Harness copy = forge(predictions.subList(0, SAMPLES - 1), events);
    CommandRun before = command(copy, "audit");
    assertThat(before.out())
        .contains(
            "equal: " + (SAMPLES - 1),
            "1 predictions follow from the ledger and are not published yet");
    pretendAllIsLearnt(copy);
    assertDiverged(
        command(copy, "audit"),
        "diverged at ledger entry " + entryOf(gone),
        "the prediction of '" + prediction(gone).getSampleId() + "' is missing");
  }

  @Test
  void oneTooManyIsNamed() {
    ConsumerRecord<byte[], byte[]> twice = predictions.get(150);
    String sample = prediction(twice).getSampleId();
    assertDiverged(
        command(forge(changed(predictions, 150, List.of(twice, twice)), events), "audit"),
        "diverged at ledger entry " + entryOf(twice),
        "the prediction of '" + sample + "' does not follow from the ledger",
        "before it were compared: 151 predictions");
    List<ConsumerRecord<byte[], byte[]>> again = new ArrayList<>(predictions);
    again.add(twice);
    assertDiverged(
        command(forge(again, events), "audit"),
        "the prediction of '" + sample + "' does not follow from the ledger",
        "before it were compared: " + SAMPLES + " predictions");
  }

  @Test
  void whatCannotBeReadIsNamed() {
    List<ConsumerRecord<byte[], byte[]>> broken =
        changed(predictions, 10, List.of(with(predictions.get(10), new byte[] {1, 2, 3})));
    assertDiverged(
        command(forge(broken, events), "audit"),
        "diverged: the prediction cannot be read",
        "before it were compared: 10 predictions");
  }

  @Test
  void aForgedMarkIsNamed() {
    int at =
        IntStream.range(0, events.size())
            .filter(i -> "mark-end".equals(event(events.get(i)).getSubject()))
            .findFirst()
            .orElseThrow();
    Event mark = event(events.get(at));
    mark.getDetails().put("sums_digest", "0".repeat(64));
    byte[] bytes = live.serdes().event().serializer().serialize(live.topics().events(), mark);
    Harness copy = forge(predictions, changed(events, at, List.of(with(events.get(at), bytes))));
    assertDiverged(
        command(copy, "audit"),
        "the event of 'mark of mark-end' differs",
        "details.sums_digest: recorded " + "0".repeat(64) + ", recomputed ");
  }

  @Test
  void aForgedEventIsNamed() {
    int at = events.size() / 2;
    Event forgery = event(events.get(at));
    forgery.put("message", "Nothing happened.");
    byte[] bytes = live.serdes().event().serializer().serialize(live.topics().events(), forgery);
    assertDiverged(
        command(
            forge(predictions, changed(events, at, List.of(with(events.get(at), bytes)))), "audit"),
        "the event of '" + forgery.getType(),
        "message: recorded Nothing happened., recomputed ");
    assertDiverged(
        command(forge(predictions, changed(events, at, List.of())), "audit"), "the event of '");
  }

  @Test
  void aForgedPartOfASnapshotIsNamed() {
    ConsumerRecord<byte[], byte[]> part = snapshots.getFirst();
    byte[] bytes = part.value().clone();
    bytes[bytes.length - 1] ^= 1;
    assertDiverged(
        command(
            forge(predictions, events, changed(snapshots, 0, List.of(with(part, bytes)))), "audit"),
        "the snapshot record of 'snap/00000' differs",
        "content: recorded ");
  }

  @Test
  void aSnapshotWithoutAPartIsNamed() {
    assertDiverged(
        command(forge(predictions, events, changed(snapshots, 0, List.of())), "audit"),
        "the snapshot record of 'snap/00000' is missing");
    assertDiverged(
        command(forge(predictions, events, snapshots.subList(0, snapshots.size() - 1)), "audit"),
        "the snapshot record of 'snap/manifest' is missing");
  }

  @Test
  void aSnapshotThatNobodyTookIsNamed() {
    ConsumerRecord<byte[], byte[]> part = snapshots.getFirst();
    List<ConsumerRecord<byte[], byte[]>> more = new ArrayList<>(snapshots);
    more.add(
        new ConsumerRecord<>(
            part.topic(), 0, part.offset(), "other/00000".getBytes(UTF_8), part.value()));
    assertDiverged(
        command(forge(predictions, events, more), "audit"),
        "the snapshot record of 'other/00000' does not follow from the ledger");
  }

  @Test
  void aSnapshotThatWasErasedIsCounted() throws Exception {
    List<ConsumerRecord<byte[], byte[]>> erased = new ArrayList<>();
    snapshots.forEach(each -> erased.add(with(each, null)));
    Harness copy = forge(predictions, events, erased);
    assertThat(command(copy, "audit").out())
        .contains(snapshots.size() + " snapshot records were deleted and not compared");
    List<ConsumerRecord<byte[], byte[]>> both = new ArrayList<>(snapshots);
    both.addAll(erased);
    assertThat(command(forge(predictions, events, both), "audit").out())
        .startsWith("equal: ")
        .doesNotContain("deleted");
    Harness gone = forge(predictions, events, List.of());
    pretendAllIsLearnt(gone);
    assertThat(command(gone, "audit").out())
        .startsWith("equal: ")
        .contains(snapshots.size() + " snapshot records were deleted and not compared");
  }

  @Test
  void aChangedLedgerEntryIsNoticed() {
    String ledger = SharedBroker.freshTopic(broker, "ledger", 1);
    Harness again = forge(Map.of(AlluviumConfig.LEDGER_TOPIC, copyOfLedger()));
    try (Pipeline learn = again.start(again.config(), Role.LEARN, null)) {
      again.marked("end");
    }
    assertThat(command(again, "audit").out()).startsWith("equal: " + SAMPLES);
    int changes = 0;
    Set<String> seen = new HashSet<>();
    Map<String, Long> sequences = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : again.records(again.topics().ledger(), 0)) {
      LedgerEntry entry = entry(record);
      byte[] value = record.value();
      if (entry.getBody() instanceof EmbeddedSample sample) {
        seen.add(sample.getId());
      }
      if (changes == 0
          && record.offset() > SAMPLES / 2
          && entry.getBody() instanceof SequencedLabel label
          && label.getLabel() != null
          && seen.contains(label.getSampleId())
          && label.getSequence() > sequences.getOrDefault(label.getSampleId(), Long.MIN_VALUE)) {
        label.put("label", "forged");
        value = live.serdes().ledgerEntry().serializer().serialize(live.topics().ledger(), entry);
        changes++;
      }
      if (entry.getBody() instanceof SequencedLabel label) {
        sequences.merge(label.getSampleId(), label.getSequence(), Math::max);
      }
      again.send(new ProducerRecord<>(ledger, 0, record.timestamp(), record.key(), value));
    }
    again.settle();
    assertThat(changes).isOne();
    assertDiverged(
        command(again, "audit", "-P", AlluviumConfig.LEDGER_TOPIC + "=" + ledger),
        "diverged at ledger entry " + ledger + "-0@");
  }
}
