package io.alluvium.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.evaluation.Examples;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SolveOptions;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.Origin;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.View;
import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.SchemaRegistry;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.Published;
import io.alluvium.topology.WireSerdes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The player against LEARN itself, fed with a ledger of the same entries: the same bits. */
class PlayerTest {
  private static final ExampleSet SET = Examples.of(7, 40, 0);
  private static final String TOPIC = "alluvium.ledger";

  private record Answer(String sample, List<String> ranking, OptionalDouble margin) {}

  private final WireSerdes serdes = serdes();
  private final Map<Integer, Long> sequences = new HashMap<>();
  private long offset;

  @ParameterizedTest
  @ValueSource(strings = {"ncm", "slda", "auto", "knn", "ranpac", "klda", "linear", "fastslow"})
  void answersAsLearnDoes(String head) {
    LabelOptions labels = new LabelOptions(5, 0.9, 0.3, 11, true, 0);
    ProtocolOptions options = new ProtocolOptions(7, 20, labels, 0, 1, 0, 0, 1, List.of());
    Script script = Protocol.PREQUENTIAL.scripts(SET, options, StreamOrder.SHUFFLED).getFirst();

    List<Answer> played = play(script, head);
    List<Answer> learnt = learn(script, head);

    assertThat(played).hasSize(280).isEqualTo(learnt);
  }

  private static List<Answer> play(Script script, String head) {
    List<Answer> answers = new ArrayList<>();
    SolveOptions solves = new SolveOptions(5, 11, 0.1, 3);
    Player player =
        new Player(
            SET,
            Heads.named(head, config(head).headOptions()),
            solves,
            new Clocks(() -> 0, () -> 0));
    player.play(script, new Collector(answers), Watch.NONE);
    return answers;
  }

  private record Collector(List<Answer> answers) implements Observer {
    @Override
    public void streamed(Example example, boolean graded, Decision decision) {
      List<String> ranking =
          decision.candidates().stream().map(c -> c.label() + " " + c.probability()).toList();
      answers.add(new Answer(example.id(), ranking, decision.margin()));
    }
  }

  private static AlluviumConfig config(String head) {
    return new AlluviumConfig(
        Map.of(
            AlluviumConfig.HEAD, head,
            AlluviumConfig.HEAD_FEATURES, "40",
            AlluviumConfig.HEAD_WINDOW, "15",
            AlluviumConfig.TOP_K, "1000",
            AlluviumConfig.SOLVE_MIN_UPDATES, "5",
            AlluviumConfig.SOLVE_MAX_UPDATES, "11",
            AlluviumConfig.SOLVE_GROWTH, "0.1",
            AlluviumConfig.SOLVE_DELAY_ENTRIES, "3",
            AlluviumConfig.SOLVE_BY_COST, "false"));
  }

  private List<Answer> learn(Script script, String head) {
    AlluviumConfig config = config(head);
    LedgerReplay replay = new LedgerReplay(config, serdes, Learner.Background.INLINE);
    List<Answer> answers = new ArrayList<>();
    fold(replay, "announcement", announcement(), answers);
    for (Step step : script.steps()) {
      switch (step) {
        case Step.Sample(int example, _) -> {
          Example sample = SET.examples().get(example);
          fold(replay, sample.id(), embedded(sample), answers);
        }
        case Step.Label(int example, Assignment label) -> {
          String id = SET.examples().get(example).id();
          fold(
              replay,
              id,
              labelled(id, label.label(), sequences.merge(example, 1L, Long::sum)),
              answers);
        }
        case Step.Solve solve -> throw new AssertionError("no command in a stream without a test");
        case Step.Probe probe -> throw new AssertionError("no test samples in this set");
      }
    }
    return answers;
  }

  private void fold(LedgerReplay replay, String key, Object body, List<Answer> answers) {
    Origin origin = body instanceof SpaceAnnouncement ? null : new Origin("evaluation", 0, offset);
    byte[] value =
        serdes.ledgerEntry().serializer().serialize(TOPIC, new LedgerEntry(origin, body));
    byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
    for (Published published :
        replay.fold(
            new ConsumerRecord<>(
                TOPIC,
                0,
                offset++,
                0L,
                TimestampType.LOG_APPEND_TIME,
                keyBytes.length,
                value.length,
                keyBytes,
                value,
                new RecordHeaders(),
                Optional.empty()))) {
      if (published instanceof Published.Answered(var record)) {
        Prediction prediction = record.value();
        List<String> ranking =
            prediction.getCandidates().stream()
                .map(c -> c.getLabel() + " " + c.getProbability())
                .toList();
        Double margin = prediction.getMargin();
        answers.add(
            new Answer(
                prediction.getSampleId(),
                ranking,
                margin == null ? OptionalDouble.empty() : OptionalDouble.of(margin)));
      }
    }
  }

  private static SpaceHash hash() {
    return new SpaceHash(SET.space().id().toBytes());
  }

  private static SpaceAnnouncement announcement() {
    return new SpaceAnnouncement(
        hash(), "test", SET.space().dim(), NormalisationKind.L2, 1.0, 16384.0, Map.of(), null);
  }

  private static EmbeddedSample embedded(Example sample) {
    return new EmbeddedSample(
        sample.id(),
        "source",
        Instant.EPOCH,
        List.of(new View(hash(), ByteBuffer.wrap(sample.embedding().toBytes()))),
        null,
        false);
  }

  private static SequencedLabel labelled(String id, String label, long sequence) {
    return new SequencedLabel(id, "source", label, sequence, null, Instant.EPOCH, 1);
  }

  private static WireSerdes serdes() {
    SchemaRegistry registry = new ListedSchemas();
    return WireSerdes.of(
        new WireSerdes.Factory() {
          @Override
          public <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
            return new AvroSerde<>(type, registry, true);
          }
        });
  }

  /** A registry that numbers schemas in the order of their coming. */
  private static final class ListedSchemas implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    @Override
    public int register(String subject, Schema schema) {
      if (!schemas.contains(schema)) {
        schemas.add(schema);
      }
      return schemas.indexOf(schema);
    }

    @Override
    public int idOf(String subject, Schema schema) {
      return register(subject, schema);
    }

    @Override
    public Schema byId(int id) {
      return schemas.get(id);
    }
  }
}
