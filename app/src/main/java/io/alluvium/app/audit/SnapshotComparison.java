package io.alluvium.app.audit;

import io.alluvium.app.audit.Divergence.Kind;
import io.alluvium.schemas.ModelRecord;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records of snapshots, and those of the change to another encoder, with those
 * computed again, both in the order of the ledger.
 *
 * <p>A snapshot may be erased, with a null value for each of its keys: what is erased, or gone as a
 * whole, is counted and not compared. One of which a part is gone is a divergence, and so is the
 * absence of what became of an encoder. Not thread-safe.
 */
final class SnapshotComparison implements Check<ModelRecord> {
  private static final String WHAT = "snapshot record";

  /** The end of the key of a step in the change to another encoder. */
  private static final Pattern DECISION = Pattern.compile("/\\d{20}-[a-z-]+$");

  private final RecordSource topic;
  private final RecordedForm<ModelRecord> form;
  private final Set<String> erased;
  private final String ledger;
  private final long learnt;
  private String begun = "";
  private String gone = "";
  private long compared;
  private long deleted;
  private long pending;

  /**
   * Begins at the beginning of a topic.
   *
   * @param erased keys that have a null value somewhere in the topic
   * @param ledger name of the ledger
   * @param learnt ledger offset up to which every record must be there
   */
  SnapshotComparison(
      RecordSource topic,
      RecordedForm<ModelRecord> form,
      Set<String> erased,
      String ledger,
      long learnt) {
    this.topic = topic;
    this.form = form;
    this.erased = Set.copyOf(erased);
    this.ledger = ledger;
    this.learnt = learnt;
  }

  /** Reads a topic to its end and returns the keys that have a null value in it. */
  static Set<String> erased(RecordSource topic) {
    Set<String> erased = new HashSet<>();
    for (var next = topic.next(); next.isPresent(); next = topic.next()) {
      if (next.get().value() == null) {
        erased.add(text(next.get().key()));
      }
    }
    return erased;
  }

  @Override
  public Optional<Divergence> check(long entry, Record<byte[], ModelRecord> recomputed) {
    String key = text(recomputed.key());
    Optional<ConsumerRecord<byte[], byte[]>> head = head();
    if (head.isEmpty() || !snapshot(text(head.get().key())).equals(snapshot(key))) {
      return absent(entry, key, head.isEmpty());
    }
    boolean gap = gone.equals(snapshot(key));
    if (gap || !text(head.get().key()).equals(key)) {
      return erased.contains(key) ? erased() : Optional.of(missing(entry, key));
    }
    topic.next();
    begun = snapshot(key);
    compared++;
    Optional<ModelRecord> value = form.read(head.get());
    if (value.isEmpty()) {
      return Optional.of(divergence(Kind.UNREADABLE, entry, key, head.get(), List.of()));
    }
    List<FieldDifference> fields = form.differences(head.get(), value.get(), recomputed);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(divergence(Kind.DIFFERENT, entry, key, head.get(), fields));
  }

  /** Returns the next record that has a value. */
  private Optional<ConsumerRecord<byte[], byte[]>> head() {
    while (topic.peek().filter(record -> record.value() == null).isPresent()) {
      topic.next();
    }
    return topic.peek();
  }

  private Optional<Divergence> absent(long entry, String key, boolean atEnd) {
    if (erased.contains(key)) {
      return erased();
    }
    if (begun.equals(snapshot(key))) {
      return Optional.of(missing(entry, key));
    }
    if (atEnd && entry >= learnt) {
      pending++;
      return Optional.empty();
    }
    if (DECISION.matcher(key).find()) {
      return Optional.of(missing(entry, key));
    }
    gone = snapshot(key);
    return erased();
  }

  private Optional<Divergence> erased() {
    deleted++;
    return Optional.empty();
  }

  private Divergence missing(long entry, String key) {
    return divergence(Kind.MISSING, entry, key, null, List.of());
  }

  private Divergence divergence(
      Kind kind,
      long entry,
      String key,
      @Nullable ConsumerRecord<byte[], byte[]> record,
      List<FieldDifference> fields) {
    return new Divergence(
        kind,
        WHAT,
        key,
        CommittedTopic.place(ledger, 0, entry),
        record == null ? null : CommittedTopic.place(record),
        fields);
  }

  @Override
  public Optional<Divergence> end() {
    return head()
        .map(record ->
            new Divergence(
                Kind.SURPLUS,
                WHAT,
                text(record.key()),
                null,
                CommittedTopic.place(record),
                List.of()));
  }

  @Override
  public Compared counts() {
    return new Compared(WHAT + 's', compared, deleted, pending);
  }

  private static String snapshot(String key) {
    return key.substring(0, Math.max(0, key.lastIndexOf('/')));
  }

  private static String text(byte @Nullable [] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }
}
