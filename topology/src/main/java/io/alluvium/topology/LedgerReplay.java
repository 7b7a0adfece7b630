package io.alluvium.topology;

import io.alluvium.learning.Learner;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.learn.LearnFold;
import io.alluvium.topology.internal.wire.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * LEARN without Kafka Streams: folds the records of one ledger partition, one by one from its
 * beginning, and returns what LEARN publishes, to the last bit.
 *
 * <p>It is the code of LEARN over stores on the heap, so memory grows with the bank. Not
 * thread-safe.
 */
public final class LedgerReplay {
  private final LearnFold fold;
  private final List<Published> published = new ArrayList<>();
  private int partition = -1;
  private long lastOffset = -1;

  /**
   * Begins before the first entry.
   *
   * @param config settings of the LEARN that is to be repeated: they decide as the ledger does
   * @param serdes reads the ledger and writes dead letters
   * @param background where solves run; {@link Learner.Background#INLINE} is always right
   */
  public LedgerReplay(AlluviumConfig config, WireSerdes serdes, Learner.Background background) {
    this.fold = LearnFold.onHeap(config, serdes, background, this::collect);
  }

  /**
   * Folds the next entry of the ledger.
   *
   * @param entry the record as a consumer reads it; its timestamp is the append time
   * @return what is published because of it, in its order
   * @throws IllegalArgumentException if it is of another partition or not after the one before it
   */
  public List<Published> fold(ConsumerRecord<byte[], byte[]> entry) {
    check(entry);
    published.clear();
    Record<byte[], byte[]> record =
        new Record<>(
            entry.key(), entry.value(), entry.timestamp(), new RecordHeaders(entry.headers()));
    fold.fold(record, entry.topic(), new Position(entry.partition(), entry.offset()));
    return List.copyOf(published);
  }

  private void check(ConsumerRecord<byte[], byte[]> entry) {
    if (partition != -1 && entry.partition() != partition) {
      throw new IllegalArgumentException(
          "entry is of partition " + entry.partition() + ", expected " + partition);
    }
    if (entry.offset() <= lastOffset) {
      throw new IllegalArgumentException(
          "entry has offset " + entry.offset() + ", expected more than " + lastOffset);
    }
    partition = entry.partition();
    lastOffset = entry.offset();
  }

  private void collect(Record<byte[], Object> record, String sink) {
    published.add(
        switch (sink) {
          case Names.PREDICTIONS_SINK ->
              new Published.Answered(record.withValue((Prediction) record.value()));
          case Names.EVENTS_SINK ->
              new Published.Reported(record.withValue((Event) record.value()));
          case Names.LABEL_REQUESTS_SINK ->
              new Published.Requested(record.withValue((LabelRequest) record.value()));
          case Names.LOOKS_SINK -> new Published.Looked(record.withValue((Look) record.value()));
          case Names.MODEL_SINK ->
              new Published.Modelled(record.withValue((ModelRecord) record.value()));
          case Names.COMMANDS_SINK ->
              new Published.Commanded(record.withValue((Command) record.value()));
          case Names.DEAD_LETTER_SINK ->
              new Published.Buried(record.withValue((byte[]) record.value()));
          default -> throw new IllegalStateException("LEARN has no sink '" + sink + "'");
        });
  }

  /** Returns the learner after the entries so far, once a space was announced: read only. */
  public Optional<Learner> learner() {
    return fold.learner();
  }

  /**
   * Returns counters and digests after the entries so far, by their names in the event of a mark. A
   * mark that is itself an entry counts itself only after it has answered.
   */
  public Map<String, String> mark() {
    return fold.mark();
  }

  /** Visits the memory bank after the entries so far, in ascending order of ids. */
  public void forEachRemembered(BiConsumer<String, BankValue> visitor) {
    fold.bank().forEach(visitor);
  }
}
