package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.stores.BankStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The stages of LEARN in their order, over stores on the heap and without Kafka Streams. Not
 * thread-safe.
 */
public final class LearnFold {
  private final Forward forward;
  private final EntryFormat format;
  private final KnowledgeStores stores = KnowledgeStores.onHeap();
  private final Memory memory;
  private final Classifier classifier;
  private final Knowledge knowledge;
  private final Publisher publisher;
  private @Nullable Learner learner;

  /** Begins at the beginning of a ledger partition. */
  public LearnFold(
      AlluviumConfig config, WireSerdes serdes, Learner.Background background, Forward forward) {
    this.forward = forward;
    format = new EntryFormat(serdes.ledgerEntry().deserializer());
    memory =
        new Memory(
            stores.bank(),
            stores.commands(),
            stores.imports(),
            MemoryLimits.of(config),
            config.commandsAllowed(),
            new ActiveSpace(stores.progress())::get);
    classifier = new Classifier(config.getInt(AlluviumConfig.TOP_K), this::learner);
    knowledge = new Knowledge(config, background, stores, opened -> learner = opened);
    publisher = new Publisher(new OutputFormat(config.topics(), serdes), forward);
  }

  /** Ends an entry and hands on what it leads to. */
  public void fold(Record<byte[], byte[]> record, String topic, Position position) {
    Optional<LedgerEntry> entry = format.read(record, topic, position, forward);
    if (entry.isPresent()) {
      Decided decided = classifier.decide(memory.join(entry.get()));
      publisher.publish(record.withValue(knowledge.take(decided)));
    }
  }

  /** Returns the learner, once a space was announced: read only. */
  public Optional<Learner> learner() {
    return Optional.ofNullable(learner);
  }

  /** Returns the memory bank: read only. */
  public BankStore bank() {
    return stores.bank();
  }
}
