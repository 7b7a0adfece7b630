package io.alluvium.topology.internal.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alluvium.learning.Learner;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.wire.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;

/** LEARN over a {@link SwapLedger}, stopped and started again as often as a test wants. */
final class SwapFold {
  private AlluviumConfig config;
  private final SwapLedger ledger;
  private final KnowledgeStores stores = KnowledgeStores.onHeap();
  private final List<String> published = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private final List<Command> commands = new ArrayList<>();
  private final List<Look> looks = new ArrayList<>();
  private final List<LabelRequest> requests = new ArrayList<>();
  private final Map<String, ModelRecord> model = new LinkedHashMap<>();
  private LearnFold fold;
  private int next;

  SwapFold(SwapLedger ledger, Map<String, String> settings) {
    config = config(settings);
    this.ledger = ledger;
    fold = open();
  }

  private static AlluviumConfig config(Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.putIfAbsent("alluvium.solve.min.updates", "8");
    all.putIfAbsent("alluvium.solve.delay.entries", "2");
    all.putIfAbsent("alluvium.checkpoint.updates", "16");
    return new AlluviumConfig(all);
  }

  private LearnFold open() {
    return new LearnFold(config, ledger.serdes(), Learner.Background.INLINE, stores, this::collect);
  }

  private void collect(Record<byte[], Object> record, String sink) {
    published.add(sink + " " + record.value());
    switch (record.value()) {
      case Event event -> events.add(event);
      case Prediction prediction -> predictions.add(prediction);
      case Command command -> commands.add(command);
      case Look look -> looks.add(look);
      case LabelRequest request -> requests.add(request);
      case ModelRecord piece -> model.put(new String(record.key(), UTF_8), piece);
      default -> {}
    }
  }

  /** Commits, forgets what is on the heap, and starts again from the stores. */
  void restart() {
    fold.flush(next - 1L);
    fold = open();
  }

  /** Commits and starts again with other settings. */
  void restart(Map<String, String> settings) {
    config = config(settings);
    restart();
  }

  /** Folds all that is new in the ledger; starts again before every so many entries, 0 is never. */
  SwapFold run(int every) {
    for (; next < ledger.entries().size(); next++) {
      if (every > 0 && next > 0 && next % every == 0) {
        restart();
      }
      fold.fold(ledger.entries().get(next), "alluvium.ledger", new Position(0, next));
    }
    return this;
  }

  SwapFold run() {
    return run(0);
  }

  LearnFold fold() {
    return fold;
  }

  KnowledgeStores stores() {
    return stores;
  }

  List<String> published() {
    return published;
  }

  List<Prediction> predictions() {
    return predictions;
  }

  List<Command> commands() {
    return commands;
  }

  /** Returns what was asked to be seen again. */
  List<Look> looks() {
    return looks;
  }

  List<LabelRequest> requests() {
    return requests;
  }

  /** Returns what a compacted topic of models would hold, by key. */
  Map<String, ModelRecord> model() {
    return model;
  }

  Stream<Event> events(String type) {
    return events.stream().filter(event -> event.getType().equals(type));
  }

  /** Returns the answer to a command. */
  Event answer(String id) {
    return events.stream()
        .filter(event -> Objects.equals(event.getSubject(), id))
        .filter(event -> event.getType().startsWith("command-"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  Map<String, String> mark() {
    return fold.mark();
  }
}
