package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
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
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.HeapRegistry;
import io.alluvium.topology.Names;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Position;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.streams.processor.api.Record;

/** A ledger of samples of a few classes and several sources, written by hand, and runs over it. */
final class SourceLedger {
  static final int DIM = 16;
  static final int CLASSES = 4;

  private static final Space SPACE =
      new Space(new SpaceId("cd".repeat(32)), DIM, new Normalisation.Fixed(8, 4000));
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES, "100",
          AlluviumConfig.SOLVE_DELAY_ENTRIES, "40");

  /** Always the same: how much there is to be won by adapting differs from world to world. */
  private final RandomGenerator random = new SplittableRandom(23);

  private final WireSerdes serdes = HeapRegistry.serdes();
  private final double[][] means = new double[CLASSES][DIM];
  private final List<byte[]> entries = new ArrayList<>();
  private final Map<String, Integer> truth = new HashMap<>();

  SourceLedger() {
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = 0.4 * random.nextGaussian();
      }
    }
    append(new Body.Announcement(SPACE, "test"));
  }

  int size() {
    return entries.size();
  }

  /** Appends a sample of any of the classes, each number moved by so much; returns its id. */
  String sample(String source, double shift, boolean labelled) {
    int c = random.nextInt(CLASSES);
    return sample(source, c, means[c], shift, labelled);
  }

  /** Appends a sample of a class around a mean of its own that is far from the others. */
  String stranger(String source, int number, boolean labelled) {
    double[] mean = new double[DIM];
    for (int i = 0; i < DIM; i++) {
      mean[i] = (i + number) % 3 == 0 ? 3 : -2;
    }
    return sample(source, CLASSES + number, mean, 0, labelled);
  }

  private String sample(String source, int c, double[] mean, double shift, boolean labelled) {
    String id = source + truth.size();
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (mean[i] + 0.5 * random.nextGaussian() + shift);
    }
    append(
        new Body.Sample(
            id,
            source,
            OptionalLong.empty(),
            Optional.empty(),
            List.of(new Body.View(SPACE.id(), SPACE.quantise(vector)))));
    truth.put(id, c);
    if (labelled) {
      label(id, source, "class" + c);
    }
    return id;
  }

  void label(String id, String source, String label) {
    append(
        new Body.Label(
            id,
            source,
            Optional.of(Assignment.of(label)),
            1,
            Optional.empty(),
            OptionalLong.empty()));
  }

  void command(String type, Map<String, String> arguments) {
    append(new Body.Command(type + entries.size(), type, arguments, Optional.empty()));
  }

  /** Returns the class of a sample. */
  String truth(String id) {
    return "class" + truth.get(id);
  }

  private void append(Body body) {
    entries.add(
        serdes
            .ledgerEntry()
            .serializer()
            .serialize(
                "ledger",
                LedgerFormat.toAvro(new Unsequenced(Optional.empty(), body, OptionalInt.empty()))));
  }

  /** One run of LEARN: what it said, and the stores it left. */
  final class Run {
    private final Map<String, HeapStore> stores = new TreeMap<>();
    final List<Prediction> predictions = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    private final AlluviumConfig config;
    Map<String, String> mark = Map.of();

    /**
     * Folds the whole ledger.
     *
     * @param commit entries between two commits; 0 commits once at the end
     * @param restarts whether the task is opened anew after each commit
     */
    Run(Map<String, String> changed, int commit, boolean restarts) {
      Map<String, String> settings = new HashMap<>(SETTINGS);
      settings.putAll(changed);
      config = new AlluviumConfig(settings);
      LearnFold fold = open();
      for (int at = 0; at < entries.size(); at++) {
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
              MemoryStores.of(store(Names.BANK), progress, store(Names.IMPORTS)),
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
      return new LearnFold(config, serdes, Learner.Background.INLINE, opened, this::collect);
    }

    private HeapStore store(String name) {
      return stores.computeIfAbsent(name, HeapStore::new);
    }

    private void collect(Record<byte[], Object> record, String sink) {
      switch (record.value()) {
        case Prediction prediction -> predictions.add(prediction);
        case Event event -> events.add(event);
        default -> throw new AssertionError(sink + " got " + record.value());
      }
    }

    Stream<Event> events(String type) {
      return events.stream().filter(event -> event.getType().equals(type));
    }

    /** Returns source, detector and place of each alarm. */
    List<String> drifts() {
      return events("drift")
          .map(event ->
              event.getSubject()
                  + " "
                  + event.getDetails().get("detector")
                  + " at "
                  + event.getOffset())
          .toList();
    }

    String sources() {
      StringBuilder text = new StringBuilder();
      try (var all = store(Names.SOURCES).all()) {
        all.forEachRemaining(entry ->
            text.append(new String(entry.key.get(), StandardCharsets.ISO_8859_1))
                .append(new String(entry.value, StandardCharsets.ISO_8859_1)));
      }
      return text.toString();
    }
  }
}
