package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.AskingStore;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.PanelStore;
import io.alluvium.stores.ProgressStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.TransitionStore;
import io.alluvium.stores.WalStore;
import io.alluvium.stores.WatchState;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;

/** One run of LEARN over a ledger: what it said, and the stores it left. */
final class LedgerRun {
  private final Map<String, HeapStore> stores = new TreeMap<>();
  private final List<Object> published = new ArrayList<>();
  private AlluviumConfig config;
  private final WireSerdes serdes;
  private Map<String, String> mark = Map.of();

  private LedgerRun(AlluviumConfig config, WireSerdes serdes) {
    this.config = config;
    this.serdes = serdes;
  }

  static LedgerRun of(
      Map<String, String> settings,
      WireSerdes serdes,
      List<byte[]> entries,
      int commit,
      boolean restarts) {
    LedgerRun run = new LedgerRun(new AlluviumConfig(settings), serdes);
    run.fold(entries, 0, commit, restarts);
    return run;
  }

  /** Folds the entries from a place on under other settings, which a restart brings. */
  static LedgerRun of(
      Map<String, String> settings,
      Map<String, String> later,
      WireSerdes serdes,
      List<byte[]> entries,
      int place) {
    LedgerRun run = new LedgerRun(new AlluviumConfig(settings), serdes);
    run.fold(entries.subList(0, place), 0, 0, false);
    run.config = new AlluviumConfig(later);
    run.fold(entries, place, 0, false);
    return run;
  }

  private void fold(List<byte[]> entries, int from, int commit, boolean restarts) {
    LearnFold fold = open();
    for (int at = from; at < entries.size(); at++) {
      fold.fold(new Record<>(new byte[0], entries.get(at), 1000), "ledger", new Position(0, at));
      if (commit > 0 && at % commit == commit - 1) {
        fold.flush(at);
        fold = restarts ? open() : fold;
      }
    }
    mark = fold.mark();
    fold.flush(entries.size() - 1);
  }

  private LearnFold open() {
    HeapStore progress = store(Names.PROGRESS);
    KnowledgeStores opened =
        new KnowledgeStores(
            MemoryStores.of(
                store(Names.BANK), progress, store(Names.IMPORTS), store(Names.TRANSITIONS)),
            new ProgressStore(progress),
            new ClassStore(store(Names.CLASSES)),
            new MomentStore(store(Names.MOMENTS)),
            new WalStore(store(Names.WAL)),
            new PanelStore(progress),
            new SourceStore(store(Names.SOURCES)),
            new AskingStore(store(Names.ASKING)),
            new TransitionStore(store(Names.TRANSITIONS)),
            new ProgressStore(store(Names.TRANSITIONS)),
            new WalStore(store(Names.TRANSITION_WAL)));
    return new LearnFold(
        config,
        serdes,
        Learner.Background.INLINE,
        opened,
        (record, sink) -> published.add(record.value()));
  }

  private HeapStore store(String name) {
    return stores.computeIfAbsent(name, HeapStore::new);
  }

  /** Returns all that was said, in its order. */
  List<Object> published() {
    return List.copyOf(published);
  }

  <T> List<T> all(Class<T> type) {
    return published.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Prediction> predictions() {
    return all(Prediction.class);
  }

  Stream<Event> events(String type) {
    return all(Event.class).stream().filter(event -> event.getType().equals(type));
  }

  /** Returns counters and digests at the end. */
  Map<String, String> mark() {
    return mark;
  }

  /** Returns the words that the store of sources has for what they are compared with, as text. */
  String reference() {
    StateWords words =
        new SourceStore(store(Names.SOURCES)).reference().map(WatchState::words).orElseThrow();
    StateReader state = new StateReader(words);
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * words.size());
    while (bytes.hasRemaining()) {
      bytes.putLong(state.nextLong());
    }
    return new String(bytes.array(), StandardCharsets.ISO_8859_1);
  }

  /** Returns keys and values that a store was left with, as text. */
  String text(String store) {
    StringBuilder text = new StringBuilder();
    try (var all = store(store).all()) {
      all.forEachRemaining(entry ->
          text.append(new String(entry.key.get(), StandardCharsets.ISO_8859_1))
              .append(new String(entry.value, StandardCharsets.ISO_8859_1)));
    }
    return text.toString();
  }
}
