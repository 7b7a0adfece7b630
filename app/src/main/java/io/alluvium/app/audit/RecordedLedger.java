package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.learning.Learner;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.Published;
import io.alluvium.topology.WireSerdes;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.TopicConfig;

/** A ledger from its first entry on, folded as far as it is read. Not thread-safe. */
public final class RecordedLedger implements AutoCloseable {
  private final RecordSource topic;
  private final LedgerReplay replay;

  private RecordedLedger(RecordSource topic, LedgerReplay replay) {
    this.topic = topic;
    this.replay = replay;
  }

  /**
   * Opens the ledger at its beginning.
   *
   * @throws PipelineException if it cannot be read, or no longer begins with its first entry
   */
  static RecordedLedger open(AlluviumConfig config, WireSerdes serdes) {
    return of(CommittedTopic.open(config, config.topics().ledger()), config, serdes);
  }

  /**
   * Begins at the first record of a source, which is closed with it.
   *
   * @throws PipelineException if that is not the first entry of its ledger
   */
  public static RecordedLedger of(RecordSource topic, AlluviumConfig config, WireSerdes serdes) {
    if (topic.begin() > 0) {
      topic.close();
      throw new PipelineException(
          "ledger '"
              + topic.name()
              + "' begins at offset "
              + topic.begin()
              + ", expected 0: its first entries were deleted, and what was learnt from them cannot be computed"
              + " again. Keep ledgers with "
              + TopicConfig.RETENTION_MS_CONFIG
              + "=-1 and "
              + TopicConfig.RETENTION_BYTES_CONFIG
              + "=-1");
    }
    return new RecordedLedger(topic, new LedgerReplay(config, serdes, Learner.Background.INLINE));
  }

  /** Returns the offset behind the last entry. */
  public long end() {
    return topic.end();
  }

  /** Returns the next entry; empty at the end. */
  public Optional<ConsumerRecord<byte[], byte[]>> next() {
    return topic.next();
  }

  /** Folds all entries before an offset and returns the entry there, not yet folded. */
  Optional<ConsumerRecord<byte[], byte[]>> foldBefore(long offset) {
    for (var entry = topic.next(); entry.isPresent(); entry = topic.next()) {
      if (entry.get().offset() == offset) {
        return entry;
      }
      if (entry.get().offset() > offset) {
        return Optional.empty();
      }
      fold(entry.get());
    }
    return Optional.empty();
  }

  /** Folds an entry and returns what is published because of it. */
  public List<Published> fold(ConsumerRecord<byte[], byte[]> entry) {
    return replay.fold(entry);
  }

  /** Returns what is known after the entries folded so far: read only. */
  public LedgerReplay knowledge() {
    return replay;
  }

  @Override
  public void close() {
    topic.close();
  }
}
