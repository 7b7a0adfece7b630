package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Exemplars;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Recency;
import io.alluvium.learning.SolveOptions;
import io.alluvium.stores.ClassStore;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.MomentStore;
import io.alluvium.stores.Progress;
import io.alluvium.stores.Tally;
import io.alluvium.stores.WalStore;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.Toy;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a restart of the learner reads: the blocks of the moments, the sums of the classes, and no
 * more updates than fit between two checkpoints or two solves, however many labels there were.
 */
class RestoreCostTest {
  private static final int CHECKPOINT_UPDATES = 1024;
  private static final SolveOptions SOLVES = new SolveOptions(64, 512, 0.125, 0);
  private static final DurableLearner.Recipe RECIPE =
      new DurableLearner.Recipe(
          Heads.named("plda", HeadOptions.defaults()),
          SOLVES,
          Recency.NONE,
          Learner.Background.INLINE,
          CHECKPOINT_UPDATES);

  private final Counted classes = new Counted("classes");
  private final Counted moments = new Counted("moments");
  private final Counted wal = new Counted("wal");

  @ParameterizedTest
  @ValueSource(ints = {10_000, 1_000_000})
  void doesNotGrowWithTheNumberOfLabels(int labels) {
    DurableLearner learner = learn(labels);
    Progress committed = committed(learner);
    reset();

    DurableLearner restored = open(committed);

    System.out.println(
        "RestoreCostTest: "
            + labels
            + " labels: read "
            + moments.read.get()
            + " blocks, "
            + classes.read.get()
            + " classes, "
            + wal.read.get()
            + " updates");
    assertThat(restored.learner().statistics().digest())
        .isEqualTo(learner.learner().statistics().digest());
    assertThat(restored.learner().progress()).isEqualTo(learner.learner().progress());
    assertThat(moments.read.get()).isEqualTo(new PackedMoments(Toy.DIM).blocks());
    assertThat(classes.read.get()).isEqualTo(Toy.DIM);
    assertThat(wal.read.get()).isBetween(1L, (long) CHECKPOINT_UPDATES + SOLVES.maxUpdates());
  }

  private DurableLearner learn(int labels) {
    RandomGenerator random = Seeds.random();
    Embedding[] samples = new Embedding[100];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Toy.near(i % Toy.DIM, random);
    }
    DurableLearner learner = open(Progress.start());
    for (int entry = 0; entry < labels; entry++) {
      int which = random.nextInt(samples.length);
      learner.learn(
          new LabelChange(
              "s" + entry,
              samples[which],
              Optional.empty(),
              Optional.of(Assignment.of("c" + which % Toy.DIM))),
          entry);
      learner.finishEntry();
    }
    return learner;
  }

  private DurableLearner open(Progress progress) {
    return DurableLearner.open(
        Toy.space(1),
        RECIPE,
        new ClassStore(classes.store),
        new MomentStore(moments.store),
        new WalStore(wal.store),
        progress,
        List.of(),
        Exemplars::new);
  }

  private static Progress committed(DurableLearner durable) {
    durable.flush();
    return new Progress(
        durable.learner().progress(),
        durable.checkpoint(),
        durable.purged(),
        0,
        HashChain.start(),
        new Tally());
  }

  private void reset() {
    classes.read.set(0);
    moments.read.set(0);
    wal.read.set(0);
  }

  /** A store on the heap that counts the values it hands out. */
  private static final class Counted {
    private final AtomicLong read = new AtomicLong();
    private final KeyValueStore<Bytes, byte[]> store;

    @SuppressWarnings("unchecked") // The proxy has the one interface.
    Counted(String name) {
      KeyValueStore<Bytes, byte[]> heap = Stores.inMemoryKeyValueStore(name).get();
      heap.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), heap);
      store =
          (KeyValueStore<Bytes, byte[]>)
              Proxy.newProxyInstance(
                  KeyValueStore.class.getClassLoader(),
                  new Class<?>[] {KeyValueStore.class},
                  (proxy, method, arguments) -> counted(method.invoke(heap, arguments)));
    }

    private Object counted(Object answer) {
      if (answer instanceof byte[]) {
        read.incrementAndGet();
      }
      return answer instanceof KeyValueIterator<?, ?> iterator
          ? new CountedIterator<>(iterator, read)
          : answer;
    }
  }

  private record CountedIterator<K, V>(KeyValueIterator<K, V> values, AtomicLong read)
      implements KeyValueIterator<K, V> {
    @Override
    public boolean hasNext() {
      return values.hasNext();
    }

    @Override
    public KeyValue<K, V> next() {
      read.incrementAndGet();
      return values.next();
    }

    @Override
    public K peekNextKey() {
      return values.peekNextKey();
    }

    @Override
    public void close() {
      values.close();
    }
  }
}
