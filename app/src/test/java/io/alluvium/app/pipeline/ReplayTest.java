package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.crash.SmallWriteBuffers;
import io.alluvium.learning.Learner;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.BankPolicy;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.Published;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One ledger, learnt from again and again: whatever happens on the way, the same predictions and
 * events come out, to the last bit, and the same state stays behind.
 */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayTest {
  private static final int SAMPLES = 2100;

  /**
   * Solves, solves that are not yet in effect, and checkpoints come all the time; few records at
   * once, since a closing application first finishes those it has.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES,
          "20",
          AlluviumConfig.SOLVE_MAX_UPDATES,
          "30",
          AlluviumConfig.SOLVE_BY_COST,
          "false",
          AlluviumConfig.SOLVE_DELAY_ENTRIES,
          "2",
          AlluviumConfig.CHECKPOINT_UPDATES,
          "33",
          "max.poll.records",
          "50",
          "rocksdb.config.setter",
          SmallWriteBuffers.class.getName());

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private Harness recording;
  private Replay.Said expected;

  @BeforeAll
  void recordOneLedger(EmbeddedBroker broker, @TempDir Path recorded, @TempDir Path first) {
    System.out.println("ReplayTest: repeat with -Dtest.seed=" + seed);
    recording = new Harness(broker, recorded, SETTINGS);
    try (Pipeline embed = recording.start(recording.config(), Role.EMBED, new ToyEncoder())) {
      new LabelledStream(recording, new SplittableRandom(seed)).send(SAMPLES);
      new Backlog(recording).awaitRead();
      recording.mark("end");
      recording.settle();
      Harness.patiently().until(this::endIsRecorded);
    }
    expected = run(broker, first, SETTINGS);
  }

  private boolean endIsRecorded() {
    return recording.ledger(0).getLast().getBody() instanceof SequencedCommand mark
        && mark.getId().equals("mark-end");
  }

  private Replay.Said run(EmbeddedBroker broker, Path folder, Map<String, String> settings) {
    try (Replay replay = replay(broker, folder, settings)) {
      replay.runToEnd();
      return replay.said();
    }
  }

  private Replay replay(EmbeddedBroker broker, Path folder, Map<String, String> settings) {
    return new Replay(broker, recording.topics().ledger(), folder, settings);
  }

  @AfterAll
  void close() {
    recording.close();
  }

  @Test
  void theLedgerHasAllThatMayHappen() {
    assertThat(expected.predictions()).hasSize(SAMPLES);
    for (String counter :
        List.of(
            "duplicates",
            "labels",
            "corrections",
            "withdrawals",
            "confirmations",
            "stale_labels",
            "early_labels")) {
      assertThat(expected.end().get(counter)).as(counter).isNotEqualTo("0");
    }
    assertThat(expected.events()).filteredOn("type", "solved").hasSizeGreaterThan(20);
  }

  @Test
  void aFoldWithoutStreamsSaysTheSame() {
    LedgerFold fold = new LedgerFold(recording.config());
    String topic = recording.topics().ledger();
    for (ConsumerRecord<byte[], byte[]> record : recording.records(topic, 0)) {
      LedgerEntry entry =
          recording.serdes().ledgerEntry().deserializer().deserialize(topic, record.value());
      fold.fold(record.offset(), entry);
    }
    assertThat(fold.sumsDigest()).isEqualTo(expected.end().get("sums_digest"));
    assertThat(fold.predictions())
        .isEqualTo(expected.predictions().stream().map(ReplayTest::withoutDoubt).toList());
  }

  /** The fold of the tests knows nothing of sources. */
  private static Prediction withoutDoubt(Prediction prediction) {
    return Prediction.newBuilder(prediction)
        .setNoveltyP(null)
        .setSet(null)
        .setCalibrated(null)
        .build();
  }

  /**
   * The first of three tiers: the code of LEARN over the recorded ledger and nothing else. The
   * second is the topology that said what is expected, the third the topology that is killed below.
   */
  @Test
  void aDirectReplaySaysTheSame() {
    LedgerReplay direct =
        new LedgerReplay(recording.config(), recording.serdes(), Learner.Background.INLINE);
    List<Prediction> predictions = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record :
        recording.records(recording.topics().ledger(), 0)) {
      for (Published published : direct.fold(record)) {
        switch (published) {
          case Published.Answered answered -> predictions.add(answered.record().value());
          case Published.Reported reported -> events.add(reported.record().value());
          case Published.Requested _,
              Published.Looked _,
              Published.Modelled _,
              Published.Commanded _,
              Published.Buried _ -> {}
        }
      }
    }
    // A solve may take effect with the last mark, and is told behind it.
    expected.assertSameDigests(
        events.reversed().stream()
            .filter(event -> event.getType().equals("mark"))
            .findFirst()
            .orElseThrow()
            .getDetails());
    assertThat(predictions).isEqualTo(expected.predictions());
    assertThat(events).isEqualTo(expected.events());
    assertThat(direct.mark())
        .containsEntry("predictions_digest", expected.end().get("predictions_digest"))
        .containsEntry("sums_digest", expected.end().get("sums_digest"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 20", "2, 2000"})
  void threadsAndCommitsDoNotMatter(
      String threads, String commitMillis, EmbeddedBroker broker, @TempDir Path folder) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("num.stream.threads", threads);
    settings.put("commit.interval.ms", commitMillis);
    expected.assertSame(run(broker, folder, settings));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void restartsDoNotMatter(boolean diskLost, EmbeddedBroker broker, @TempDir Path folder) {
    try (Replay replay = replay(broker, folder, SETTINGS)) {
      for (int eighth = 1; eighth < 7; eighth++) {
        replay.runAndClose(eighth * SAMPLES / 8);
        assertThat(replay.predictionsSoFar()).isLessThan(SAMPLES);
        if (diskLost) {
          replay.deleteState();
        }
      }
      replay.runToEnd();
      expected.assertSame(replay.said());
    }
  }

  /** Kafka Streams gives a task up that could not commit in time, and revives it. */
  @Test
  void revivalsDoNotMatter(EmbeddedBroker broker, @TempDir Path folder) {
    AtomicInteger entries = new AtomicInteger();
    Set<Integer> revivals = Set.of(SAMPLES / 2, SAMPLES / 2 + 1, SAMPLES);
    try (Replay replay = replay(broker, folder, SETTINGS)) {
      replay.runToEnd(() -> {
        if (revivals.contains(entries.incrementAndGet())) {
          throw new TaskCorruptedException(Set.of(new TaskId(0, 0)));
        }
      });
      assertThat(entries).hasValueGreaterThan(SAMPLES);
      expected.assertSame(replay.said());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void killsDoNotMatter(boolean diskLost, EmbeddedBroker broker, @TempDir Path folder) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put("commit.interval.ms", "300");
    settings.put("producer.transaction.timeout.ms", "5000");
    try (Replay replay = replay(broker, folder, settings)) {
      for (int third = 1; third < 3; third++) {
        replay.runAndKill(third * SAMPLES / 3);
        assertThat(replay.predictionsSoFar()).isLessThan(SAMPLES);
        if (diskLost) {
          replay.deleteState();
        }
      }
      replay.runToEndElsewhere();
      expected.assertSameDigests(replay.said().end());
      expected.assertSame(replay.said());
    }
  }

  @ParameterizedTest
  @EnumSource
  void restartsDoNotMatterWhenTheBankIsFull(
      BankPolicy policy, EmbeddedBroker broker, @TempDir Path whole, @TempDir Path cut) {
    Map<String, String> settings = new HashMap<>(SETTINGS);
    settings.put(AlluviumConfig.BANK_POLICY, policy.code());
    settings.put(AlluviumConfig.BANK_MAX_LABELLED, "50");
    settings.put(AlluviumConfig.BANK_LABELLED_TTL_MS, "30000");
    settings.put(AlluviumConfig.BANK_MAX_UNLABELLED, "60");
    settings.put(AlluviumConfig.LABELS_MAX_EARLY, "30");
    Replay.Said tight = run(broker, whole, settings);
    for (String counter :
        List.of("settled_samples", "refused_labels", "expired_samples", "buried_labels")) {
      assertThat(tight.end().get(counter)).as(counter).isNotEqualTo("0");
    }
    try (Replay replay = replay(broker, cut, settings)) {
      replay.runAndClose(SAMPLES / 3);
      replay.deleteState();
      replay.runAndClose(2 * SAMPLES / 3);
      replay.runToEnd();
      tight.assertSame(replay.said());
    }
  }

  @Test
  void aRecordedLedgerIsNeverWrittenTo() {
    String ledger = recording.topics().ledger();
    AlluviumConfig config = recording.config(Map.of(AlluviumConfig.LEDGER_TOPIC, ledger));
    assertThatThrownBy(() -> Pipeline.start(config, Role.ALL, recording.serdes(), new ToyEncoder()))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining(ledger)
        .hasMessageContaining("expected role LEARN, got ALL");
  }
}
