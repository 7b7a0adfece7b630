package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN over a ledger in which one source changes and returns, and others do not. */
class ShiftingSourceTest {
  private static final int DIM = 16;
  private static final int CLASSES = 4;
  private static final double SHIFT = 0.9;
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
  private final List<byte[]> ledger = new ArrayList<>();
  private final Map<String, Integer> truth = new HashMap<>();
  private long shiftedFrom;
  private long shiftedTo;

  @BeforeEach
  void write() {
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = 0.4 * random.nextGaussian();
      }
    }
    append(new Body.Announcement(SPACE, "test"));
    for (int n = 0; n < 1200; n++) {
      sample("calm", 0, true);
      sample("shifting", 0, n % 2 == 0);
    }
    shiftedFrom = ledger.size();
    stretch(SHIFT);
    shiftedTo = ledger.size();
    stretch(0);
  }

  private void stretch(double shift) {
    for (int n = 0; n < 400; n++) {
      sample("calm", 0, n % 4 == 0);
      sample("shifting", shift, false);
    }
  }

  private void sample(String source, double shift, boolean labelled) {
    String id = source + truth.size();
    int c = random.nextInt(CLASSES);
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (means[c][i] + 0.5 * random.nextGaussian() + shift);
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
      append(
          new Body.Label(
              id,
              source,
              Optional.of(Assignment.of("class" + c)),
              1,
              Optional.empty(),
              OptionalLong.empty()));
    }
  }

  private void command(String type, Map<String, String> arguments) {
    append(new Body.Command(type + ledger.size(), type, arguments, Optional.empty()));
  }

  private void append(Body body) {
    ledger.add(
        serdes
            .ledgerEntry()
            .serializer()
            .serialize(
                "ledger",
                LedgerFormat.toAvro(new Unsequenced(Optional.empty(), body, OptionalInt.empty()))));
  }

  /** One run of LEARN: what it said, and the stores it left. */
  private final class Run {
    private final Map<String, HeapStore> stores = new TreeMap<>();
    private final List<Prediction> predictions = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final AlluviumConfig config;
    private Map<String, String> mark = Map.of();

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
      for (int at = 0; at < ledger.size(); at++) {
        fold.fold(new Record<>(new byte[0], ledger.get(at), 1000), "ledger", new Position(0, at));
        if (commit > 0 && at % commit == commit - 1) {
          fold.flush(at);
          fold = restarts ? open() : fold;
        }
      }
      mark = fold.mark();
      fold.flush(ledger.size() - 1);
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

    List<Prediction> shifted() {
      return predictions.stream()
          .filter(prediction -> prediction.getSource().equals("shifting"))
          .filter(prediction -> prediction.getPosition().getOffset() >= shiftedFrom)
          .filter(prediction -> prediction.getPosition().getOffset() < shiftedTo)
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

  private boolean isRight(Prediction prediction, String label) {
    return label != null && label.equals("class" + truth.get(prediction.getSampleId()));
  }

  @Test
  void noticesAdaptsAndReturns() {
    Run run = new Run(Map.of(), 50, false);

    assertThat(run.drifts()).hasSize(1).first().asString().startsWith("shifting evidence");
    Event drift = run.events("drift").findFirst().orElseThrow();
    assertThat(drift.getOffset()).isBetween(shiftedFrom, shiftedFrom + 400);
    assertThat(Long.parseLong(drift.getDetails().get("since_offset")))
        .isBetween(shiftedFrom - 300, drift.getOffset());
    assertThat(drift.getDetails()).containsEntry("follows", "true").containsKey("kind");
    Event over = run.events("drift-over").findFirst().orElseThrow();
    assertThat(over.getOffset()).isGreaterThan(shiftedTo);
    assertThat(over.getDetails()).containsEntry("reason", "returned");

    List<Prediction> adapted =
        run.shifted().stream().filter(prediction -> prediction.getAdapter() != null).toList();
    long right = adapted.stream().filter(p -> isRight(p, p.getLabel())).count();
    long frozen = adapted.stream().filter(p -> isRight(p, p.getFrozenLabel())).count();
    assertThat(adapted).hasSizeGreaterThan(200).allMatch(p -> p.getAdapter().equals("shift"));
    assertThat(right).isGreaterThan(frozen + adapted.size() / 10);
    assertThat(run.predictions)
        .filteredOn(p -> p.getSource().equals("calm"))
        .allMatch(p -> p.getAdapter() == null && p.getFrozenLabel() == null);
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    command("FORGET", Map.of("sample", "calm0"));
    stretch(SHIFT);
    command("RENAME", Map.of("from", "class1", "to", "class9"));
    sample("third", 0, true);
    stretch(SHIFT);
    command("FORGET", Map.of("source", "calm"));
    stretch(0);
    Map<String, String> two = Map.of(AlluviumConfig.SOURCES_MAX, "2");
    Run once = new Run(two, 0, false);
    assertThat(once.events("source-dropped")).isNotEmpty();
    assertThat(once.events("drift")).hasSizeGreaterThan(1);

    for (Run other : List.of(new Run(two, 1, false), new Run(two, 97, true))) {
      assertThat(other.predictions).isEqualTo(once.predictions);
      assertThat(other.events).isEqualTo(once.events);
      assertThat(other.mark).isEqualTo(once.mark);
    }
  }

  @Test
  void setsHoldTheTrueClassAsOftenAsPromised() {
    Run run = new Run(Map.of(), 50, false);

    List<Prediction> labelled =
        run.predictions.stream()
            .filter(prediction -> prediction.getSource().equals("calm"))
            .filter(prediction -> prediction.getPosition().getOffset() < shiftedFrom)
            .skip(200)
            .toList();
    long held =
        labelled.stream()
            .filter(p -> p.getSet().contains("class" + truth.get(p.getSampleId())))
            .count();
    assertThat(held / (double) labelled.size()).isBetween(0.86, 0.94);
    assertThat(run.events("coverage")).isNotEmpty();
  }

  @Test
  void noveltyOfWhatWasLearntIsUniformAndOfStrangersNearZero() {
    int known = ledger.size();
    for (int n = 0; n < 100; n++) {
      sample("calm", n % 2 == 0 ? 6 : -6, false);
    }
    List<Prediction> compared =
        new Run(Map.of(AlluviumConfig.ADAPT, "off"), 50, false)
            .predictions.stream()
                .filter(prediction -> prediction.getNoveltyP() != null)
                .filter(prediction -> prediction.getSource().equals("calm"))
                .toList();
    assertThat(compared)
        .filteredOn(p -> p.getPosition().getOffset() >= known)
        .hasSizeGreaterThan(30)
        .allMatch(p -> p.getNoveltyP() < 0.02);
    assertThat(
            compared.stream()
                .filter(p -> p.getPosition().getOffset() < known)
                .mapToDouble(Prediction::getNoveltyP)
                .average())
        .hasValueCloseTo(0.5, within(0.1));
  }

  @Test
  void noticesAndDoesNotAdaptWhereThatIsOff() {
    Run run = new Run(Map.of(AlluviumConfig.ADAPT, "off"), 50, false);

    assertThat(run.drifts()).hasSize(1).first().asString().startsWith("shifting evidence");
    assertThat(run.predictions).allMatch(prediction -> prediction.getAdapter() == null);
  }

  @Test
  void watchesNothingWhereThatIsOff() {
    Run run = new Run(Map.of(AlluviumConfig.SOURCES_MAX, "0"), 50, false);

    assertThat(run.events("drift")).isEmpty();
    assertThat(run.sources()).isEmpty();
  }

  @Test
  void nothingIsLeftOfASourceThatWasForgotten() {
    assertThat(new Run(Map.of(), 50, true).sources()).contains("source/shifting");
    command("FORGET", Map.of("source", "shifting"));

    assertThat(new Run(Map.of(), 50, true).sources())
        .contains("source/calm")
        .doesNotContain("shifting");
  }
}
