package io.alluvium.topology.internal.embed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Assignment;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.EncoderSource;
import io.alluvium.topology.HeapRegistry;
import io.alluvium.topology.Names;
import io.alluvium.topology.Toy;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order inside a batch. Kafka's test driver commits after each record, so one record stands for
 * several here: each of its words becomes a sample, a label or a command.
 */
class EmbedStageTest {
  private static final String INPUT = "input";

  @TempDir private Path state;
  private final WireSerdes serdes = HeapRegistry.serdes();
  private final Toy toy = new Toy();
  private final AtomicLong nanos = new AtomicLong();
  private final List<Integer> batchesBeforeCommits = new ArrayList<>();

  /**
   * {@code s1:0} is a sample on axis 0, {@code *s1:0} a copy, {@code s1=a} a label, {@code !c} a
   * command.
   */
  private static final class Burst extends ContextualProcessor<byte[], byte[], byte[], Object> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      for (String word : new String(record.value(), UTF_8).split(" ", -1)) {
        context().forward(record.<Object>withValue(new Decoded(incoming(word), record.value())));
      }
    }

    private static Incoming incoming(String word) {
      if (word.startsWith("!")) {
        Body command = new Body.Command(word.substring(1), "MARK", Map.of(), Optional.empty());
        return new Incoming.Ready(command, true);
      }
      if (word.startsWith("*")) {
        return sample(word.substring(1)).asCopy();
      }
      if (word.contains(":")) {
        return sample(word);
      }
      String[] parts = word.split("=", 2);
      Body label =
          new Body.Label(
              parts[0],
              "here",
              Optional.of(Assignment.of(parts[1])),
              1,
              Optional.empty(),
              OptionalLong.empty());
      return new Incoming.Ready(label, false);
    }

    private static Incoming.Unembedded sample(String word) {
      String[] parts = word.split(":", 2);
      return new Incoming.Unembedded(
          parts[0], "here", OptionalLong.empty(), Optional.empty(), new Payload.Text(parts[1]));
    }
  }

  /** The stage, and how often it asks for a commit. */
  private final class Counted implements Processor<byte[], Object, byte[], Object> {
    private final EmbedStage stage;

    Counted(AlluviumConfig config) {
      this.stage = new EmbedStage(config, toy, EncoderSource.NONE, nanos::get);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void init(ProcessorContext<byte[], Object> context) {
      InvocationHandler counting =
          (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
              batchesBeforeCommits.add(toy.calls().size());
            }
            return method.invoke(context, arguments);
          };
      stage.init(
          (ProcessorContext<byte[], Object>)
              Proxy.newProxyInstance(
                  Counted.class.getClassLoader(),
                  new Class<?>[] {InternalProcessorContext.class},
                  counting));
    }

    @Override
    public void process(Record<byte[], Object> record) {
      stage.process(record);
    }

    @Override
    public void close() {
      stage.close();
    }
  }

  private TopologyTestDriver driver(Map<String, String> settings) {
    AlluviumConfig config = new AlluviumConfig(settings);
    Topology topology =
        new Topology()
            .addSource("in", new ByteArrayDeserializer(), new ByteArrayDeserializer(), INPUT)
            .addProcessor("burst", Burst::new, "in")
            .addProcessor(Names.EMBED, () -> new Counted(config), "burst")
            .addStateStore(CommitHook.store(Names.EMBED_COMMIT_HOOK), Names.EMBED)
            .addStateStore(EmbedStage.plans(), Names.EMBED)
            .addSink(
                Names.LEDGER_SINK,
                config.topics().ledger(),
                new ByteArraySerializer(),
                new LedgerSerializer(serdes.ledgerEntry().serializer()),
                new LedgerRouting(),
                Names.EMBED)
            .addSink(
                Names.DEAD_LETTER_SINK,
                config.topics().deadLetters(),
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                Names.EMBED);
    Properties properties = new Properties();
    properties.put("application.id", "test");
    properties.put("bootstrap.servers", "nowhere:9092");
    properties.put("state.dir", state.toString());
    return new TopologyTestDriver(topology, properties);
  }

  private static void pipe(TopologyTestDriver driver, String burst) {
    TestInputTopic<byte[], byte[]> input =
        driver.createInputTopic(INPUT, new ByteArraySerializer(), new ByteArraySerializer());
    input.pipeInput("here".getBytes(UTF_8), burst.getBytes(UTF_8));
  }

  private List<String> ledger(TopologyTestDriver driver) {
    TestOutputTopic<byte[], io.alluvium.schemas.LedgerEntry> output =
        driver.createOutputTopic(
            "alluvium.ledger", new ByteArrayDeserializer(), serdes.ledgerEntry().deserializer());
    List<String> words = new ArrayList<>();
    for (io.alluvium.schemas.LedgerEntry entry : output.readValuesToList()) {
      words.add(
          switch (LedgerFormat.body(entry)) {
            case Body.Sample sample -> sample.id() + ":";
            case Body.Backfill copy -> copy.sample().id() + "*";
            case Body.Unseen copy -> copy.id() + "?";
            case Body.Label label -> label.sampleId() + "=" + label.label().orElseThrow();
            case Body.Command command -> "!" + command.id();
            case Body.Announcement announcement -> "space";
          });
    }
    return words;
  }

  @Test
  void labelsAndCommandsWaitInLineBehindSamples() {
    try (TopologyTestDriver driver = driver(Map.of())) {
      pipe(driver, "s0=z s1:0 s1=a !c s2:1 s2=b s1=c");
      assertThat(toy.calls()).as("one batch").containsExactly(List.of("0", "1"));
      assertThat(ledger(driver))
          .containsExactly("space", "s0=z", "s1:", "s1=a", "!c", "s2:", "s2=b", "s1=c");
    }
  }

  @Test
  void fullBatchIsEmbeddedAtOnce() {
    try (TopologyTestDriver driver = driver(Map.of(AlluviumConfig.BATCH_SIZE, "2"))) {
      pipe(driver, "s1:0 s1=a s2:1 s3:2 s3=a");
      assertThat(toy.calls()).containsExactly(List.of("0", "1"), List.of("2"));
      assertThat(ledger(driver)).containsExactly("space", "s1:", "s1=a", "s2:", "s3:", "s3=a");
    }
  }

  private static String samples(int count) {
    return IntStream.range(0, count).mapToObj(n -> "s" + n + ":0").collect(Collectors.joining(" "));
  }

  @Test
  void aCommitThatIsDueIsAskedForALittleBeforeTheBatchIsFull() {
    try (TopologyTestDriver driver = driver(Map.of(AlluviumConfig.BATCH_SIZE, "16"))) {
      nanos.addAndGet(LineWatch.BUSY.toNanos());
      pipe(driver, samples(15));
      assertThat(batchesBeforeCommits).as("before it is embedded").containsExactly(0);
      assertThat(toy.calls()).extracting(List::size).containsExactly(15);
    }
  }

  @Test
  void noCommitIsAskedForWhileNoneIsDue() {
    try (TopologyTestDriver driver = driver(Map.of(AlluviumConfig.BATCH_SIZE, "16"))) {
      pipe(driver, samples(40));
      assertThat(batchesBeforeCommits).isEmpty();
      assertThat(toy.calls()).extracting(List::size).containsExactly(16, 16, 8);
    }
  }

  @Test
  void whoSetsACommitIntervalIsNotAskedForOthers() {
    try (TopologyTestDriver driver =
        driver(Map.of(AlluviumConfig.BATCH_SIZE, "16", "commit.interval.ms", "5000"))) {
      nanos.addAndGet(LineWatch.BUSY.toNanos());
      pipe(driver, samples(40));
      assertThat(batchesBeforeCommits).isEmpty();
    }
  }

  @Test
  void lineThatIsTooLongIsEmbeddedAtOnce() {
    try (TopologyTestDriver driver = driver(Map.of(AlluviumConfig.EMBED_MAX_PENDING, "3"))) {
      pipe(driver, "s1:0 s1=a s1=b s2:1 s1=c");
      assertThat(toy.calls()).containsExactly(List.of("0"), List.of("1"));
      assertThat(ledger(driver)).containsExactly("space", "s1:", "s1=a", "s1=b", "s2:", "s1=c");
    }
  }

  @Test
  void spaceIsAnnouncedOncePerStart() {
    try (TopologyTestDriver driver = driver(Map.of())) {
      pipe(driver, "s1:0");
      pipe(driver, "s2:0 s3=a");
      assertThat(ledger(driver)).containsExactly("space", "s1:", "s2:", "s3=a");
    }
    try (TopologyTestDriver driver = driver(Map.of())) {
      pipe(driver, "s4=a");
      assertThat(ledger(driver)).containsExactly("space", "s4=a");
    }
  }

  @Test
  void rejectedSampleLeavesTheOthersInTheirOrder() {
    try (TopologyTestDriver driver = driver(Map.of())) {
      pipe(driver, "s1:0 s1=a s2:bad s2=b s3:poison s4:1");
      assertThat(ledger(driver)).containsExactly("space", "s1:", "s1=a", "s2=b", "s4:");
      var letters =
          driver.createOutputTopic(
              "alluvium.dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
      assertThat(letters.readRecordsToList())
          .extracting(
              letter -> new String(letter.headers().lastHeader("alluvium.reason").value(), UTF_8))
          .containsExactly("unacceptable-payload", "encoder-failed");
    }
  }

  @Test
  void rejectedCopyIsTold() {
    try (TopologyTestDriver driver = driver(Map.of())) {
      pipe(driver, "*s1:0 *s2:bad s3:bad *s4:1");
      assertThat(ledger(driver)).containsExactly("space", "s1*", "s2?", "s4*");
      var letters =
          driver.createOutputTopic(
              "alluvium.dead-letters", new ByteArrayDeserializer(), new ByteArrayDeserializer());
      assertThat(letters.readRecordsToList()).hasSize(2);
    }
  }

  /** The batch fails before the commit, or while it is full. */
  @ParameterizedTest
  @ValueSource(ints = {32, 1})
  void brokenEncoderStopsTheTaskAndIsNotAskedAgain(int batchSize) {
    toy.breakDown();
    TopologyTestDriver driver =
        driver(Map.of(AlluviumConfig.BATCH_SIZE, Integer.toString(batchSize)));
    try (driver) {
      assertThatThrownBy(() -> pipe(driver, "s1:0 s1=a"))
          .hasRootCauseInstanceOf(IllegalStateException.class)
          .hasStackTraceContaining(EncoderException.class.getName());
      int calls = toy.calls().size();
      pipe(driver, "s2:0");
      assertThat(toy.calls()).hasSize(calls);
      assertThat(ledger(driver)).isEmpty();
    }
  }
}
