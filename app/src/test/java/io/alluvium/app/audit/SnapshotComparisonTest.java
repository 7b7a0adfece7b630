package io.alluvium.app.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.GeneratedRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may be gone from the topic of models and what may not. */
final class SnapshotComparisonTest {
  private static final String TOPIC = "alluvium.model";
  private static final long LEARNT = 100;
  private static final Serde<ModelRecord> SERDE =
      Serdes.serdeFrom((_, record) -> bytes(record), (_, bytes) -> record(bytes));

  @BeforeAll
  static void trust() {
    GeneratedRecords.trust();
  }

  private static byte[] bytes(ModelRecord record) {
    try {
      ByteBuffer buffer = ModelRecord.getEncoder().encode(record);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelRecord record(byte[] bytes) {
    try {
      return ModelRecord.getDecoder().decode(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Record<byte[], ModelRecord> decision(String release, long offset, String what) {
    String key = String.format(Locale.ROOT, "%s/%020d-%s", release, offset, what);
    EncoderDecision body =
        new EncoderDecision(what, "new", "01", "02", "So it is.", Map.of(), 0, offset);
    return new Record<>(key.getBytes(UTF_8), new ModelRecord(release, body), 0);
  }

  private static Record<byte[], ModelRecord> part(String snapshot, int number) {
    String key = String.format(Locale.ROOT, "%s/%05d", snapshot, number);
    ModelPart body = new ModelPart(number, "ab", ByteBuffer.wrap(new byte[] {1}));
    return new Record<>(key.getBytes(UTF_8), new ModelRecord(snapshot, body), 0);
  }

  /** Compares what is there with what follows from the ledger, an entry for each record. */
  private static List<Divergence> compare(
      List<Record<byte[], ModelRecord>> there, List<Record<byte[], ModelRecord>> expected) {
    SnapshotComparison comparison =
        new SnapshotComparison(
            source(there), new RecordedForm<>(TOPIC, SERDE), Set.of(), "alluvium.ledger", LEARNT);
    List<Divergence> found = new ArrayList<>();
    for (int entry = 0; entry < expected.size(); entry++) {
      comparison.check(entry, expected.get(entry)).ifPresent(found::add);
    }
    comparison.end().ifPresent(found::add);
    return found;
  }

  private static RecordSource source(List<Record<byte[], ModelRecord>> there) {
    return new HeapSource(
        TOPIC,
        there.stream()
            .map(each -> new ConsumerRecord<>(TOPIC, 0, 0, each.key(), bytes(each.value())))
            .toList());
  }

  @Test
  void whatIsThereIsEqual() {
    List<Record<byte[], ModelRecord>> all =
        List.of(
            decision("r1", 5, "released"),
            part("s1", 0),
            part("s1", 1),
            decision("r1", 9, "judged"),
            decision("r1", 9, "cut-over"));
    assertThat(compare(all, all)).isEmpty();
  }

  @Test
  void aWholeSnapshotMayBeGone() {
    assertThat(
            compare(
                List.of(decision("r1", 5, "released"), decision("r1", 9, "judged")),
                List.of(decision("r1", 5, "released"), part("s1", 0), decision("r1", 9, "judged"))))
        .isEmpty();
  }

  @Test
  void noStepOfAReleaseMayBeGone() {
    assertThat(
            compare(List.of(part("s1", 0)), List.of(part("s1", 0), decision("r1", 5, "released"))))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.kind()).isEqualTo(Divergence.Kind.MISSING);
          assertThat(each.toString()).contains("released");
        });
  }

  @Test
  void aStepThatDiffersIsFound() {
    Record<byte[], ModelRecord> computed = decision("r1", 5, "released");
    Record<byte[], ModelRecord> recorded =
        computed.withValue(decision("r1", 6, "released").value());
    assertThat(compare(List.of(recorded), List.of(computed)))
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo(Divergence.Kind.DIFFERENT));
  }

  @Test
  void aStepThatDoesNotFollowIsFound() {
    assertThat(compare(List.of(decision("r1", 5, "retired")), List.of()))
        .singleElement()
        .satisfies(each -> assertThat(each.kind()).isEqualTo(Divergence.Kind.SURPLUS));
  }
}
