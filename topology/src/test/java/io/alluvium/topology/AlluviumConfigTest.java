package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Prior;
import io.alluvium.learning.Recency;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SolveOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlluviumConfigTest {
  @Test
  void defaultsAreThese() {
    Map<String, Object> expected = new TreeMap<>();
    expected.put("alluvium.namespace", "alluvium");
    expected.put("alluvium.partitions", 1);
    expected.put("alluvium.replication.factor", (short) -1);
    expected.put("alluvium.ledger.topic", "");
    expected.put("alluvium.commands.allowed", CommandType.names());
    expected.put("alluvium.commands.max.entries", 50_000);
    expected.put("alluvium.import.max.bytes", 134_217_728L);
    expected.put("alluvium.health.every.updates", 1024);
    expected.put("alluvium.head.features", 2048);
    expected.put("alluvium.head.gamma", 0.25);
    expected.put("alluvium.head.neighbours", 5);
    expected.put("alluvium.head.neighbour.weights", "uniform");
    expected.put("alluvium.knn.index.min", 1_000_000);
    expected.put("alluvium.head.balanced", false);
    expected.put("alluvium.head.ensemble", 1);
    expected.put("alluvium.head.window", 1000);
    expected.put("alluvium.head.trusted.weight", 2);
    expected.put("alluvium.challengers", List.of());
    expected.put("alluvium.challengers.report.labels", 1000);
    expected.put("alluvium.head.seed", 1L);
    expected.put("alluvium.encoder", "minilm");
    expected.put("alluvium.encoder.device", "auto");
    expected.put("alluvium.encoder.threads", 1);
    expected.put("alluvium.encoder.batch_size", 128);
    expected.put("alluvium.encoder.max_batch_delay", 20);
    expected.put("alluvium.embed.max.pending", 1024);
    expected.put("alluvium.head", "auto");
    expected.put("alluvium.swap.share", 0.1);
    expected.put("alluvium.swap.window.pairs", 0);
    expected.put("alluvium.prior", "none");
    expected.put("alluvium.shrinkage", "oas");
    expected.put("alluvium.top.k", 5);
    expected.put("alluvium.max.classes", 10_000);
    expected.put("alluvium.recency", "none");
    expected.put("alluvium.recency.length", 100_000L);
    expected.put("alluvium.recency.unit", "samples");
    expected.put("alluvium.solve.min.updates", 64);
    expected.put("alluvium.solve.max.updates", 4096);
    expected.put("alluvium.solve.growth", 0.125);
    expected.put("alluvium.solve.delay.entries", 256);
    expected.put("alluvium.adapt", "auto");
    expected.put("alluvium.adapter", "shift");
    expected.put("alluvium.ask.budget", 0.0);
    expected.put("alluvium.ask.strategy", "auto");
    expected.put("alluvium.ask.random.share", 0.2);
    expected.put("alluvium.ask.window", 1000);
    expected.put("alluvium.ask.max.sources", 1000);
    expected.put("alluvium.ask.max.open", 10_000);
    expected.put("alluvium.ask.report.answers", 100);
    expected.put("alluvium.sources.max", 1000);
    expected.put("alluvium.sets.coverage", 0.9);
    expected.put("alluvium.cascade.coverage", 0.8);
    expected.put("alluvium.sets.limits", "global");
    expected.put("alluvium.sets.tracking", "quantile");
    expected.put("alluvium.calibrate", true);
    expected.put("alluvium.sources.every", 2);
    expected.put("alluvium.novelty.score", "auto");
    expected.put("alluvium.novelty.rate", 0.03);
    expected.put("alluvium.candidates.max", 32);
    expected.put("alluvium.sources.least.labelled", 256);
    expected.put("alluvium.solve.by.cost", true);
    expected.put("alluvium.checkpoint.updates", 1024);
    expected.put("alluvium.bank.max.unlabelled", 100_000);
    expected.put("alluvium.bank.unlabelled.ttl.ms", 604_800_000L);
    expected.put("alluvium.bank.max.labelled", 0);
    expected.put("alluvium.bank.labelled.ttl.ms", 0L);
    expected.put("alluvium.bank.policy", "recency");
    expected.put("alluvium.bank.policy.seed", 1L);
    expected.put("alluvium.labels.annotator.max", 0L);
    expected.put("alluvium.labels.annotator.window.ms", 3_600_000L);
    expected.put("alluvium.rocksdb.memory.bytes", 67_108_864L);
    expected.put("alluvium.labels.max.early", 100_000);
    expected.put("alluvium.labels.early.wait.ms", 86_400_000L);
    assertThat(new TreeMap<>(new AlluviumConfig(Map.of()).values())).isEqualTo(expected);
  }

  @Test
  void everyKeyIsDocumentedAndHasThePrefix() {
    AlluviumConfig.DEFINITION
        .configKeys()
        .forEach((key, definition) -> {
          assertThat(key).startsWith("alluvium.");
          assertThat(definition.documentation).as(key).endsWith(".");
        });
  }

  @Test
  void defaultOptionsAreThoseOfLearning() {
    AlluviumConfig config = new AlluviumConfig(Map.of());
    assertThat(config.headOptions()).isEqualTo(HeadOptions.defaults());
    assertThat(config.solveOptions()).isEqualTo(SolveOptions.defaults());
  }

  @Test
  void settingsReachTheOptions() {
    AlluviumConfig config =
        new AlluviumConfig(
            Map.of(
                "alluvium.prior", "frequency",
                "alluvium.shrinkage", "0.25",
                "alluvium.solve.min.updates", "2",
                "alluvium.solve.max.updates", "3",
                "alluvium.solve.growth", "0.5",
                "alluvium.solve.delay.entries", "4",
                "alluvium.solve.by.cost", "false",
                "alluvium.knn.index.min", "7",
                "alluvium.commands.allowed", "MARK,OTHER",
                "alluvium.namespace", "a.b-c_d"));
    assertThat(config.headOptions())
        .isEqualTo(
            HeadOptions.defaults()
                .with(Prior.FREQUENCY, new Shrinkage.Relative(0.25))
                .with(builder -> builder.indexMin(7)));
    assertThat(config.solveOptions()).isEqualTo(new SolveOptions(2, 3, 0.5, 4, 1024, false));
    assertThat(config.commandsAllowed()).containsExactlyInAnyOrder("MARK", "OTHER");
    assertThat(config.topics()).isEqualTo(Topics.in("a.b-c_d"));
  }

  @Test
  void recencyIsReadFromItsThreeKeys() {
    assertThat(new AlluviumConfig(Map.of()).recency().isOn()).isFalse();
    AlluviumConfig config =
        new AlluviumConfig(
            Map.of(
                "alluvium.recency", "half-life",
                "alluvium.recency.length", "3600000",
                "alluvium.recency.unit", "event-time-ms"));
    assertThat(config.recency())
        .isEqualTo(new Recency(Recency.Kind.HALF_LIFE, Recency.Unit.EVENT_TIME_MS, 3_600_000));
  }

  @Test
  void ledgerOfAnotherNamespaceIsReplayedIntoTopicsOfItsOwn() {
    AlluviumConfig config =
        new AlluviumConfig(
            Map.of("alluvium.namespace", "again", "alluvium.ledger.topic", "first.ledger"));
    assertThat(config.replays()).isTrue();
    assertThat(config.topics().ledger()).isEqualTo("first.ledger");
    assertThat(config.topics().predictions()).isEqualTo("again.predictions");
    assertThat(new AlluviumConfig(Map.of()).replays()).isFalse();
  }

  @Test
  void keysOfKafkaAreKeptAside() {
    AlluviumConfig config =
        new AlluviumConfig(Map.of("bootstrap.servers", "b:9092", "alluvium.top.k", "3"));
    assertThat(config.kafka()).isEqualTo(Map.of("bootstrap.servers", "b:9092"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alluvium.namespace            | a/b      | [a-zA-Z0-9._-]",
        "alluvium.partitions           | 0        | at least 1",
        "alluvium.replication.factor   | -2       | at least -1",
        "alluvium.encoder              | ''       | non-empty",
        "alluvium.encoder.device       | tpu      | auto, cpu or gpu:N",
        "alluvium.encoder.threads      | 257      | no more than 256",
        "alluvium.encoder.batch_size   | 4097     | no more than 4096",
        "alluvium.encoder.batch_size   | many     | INT",
        "alluvium.encoder.max_batch_delay | 0     | at least 1",
        "alluvium.embed.max.pending    | 0        | at least 1",
        "alluvium.head                 | best     | auto, fastslow, fetril",
        "alluvium.prior                | some     | none, frequency",
        "alluvium.shrinkage            | 1.5      | oas or a number from 0 to 1",
        "alluvium.shrinkage            | much     | oas or a number from 0 to 1",
        "alluvium.top.k                | 1001     | no more than 1000",
        "alluvium.max.classes          | 0        | at least 1",
        "alluvium.recency              | maybe    | none, window, half-life",
        "alluvium.recency.length       | 127      | at least 128",
        "alluvium.recency.unit         | hours    | samples, event-time-ms",
        "alluvium.solve.min.updates    | 0        | at least 1",
        "alluvium.adapt                | support  | must be one of: off, auto, on",
        "alluvium.adapter              | auto     | must be one of: shift, balanced-shift",
        "alluvium.adapter              | magic    | laplacian, soft-prototype, mixture",
        "alluvium.sources.max          | -1       | at least 0",
        "alluvium.solve.min.updates    | 5000     | alluvium.solve.min.updates",
        "alluvium.solve.max.updates    | 65537    | no more than 65536",
        "alluvium.solve.growth         | 1.1      | no more than 1",
        "alluvium.solve.delay.entries  | -1       | at least 0",
        "alluvium.checkpoint.updates   | 65537    | no more than 65536",
        "alluvium.bank.max.unlabelled  | 0        | at least 1",
        "alluvium.bank.unlabelled.ttl.ms | 0      | at least 1",
        "alluvium.bank.max.labelled    | -1       | at least 0",
        "alluvium.labels.max.early     | 0        | at least 1",
        "alluvium.labels.early.wait.ms | 0        | at least 1",
        "alluvium.rocksdb.memory.bytes | 8388607  | at least 8388608",
      })
  void badValuesNameKeyAndLimit(String key, String value, String limit) {
    assertThatThrownBy(() -> new AlluviumConfig(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(limit);
  }

  @Test
  void tooLongNamespaceIsRefused() {
    new AlluviumConfig(Map.of("alluvium.namespace", "n".repeat(200)));
    assertThatThrownBy(() -> new AlluviumConfig(Map.of("alluvium.namespace", "n".repeat(201))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("expected 1 to 200 of [a-zA-Z0-9._-]");
  }

  @Test
  void unknownKeyOfItsOwnIsRefused() {
    assertThatThrownBy(() -> new AlluviumConfig(Map.of("alluvium.topk", "3")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "Unknown configuration 'alluvium.topk': './alluvium config' prints every key that begins"
                + " with alluvium.");
  }

  @Test
  void headsAreTheOneThatAnswersAndItsChallengers() {
    AlluviumConfig config =
        new AlluviumConfig(Map.of("alluvium.head", "auto", "alluvium.challengers", "slda, knn"));
    assertThat(config.heads().names()).containsExactly("plda", "slda", "knn");
  }

  @Test
  void rejectsAHeadTwiceAndOnesThatServeNoStream() {
    assertThatThrownBy(() ->
            new AlluviumConfig(Map.of("alluvium.head", "auto", "alluvium.challengers", "plda")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("[plda, plda]");
    assertThatThrownBy(() -> new AlluviumConfig(Map.of("alluvium.head", "transductive")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("transductive");
    assertThatThrownBy(() -> new AlluviumConfig(Map.of("alluvium.challengers", "svm")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("svm");
  }
}
