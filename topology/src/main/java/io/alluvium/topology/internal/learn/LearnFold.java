package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.BankStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.Position;
import java.util.List;
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
  private final CascadeStage cascade;
  private final AskStage asking;
  private final Knowledge knowledge;
  private final Publisher publisher;
  private final EncoderSwap swap;
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
    swap = new EncoderSwap(SwapSettings.of(config, background), stores, this::isAnyChanged);
    memory =
        new Memory(
            stores.memory(),
            new SampleClock(config.recency(), stores.memory().clock()),
            MemoryLimits.of(config),
            config.commandsAllowed(),
            new HeadDesk(
                config.heads(),
                FittedHeads.of(config),
                () -> known().map(each -> each.serving().head())),
            swap,
            new CandidateDesk(this::candidate),
            () -> known().map(each -> each.statistics().space()));
    classifier = new Classifier(config.getInt(AlluviumConfig.TOP_K), this::known, swap.state());
    sources = SourceStage.of(config, stores, swap.state(), this::known);
    cascade = new CascadeStage(memory.glances());
    asking = AskStage.of(config, stores, swap.state(), this::known);
    knowledge = new Knowledge(config, background, stores, swap, opened -> learner = opened);
    publisher =
        new Publisher(
            new OutputFormat(config.topics(), serdes, config.getString(AlluviumConfig.ADAPTER)),
            forward);
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
    Decided answered = classifier.decide(memory.join(entry.get()));
    Decided decided = asking.ask(cascade.decide(sources.watch(answered)));
    publisher.publish(record.withValue(knowledge.take(decided)));
    sources.finishEntry();
    return true;
  }

  /** Writes everything to the stores; the offset is that of the last entry that was ended. */
  void flush(long offset) {
    sources.flush();
    asking.flush();
    knowledge.flush(offset);
  }

  /** Returns counters and digests at this place, as a mark has them. */
  public Map<String, String> mark() {
    sources.flush();
    asking.flush();
    return knowledge.mark();
  }

  /**
   * Returns the learner of the space that is served in, once one was announced: read only. While an
   * old encoder is kept beside a new one, it is that of the new one.
   */
  public Optional<Learner> learner() {
    return swap.state().crossing().map(Crossing::learner).or(this::known);
  }

  private boolean isAnyChanged() {
    return sources.isAnyChanged();
  }

  private Optional<List<Seen>> candidate(String id) {
    return sources.candidate(id);
  }

  private Optional<Learner> known() {
    return Optional.ofNullable(learner);
  }

  /** Returns the memory bank: read only. */
  public BankStore bank() {
    return stores.memory().bank();
  }
}
