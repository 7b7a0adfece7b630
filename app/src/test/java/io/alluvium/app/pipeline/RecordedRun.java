package io.alluvium.app.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.alluvium.app.CommandRun;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.app.registry.RegistryOptions;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A run that was recorded, for commands that look at what was said. */
@ExtendWith(SharedBroker.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RecordedRun {
  static final int SAMPLES = 300;
  static final Map<String, String> SOLVES =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES,
          "20",
          AlluviumConfig.SOLVE_MAX_UPDATES,
          "30",
          AlluviumConfig.SOLVE_BY_COST,
          "false",
          AlluviumConfig.SOLVE_DELAY_ENTRIES,
          "40",
          AlluviumConfig.CHECKPOINT_UPDATES,
          "33",
          AlluviumConfig.ASK_BUDGET,
          "0.1",
          "max.poll.records",
          "50");

  final long seed = Long.getLong("test.seed", System.nanoTime());
  EmbeddedBroker broker;
  EmbeddedRegistry registry;
  Harness live;
  List<ConsumerRecord<byte[], byte[]>> predictions;
  List<ConsumerRecord<byte[], byte[]>> events;
  List<ConsumerRecord<byte[], byte[]>> requests;
  List<ConsumerRecord<byte[], byte[]>> snapshots;
  Path folder;

  /**
   * A run in which labels were corrected and withdrawn, the learner was stopped on its way, and a
   * snapshot was taken.
   */
  @BeforeAll
  void run(EmbeddedBroker shared, @TempDir Path temporary) {
    System.out.println(getClass().getSimpleName() + ": repeat with -Dtest.seed=" + seed);
    broker = shared;
    folder = temporary;
    String schemas = "schemas-" + UUID.randomUUID();
    registry =
        EmbeddedRegistry.start(
            new RegistryOptions(broker.bootstrapServers(), 0, schemas, Duration.ofSeconds(30)));
    live = harness(Map.of());
    try (Pipeline embed = live.start(live.config(), Role.EMBED, new ToyEncoder())) {
      new LabelledStream(live, new SplittableRandom(seed)).send(SAMPLES);
      new Backlog(live).awaitRead();
      live.command(
          new Command("snap", "SNAPSHOT", Map.of("with_samples", "true"), null, null, null));
      live.mark("end");
      live.settle();
      Harness.patiently()
          .until(() ->
              live.ledger(0).getLast().getBody() instanceof SequencedCommand last
                  && last.getId().equals("mark-end"));
    }
    try (Pipeline learn =
        Harness.start(
            live.config(),
            Role.LEARN,
            BeforeEntries.pause(live.serdes(), Duration.ofMillis(2)),
            null)) {
      live.predictions(SAMPLES / 3);
    }
    try (Pipeline learn = live.start(live.config(), Role.LEARN, null)) {
      live.marked("end");
    }
    predictions = live.records(live.topics().predictions(), SAMPLES);
    events = live.records(live.topics().events(), 0);
    requests = live.records(live.topics().labelRequests(), 10);
    snapshots = live.records(live.topics().model(), 2);
  }

  @AfterAll
  void close() {
    live.close();
    registry.close();
  }

  Harness harness(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(SOLVES);
    settings.put("schema.registry.url", registry.url());
    settings.putAll(more);
    return new Harness(broker, folder.resolve(UUID.randomUUID().toString()), settings);
  }

  /** Runs a command with the settings of a namespace; those among the arguments win. */
  static CommandRun command(Harness of, String verb, String... arguments) {
    List<String> all = new ArrayList<>(List.of(verb));
    of.config()
        .originals()
        .forEach((key, value) -> {
          all.add("-P");
          all.add(key + "=" + value);
        });
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  Prediction prediction(ConsumerRecord<byte[], byte[]> record) {
    return live.serdes().prediction().deserializer().deserialize(record.topic(), record.value());
  }

  Event event(ConsumerRecord<byte[], byte[]> record) {
    return live.serdes().event().deserializer().deserialize(record.topic(), record.value());
  }

  static JsonNode json(CommandRun run) throws IOException {
    return new ObjectMapper().readTree(run.out());
  }

  LedgerEntry entry(ConsumerRecord<byte[], byte[]> record) {
    return live.serdes().ledgerEntry().deserializer().deserialize(record.topic(), record.value());
  }
}
