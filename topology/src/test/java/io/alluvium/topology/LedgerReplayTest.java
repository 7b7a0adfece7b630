package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Learner;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replay without Kafka Streams against the topology on RocksDB: the same bytes in each topic. */
class LedgerReplayTest {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry(AlluviumConfig.SOLVE_MIN_UPDATES, "5"),
          Map.entry(AlluviumConfig.SOLVE_MAX_UPDATES, "11"),
          Map.entry(AlluviumConfig.SOLVE_DELAY_ENTRIES, "3"),
          Map.entry(AlluviumConfig.CHECKPOINT_UPDATES, "7"),
          Map.entry(AlluviumConfig.BANK_MAX_LABELLED, "15"),
          Map.entry(AlluviumConfig.BANK_MAX_UNLABELLED, "20"),
          Map.entry(AlluviumConfig.LABELS_MAX_EARLY, "3"),
          Map.entry(AlluviumConfig.LABELS_EARLY_WAIT_MS, "50"),
          Map.entry(AlluviumConfig.MAX_CLASSES, "5"),
          Map.entry(AlluviumConfig.ASK_BUDGET, "0.3"),
          Map.entry(AlluviumConfig.ASK_REPORT_ANSWERS, "2"),
          Map.entry(AlluviumConfig.LABELS_ANNOTATOR_MAX, "26"),
          Map.entry(AlluviumConfig.LABELS_ANNOTATOR_WINDOW_MS, "400"));

  @TempDir private Path state;
  private LearnDriver learn;
  private Map<String, String> settings = SETTINGS;

  /** What came out for each topic, in its order: key, value and headers. */
  private final Map<String, List<String>> replayed = new TreeMap<>();

  @BeforeEach
  void open() {
    learn = new LearnDriver(state.resolve("first"), SETTINGS);
  }

  private void reopen(Map<String, String> changed) {
    learn.close();
    settings = new HashMap<>(SETTINGS);
    settings.putAll(changed);
    learn = new LearnDriver(state.resolve("second"), settings);
  }

  @AfterEach
  void close() {
    learn.close();
  }

  /** Everything that may stand in a ledger, from a seed. */
  private void play(RandomGenerator random) {
    learn.sample("too-soon", Toy.axis(0));
    learn.announced();
    for (int n = 0; n < 1500; n++) {
      String id = "s" + random.nextInt(120);
      int axis = random.nextInt(Toy.DIM);
      learn.advance(random.nextInt(10));
      switch (random.nextInt(20)) {
        case 0 -> learn.announce(Toy.space(1 + random.nextInt(2)));
        case 1 -> learn.sample(id, Toy.space(2), Toy.axis(axis));
        case 2 -> learn.append("no entry".getBytes(UTF_8));
        case 3 -> learn.mark();
        case 4 -> learn.command("c" + n, any(random, "NONSENSE", "SNAPSHOT"), Map.of());
        case 5 -> learn.withdraw(id, random.nextInt(30));
        case 6, 7, 8, 9, 10, 11 ->
            learn.label(id, "class" + random.nextInt(7), random.nextInt(1, 4), random.nextInt(30));
        default -> learn.sample(id, Toy.near(axis, random));
      }
    }
    learn.mark();
  }

  private static String any(RandomGenerator random, String one, String other) {
    return random.nextBoolean() ? one : other;
  }

  private void replay(LedgerReplay replay, List<ConsumerRecord<byte[], byte[]>> ledger) {
    for (ConsumerRecord<byte[], byte[]> entry : ledger) {
      for (Published published : replay.fold(entry)) {
        switch (published) {
          case Published.Answered(var record) ->
              replayed("prediction", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Reported(var record) ->
              replayed("event", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Requested(var record) ->
              replayed("request", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Looked(var record) ->
              replayed("look", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Modelled(var record) ->
              replayed("model", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Commanded(var record) ->
              replayed("command", line(record.key(), bytes(record.value()), record.headers()));
          case Published.Buried(var record) ->
              replayed("letter", line(record.key(), record.value(), record.headers()));
        }
      }
    }
  }

  private void replayed(String topic, String line) {
    replayed.computeIfAbsent(topic, name -> new ArrayList<>()).add(line);
  }

  private byte[] bytes(Prediction prediction) {
    return learn.serdes().prediction().serializer().serialize("", prediction);
  }

  private byte[] bytes(Command command) {
    return learn.serdes().command().serializer().serialize("", command);
  }

  private byte[] bytes(ModelRecord record) {
    return learn.serdes().model().serializer().serialize("", record);
  }

  private byte[] bytes(LabelRequest request) {
    return learn.serdes().labelRequest().serializer().serialize("", request);
  }

  private byte[] bytes(Look look) {
    return learn.serdes().look().serializer().serialize("", look);
  }

  private byte[] bytes(Event event) {
    return learn.serdes().event().serializer().serialize("", event);
  }

  private static String line(byte[] key, byte[] value, Headers headers) {
    StringBuilder line = new StringBuilder(hex(key) + ' ' + hex(value));
    for (Header header : headers) {
      line.append(' ').append(header.key()).append('=').append(hex(header.value()));
    }
    return line.toString();
  }

  private static String hex(byte[] bytes) {
    return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatTheTopologySays(BankPolicy policy) {
    reopen(Map.of(AlluviumConfig.BANK_POLICY, policy.code()));
    saysWhatTheTopologySays();
  }

  @ParameterizedTest
  @ValueSource(strings = {"window", "half-life"})
  void saysWhatTheTopologySaysWhereSamplesCountByTheirAge(String recency) {
    reopen(Map.of(AlluviumConfig.RECENCY, recency, AlluviumConfig.RECENCY_LENGTH, "128"));
    saysWhatTheTopologySays();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ranpac", "knn", "linear"})
  void saysWhatTheTopologySaysWhateverTheHeadsAre(String head) {
    reopen(
        Map.of(
            AlluviumConfig.HEAD, head,
            AlluviumConfig.CHALLENGERS, "fastslow,auto",
            AlluviumConfig.CHALLENGERS_REPORT_LABELS, "10",
            AlluviumConfig.HEAD_FEATURES, "20"));
    saysWhatTheTopologySays();
    assertThat(learn.events("head-scores")).isNotEmpty();
  }

  private void saysWhatTheTopologySays() {
    play(Seeds.random());
    replay(replay(), learn.ledger());
    Map<String, List<String>> said = said();
    assertThat(replayed.keySet()).isEqualTo(said.keySet()).hasSize(5);
    said.forEach((topic, lines) -> assertThat(replayed.get(topic)).isEqualTo(lines));
    assertThat(learn.events("solved")).hasSizeGreaterThan(2);
    assertThat(learn.reasons())
        .contains(
            "undecodable", "unknown-space", "orphan-label", "too-many-classes", "annotator-limit");
    assertThat(learn.counters())
        .containsKeys("duplicates", "corrections", "settled_samples", "expired_samples");
  }

  private LedgerReplay replay() {
    return new LedgerReplay(
        new AlluviumConfig(settings), learn.serdes(), Learner.Background.INLINE);
  }

  private Map<String, List<String>> said() {
    Map<String, List<String>> said = new TreeMap<>();
    learn
        .published()
        .forEach((topic, records) ->
            said.put(
                topic,
                records.stream()
                    .map(record -> line(record.key(), record.value(), record.headers()))
                    .toList()));
    return said;
  }

  @Test
  void showsLearnerAndBank() {
    LedgerReplay replay = replay();
    assertThat(replay.learner()).isEmpty();
    learn.announced().sample("s1", Toy.axis(0));
    learn.label("s1", "a", 1);
    replay(replay, learn.ledger());
    assertThat(replay.learner().orElseThrow().statistics().labels()).containsExactly("a");
    List<String> remembered = new ArrayList<>();
    replay.forEachRemembered((id, value) ->
        remembered.add(id + ' ' + ((BankValue.Sample) value).assigned().orElseThrow()));
    assertThat(remembered).containsExactly("s1 a");
  }

  @Test
  void refusesEntriesOutOfOrderOrOfAnotherPartition() {
    learn.announced().sample("s1", Toy.axis(0));
    LedgerReplay replay = replay();
    List<ConsumerRecord<byte[], byte[]>> ledger = learn.ledger();
    replay(replay, ledger);
    assertThatThrownBy(() -> replay.fold(ledger.getFirst()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry has offset 0, expected more than 1");
    ConsumerRecord<byte[], byte[]> elsewhere =
        new ConsumerRecord<>("ledger", 3, 9, new byte[0], new byte[0]);
    assertThatThrownBy(() -> replay.fold(elsewhere))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("entry is of partition 3, expected 0");
  }
}
