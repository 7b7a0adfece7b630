package io.alluvium.app.audit;

import io.alluvium.app.audit.Divergence.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Compares the records of one topic with those computed again, both in the order of the ledger.
 *
 * <p>Records deleted by retention, before the first that is there, are counted and not compared.
 * Those of entries that LEARN has not committed yet may be there or not. Not thread-safe.
 */
final class Comparison<T extends SpecificRecord> implements Check<T> {
  /**
   * What is compared.
   *
   * @param name one word for people; of many it has an s more
   * @param relevant which records of the topic are of this kind
   * @param offset ledger offset a record belongs to
   * @param subject id of the sample or command a record is about
   */
  record Subject<T>(
      String name,
      Predicate<T> relevant,
      ToLongFunction<T> offset,
      Function<T, @Nullable String> subject) {}

  private record Head<T>(ConsumerRecord<byte[], byte[]> record, Optional<T> value) {
    String place() {
      return CommittedTopic.place(record);
    }
  }

  private final Subject<T> what;
  private final RecordSource topic;
  private final RecordedForm<T> form;
  private final String ledger;
  private final long learnt;
  private @Nullable Head<T> head;
  private long compared;
  private long deleted;
  private long pending;

  /**
   * Begins at the beginning of a topic.
   *
   * @param ledger name of the ledger
   * @param learnt ledger offset up to which every record must be there
   */
  Comparison(
      Subject<T> what, RecordSource topic, RecordedForm<T> form, String ledger, long learnt) {
    this.what = what;
    this.topic = topic;
    this.form = form;
    this.ledger = ledger;
    this.learnt = learnt;
  }

  @Override
  public Optional<Divergence> check(long offset, Record<byte[], T> recomputed) {
    Optional<Head<T>> head = head();
    if (head.isEmpty()) {
      return absent(recomputed.value(), offset, true);
    }
    if (head.get().value().isEmpty()) {
      return Optional.of(unreadable(head.get()));
    }
    T recorded = head.get().value().get();
    long recordedOffset = what.offset().applyAsLong(recorded);
    if (recordedOffset > offset) {
      return absent(recomputed.value(), offset, false);
    }
    if (recordedOffset < offset) {
      return Optional.of(divergence(Kind.SURPLUS, recorded, head, List.of()));
    }
    consume();
    List<FieldDifference> fields = form.differences(head.get().record(), recorded, recomputed);
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(divergence(Kind.DIFFERENT, recomputed.value(), head, fields));
  }

  /** Returns the next record that is relevant or cannot be read. */
  private Optional<Head<T>> head() {
    for (var next = topic.peek(); head == null && next.isPresent(); next = topic.peek()) {
      Optional<T> value = form.read(next.get());
      if (value.isPresent() && !what.relevant().test(value.get())) {
        topic.next();
      } else {
        head = new Head<>(next.get(), value);
      }
    }
    return Optional.ofNullable(head);
  }

  private void consume() {
    topic.next();
    head = null;
    compared++;
  }

  private Optional<Divergence> absent(T recomputed, long offset, boolean atEnd) {
    if (compared == 0 && topic.begin() > 0) {
      deleted++;
      return Optional.empty();
    }
    if (atEnd && offset >= learnt) {
      pending++;
      return Optional.empty();
    }
    return Optional.of(divergence(Kind.MISSING, recomputed, Optional.empty(), List.of()));
  }

  private Divergence divergence(
      Kind kind, T value, Optional<Head<T>> head, List<FieldDifference> fields) {
    return new Divergence(
        kind,
        what.name(),
        String.valueOf(what.subject().apply(value)),
        CommittedTopic.place(ledger, 0, what.offset().applyAsLong(value)),
        head.map(Head::place).orElse(null),
        fields);
  }

  private Divergence unreadable(Head<T> head) {
    return new Divergence(Kind.UNREADABLE, what.name(), null, null, head.place(), List.of());
  }

  @Override
  public Optional<Divergence> end() {
    return head()
        .map(head ->
            head.value()
                .map(value -> divergence(Kind.SURPLUS, value, Optional.of(head), List.of()))
                .orElseGet(() -> unreadable(head)));
  }

  @Override
  public Compared counts() {
    return new Compared(what.name() + 's', compared, deleted, pending);
  }
}
