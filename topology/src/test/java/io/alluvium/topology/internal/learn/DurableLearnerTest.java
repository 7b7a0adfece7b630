package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Amendment;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.BucketedSums;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Exemplar;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Recency;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.Tally;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.Toy;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurableLearnerTest {
  private static final int ENTRIES = 120;
  private static final int ENTRIES_PER_PERIOD = 4;

  private static final SolveOptions SOLVES = new SolveOptions(5, 11, 0.2, 1);
  private static final int LONGEST_DELAY = 32;

  private final KeyValueStore<Bytes, byte[]> classes = heap("classes");
  private final KeyValueStore<Bytes, byte[]> moments = heap("moments");
  private final KeyValueStore<Bytes, byte[]> wal = heap("wal");

  private static KeyValueStore<Bytes, byte[]> heap(String name) {
    KeyValueStore<Bytes, byte[]> store = Stores.inMemoryKeyValueStore(name).get();
    store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
    return store;
  }

  private static final HeadOptions OPTIONS =
      HeadOptions.defaults()
          .with(builder -> builder.features(12).neighbours(3).indexMin(30).window(20));

  /** Labelled samples that are at hand, by id: what the bank would have. */
  private final Map<String, LabelChange> bank = new TreeMap<>();

  private List<SpaceId> kept = List.of();
  private List<String> heads = List.of("plda");

  private DurableLearner.Recipe recipe(Recency.Kind kind, int checkpointUpdates) {
    return new DurableLearner.Recipe(
        new HeadPanel(heads.stream().map(name -> Heads.named(name, OPTIONS)).toList()),
        SOLVES,
        new Recency(kind, Recency.Unit.SAMPLES, 128),
        Learner.Background.INLINE,
        checkpointUpdates);
  }

  private DurableLearner open(Recency.Kind kind, int checkpointUpdates, Progress progress) {
    return DurableLearner.open(
        Toy.space(1),
        recipe(kind, checkpointUpdates),
        new ClassStore(classes),
        new MomentStore(moments),
        new WalStore(wal),
        progress,
        kept,
        this::exemplars);
  }

  private Exemplars exemplars() {
    Exemplars exemplars = new Exemplars();
    bank.forEach((id, change) -> {
      Assignment to = change.to().orElseThrow();
      exemplars.add(
          to.label(), new Exemplar(id, change.embedding(), change.arrival(), to.weight()));
    });
    return exemplars;
  }

  private Progress committed(DurableLearner durable) {
    durable.flush();
    kept = durable.kept();
    return new Progress(
        durable.learner().progress(),
        durable.checkpoint(),
        durable.purged(),
        0,
        HashChain.start(),
        new Tally());
  }

  @ParameterizedTest
  @CsvSource({
    "NONE,      1,    plda",
    "NONE,      7,    plda",
    "NONE,      64,   plda",
    "NONE,      1000, plda",
    "WINDOW,    1,    plda",
    "WINDOW,    64,   plda",
    "HALF_LIFE, 7,    plda",
    "HALF_LIFE, 1000, plda",
    "NONE,      7,    ranpac",
    "NONE,      1000, ranpac",
    "NONE,      7,    knn",
    "NONE,      7,    fastslow",
    "NONE,      64,   linear",
    "NONE,      7,    plda;ranpac;klda;knn;keyvalue;trusted",
    "NONE,      64,   plda;ranpac;klda;knn;fetril"
  })
  void reopenedAfterAnyCommitItIsTheLearnerThatWasNeverStopped(
      Recency.Kind kind, int checkpointUpdates, String names) {
    heads = List.of(names.split(";"));
    RandomGenerator random = Seeds.random();
    Learner straight =
        Learner.start(
            Toy.space(1),
            recipe(kind, 1).head(),
            SOLVES,
            recipe(kind, 1).recency(),
            Learner.Background.INLINE);
    DurableLearner durable = open(kind, checkpointUpdates, Progress.start());
    List<LabelChange> known = new ArrayList<>();
    int largestLog = 0;
    for (int entry = 0; entry < ENTRIES; entry++) {
      long period = kind == Recency.Kind.NONE ? 0 : entry / ENTRIES_PER_PERIOD;
      durable.learner().reach(period, entry);
      straight.reach(period, entry);
      LabelChange change = next(random, entry, period, known);
      durable.learn(change, entry);
      straight.learn(change, entry);
      keep(change);
      if (straight.evidence().derived().hasExemplars() && random.nextInt(8) == 0) {
        LabelChange settled = settled(random, known);
        durable.learn(settled, entry);
        straight.learn(settled, entry);
      }
      assertThat(durable.finishEntry()).isEqualTo(straight.finishEntry());
      if (random.nextInt(4) == 0) {
        durable = open(kind, checkpointUpdates, committed(durable));
      }
      largestLog = Math.max(largestLog, (int) wal.approximateNumEntries());
      assertSame(durable.learner(), straight, random);
    }
    assertThat(largestLog).isLessThan(checkpointUpdates + 2 * LONGEST_DELAY);
    durable.flush();
    assertThat(bucketsOf(new ClassStore(classes).buckets(Toy.space(1))))
        .isEqualTo(bucketsOf(straight.buckets()));
    assertThat(bucketsOf(straight.buckets()).isEmpty()).isEqualTo(kind == Recency.Kind.NONE);
  }

  private void keep(LabelChange change) {
    if (change.to().isPresent()) {
      bank.put(change.sampleId(), change);
    } else {
      bank.remove(change.sampleId());
    }
  }

  /** Takes a sample from those at hand: its label stays for ever. */
  private LabelChange settled(RandomGenerator random, List<LabelChange> known) {
    String id = List.copyOf(bank.keySet()).get(random.nextInt(bank.size()));
    LabelChange last = Objects.requireNonNull(bank.remove(id));
    known.removeIf(change -> change.sampleId().equals(id));
    return LabelChange.settled(
        id, last.embedding(), last.period(), last.arrival(), last.to().orElseThrow());
  }

  private static List<String> bucketsOf(BucketedSums buckets) {
    List<String> all = new ArrayList<>();
    buckets.forEach((label, period, sums) -> all.add(label + period + sums.hashCode()));
    return all;
  }

  @Test
  void sumsThatCameAndWentAsAWholeAreInTheStores() {
    RandomGenerator random = Seeds.random();
    SufficientStatistics theirs = new SufficientStatistics(Toy.space(1));
    theirs.add("theirs", Toy.axis(1));
    theirs.add("both", Toy.axis(2));
    DurableLearner durable = open(Recency.Kind.NONE, 7, Progress.start());
    durable.learn(
        new LabelChange("s1", Toy.axis(0), Optional.empty(), Optional.of(Assignment.of("both"))),
        0);
    durable.finishEntry();

    durable.amend(Amendment.adding(theirs, 2), 1);
    durable.finishEntry();
    DurableLearner reopened = open(Recency.Kind.NONE, 7, committed(durable));
    assertThat(reopened.learner().statistics().labels()).containsExactly("both", "theirs");
    assertSame(reopened.learner(), durable.learner(), random);

    reopened.amend(Amendment.of(List.of()).removing(theirs, 2), 2);
    reopened.finishEntry();
    DurableLearner again = open(Recency.Kind.NONE, 7, committed(reopened));
    assertThat(again.learner().statistics().labels()).containsExactly("both");
    assertSame(again.learner(), reopened.learner(), random);
  }

  @Test
  void storesThatContradictEachOtherAreRefused() {
    DurableLearner durable = open(Recency.Kind.NONE, 1, Progress.start());
    durable.learn(
        new LabelChange("s1", Toy.axis(0), Optional.empty(), Optional.of(Assignment.of("a"))), 0);
    durable.finishEntry();
    Progress committed = committed(durable);
    new ClassStore(classes).delete(Toy.space(1).id(), "a");

    assertThatThrownBy(() -> open(Recency.Kind.NONE, 1, committed))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("the stores of the learner contradict each other")
        .hasMessageContaining("state.dir");
  }

  @Test
  void featuresThatWereNotKeptAreAddedUpFromTheBank() {
    RandomGenerator random = Seeds.random();
    DurableLearner durable = open(Recency.Kind.NONE, 7, Progress.start());
    heads = List.of("plda", "ranpac");
    Learner straight =
        Learner.start(
            Toy.space(1),
            recipe(Recency.Kind.NONE, 1).head(),
            SOLVES,
            Recency.NONE,
            Learner.Background.INLINE);
    List<LabelChange> known = new ArrayList<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      LabelChange change = next(random, entry, 0, known);
      durable.learn(change, entry);
      straight.learn(change, entry);
      keep(change);
      durable.finishEntry();
      straight.finishEntry();
      if (entry == ENTRIES / 2 || entry % 13 == 12) {
        durable = open(Recency.Kind.NONE, 7, committed(durable));
      }
    }
    assertSame(durable.learner(), straight, random);
    assertThat(durable.kept()).hasSize(1);
  }

  @Test
  void featuresOfSamplesThatAreGoneAreRefused() {
    DurableLearner durable = open(Recency.Kind.NONE, 1, Progress.start());
    durable.learn(
        new LabelChange("s1", Toy.axis(0), Optional.empty(), Optional.of(Assignment.of("a"))), 0);
    durable.finishEntry();
    Progress committed = committed(durable);
    heads = List.of("ranpac");
    assertThatThrownBy(() -> open(Recency.Kind.NONE, 1, committed))
        .isInstanceOf(MissingSamplesException.class)
        .hasMessageContaining("the bank has samples of weight 0, the labels weigh 1")
        .hasMessageContaining("application.id");
  }

  private static LabelChange next(
      RandomGenerator random, int entry, long period, List<LabelChange> known) {
    if (known.size() > 3 && random.nextInt(3) == 0) {
      LabelChange old = known.remove(random.nextInt(known.size()));
      Optional<Assignment> to =
          Optional.of(weighed("corrected", random))
              .filter(
                  assignment -> random.nextBoolean() && !old.to().equals(Optional.of(assignment)));
      return new LabelChange(
          old.sampleId(), old.embedding(), old.period(), old.arrival(), old.to(), to);
    }
    int axis = random.nextInt(Toy.DIM);
    LabelChange fresh =
        new LabelChange(
            "s" + entry,
            Toy.near(axis, random),
            period,
            entry + 1,
            Optional.empty(),
            Optional.of(weighed("c" + axis, random)));
    known.add(fresh);
    return fresh;
  }

  private static Assignment weighed(String label, RandomGenerator random) {
    return new Assignment(label, random.nextInt(3) > 0 ? 1 : random.nextInt(1, 1001));
  }

  private void assertSame(Learner actual, Learner expected, RandomGenerator random) {
    Embedding query = Toy.near(random.nextInt(Toy.DIM), random);
    for (String head : heads) {
      assertThat(actual.scorer(head).decide(query, 5))
          .as(head)
          .isEqualTo(expected.scorer(head).decide(query, 5));
    }
    assertThat(actual.progress()).isEqualTo(expected.progress());
    assertThat(HexFormat.of().formatHex(actual.sumsDigest()))
        .isEqualTo(HexFormat.of().formatHex(expected.sumsDigest()));
  }
}
