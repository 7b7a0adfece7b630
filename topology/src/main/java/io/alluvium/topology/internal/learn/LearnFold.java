package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.stores.BankStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The stages of LEARN in their order, for one ledger partition: the same code live and in replay.
 * Not thread-safe.
 */
public final class LearnFold {
  private final Forward forward;
  private final EntryFormat format;
  private final KnowledgeStores stores;
  private final Memory memory;
  private final Classifier classifier;
  private final SourceStage sources;
  private final Knowledge knowledge;
  private final Publisher publisher;
  private @Nullable Learner learner;

  /** Begins where the stores stand. */
  LearnFold(
      AlluviumConfig config,
      WireSerdes serdes,
      Learner.Background background,
      KnowledgeStores stores,
      Forward forward) {
    this.forward = forward;
    this.stores = stores;
    format = new EntryFormat(serdes.ledgerEntry().deserializer());
    memory =
        new Memory(
            stores.memory(),
            new SampleClock(config.recency(), stores.memory().clock()),
            MemoryLimits.of(config),
            config.commandsAllowed(),
            new HeadDesk(config.heads(), () -> learner().map(each -> each.serving().head())),
            new ActiveSpace(stores.progress())::get);
    classifier = new Classifier(SourceStage.width(config), this::learner);
    sources = SourceStage.of(config, stores, this::learner);
    knowledge = new Knowledge(config, background, stores, opened -> learner = opened);
    publisher = new Publisher(new OutputFormat(config.topics(), serdes), forward);
  }

  /** Begins at the beginning of a ledger partition, over stores on the heap. */
  public static LearnFold onHeap(
      AlluviumConfig config, WireSerdes serdes, Learner.Background background, Forward forward) {
    return new LearnFold(config, serdes, background, KnowledgeStores.onHeap(), forward);
  }

  /**
   * Ends an entry and hands on what it leads to.
   *
   * @return whether it could be read; otherwise it became a dead letter
   */
  public boolean fold(Record<byte[], byte[]> record, String topic, Position position) {
    Optional<LedgerEntry> entry = format.read(record, topic, position, forward);
    if (entry.isEmpty()) {
      return false;
    }
    Decided decided = sources.watch(classifier.decide(memory.join(entry.get())));
    publisher.publish(record.withValue(knowledge.take(decided)));
    sources.finishEntry();
    return true;
  }

  /** Writes everything to the stores; the offset is that of the last entry that was ended. */
  void flush(long offset) {
    sources.flush();
    knowledge.flush(offset);
  }

  /** Returns counters and digests at this place, as a mark has them. */
  public Map<String, String> mark() {
    sources.flush();
    return knowledge.mark();
  }

  /** Returns the learner, once a space was announced: read only. */
  public Optional<Learner> learner() {
    return Optional.ofNullable(learner);
  }

  /** Returns the memory bank: read only. */
  public BankStore bank() {
    return stores.memory().bank();
  }
}
