package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** LEARN over a recorded ledger, with an application, outputs and a state folder of its own. */
final class Replay implements AutoCloseable {
  private static final Duration SLOW = Duration.ofMillis(5);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final Path folder;
  private final Path state;
  private final Harness harness;

  Replay(EmbeddedBroker broker, String ledger, Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.state = folder.resolve("state");
    Map<String, String> all = new HashMap<>(settings);
    all.put(AlluviumConfig.LEDGER_TOPIC, ledger);
    harness = new Harness(broker, state, all);
  }

  /** Runs to the end of the ledger in this process. */
  void runToEnd() {
    try (Pipeline pipeline = harness.start(harness.config(), Role.LEARN, null)) {
      harness.marked("end");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  /** Runs to the end, with something done before each entry. */
  void runToEnd(Runnable beforeEntries) {
    try (Pipeline pipeline =
        Harness.start(
            harness.config(),
            Role.LEARN,
            BeforeEntries.run(harness.serdes(), beforeEntries),
            null)) {
      harness.marked("end");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  /** Runs in this process until at least so many predictions are there, and closes in mid work. */
  void runAndClose(int predictions) {
    try (Pipeline pipeline =
        Harness.start(
            harness.config(), Role.LEARN, BeforeEntries.pause(harness.serdes(), SLOW), null)) {
      harness.predictions(predictions);
    }
  }

  /** Runs in another process until at least so many predictions are there, and kills it. */
  void runAndKill(int predictions) {
    try (LearnProcess process = LearnProcess.start(harness.config(), SLOW, folder)) {
      Harness.patiently()
          .until(() -> {
            process.checkAlive();
            return predictionsSoFar() >= predictions;
          });
      process.kill();
    }
  }

  /** Runs to the end of the ledger in another process. */
  void runToEndElsewhere() {
    try (LearnProcess process = LearnProcess.start(harness.config(), AT_ONCE, folder)) {
      harness.marked("end");
      process.checkAlive();
    }
  }

  int predictionsSoFar() {
    return harness.predictions(0).size();
  }

  /** Loses the disk. */
  void deleteState() {
    try (Stream<Path> files = Files.walk(state)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns all that the run has said. */
  Said said() {
    return new Said(
        harness.predictions(0),
        harness.events(0),
        bytes(harness.topics().predictions()),
        bytes(harness.topics().events()));
  }

  private List<String> bytes(String topic) {
    return harness.records(topic, 0).stream()
        .map(record ->
            HexFormat.of().formatHex(record.key()) + ' ' + HexFormat.of().formatHex(record.value()))
        .toList();
  }

  @Override
  public void close() {
    harness.close();
  }

  /**
   * What a run has said.
   *
   * @param predictions the answers, in their order
   * @param events the events, in their order
   * @param predictionBytes keys and values of the answers, to the last bit
   * @param eventBytes keys and values of the events, to the last bit
   */
  record Said(
      List<Prediction> predictions,
      List<Event> events,
      List<String> predictionBytes,
      List<String> eventBytes) {

    /** Returns the counters and digests at the end. */
    Map<String, String> end() {
      return marks().getLast().getDetails();
    }

    private List<Event> marks() {
      return events.stream().filter(event -> event.getType().equals("mark")).toList();
    }

    /** Checks that another run has, at its end, the digests of state, sums and predictions. */
    void assertSameDigests(Map<String, String> other) {
      for (String digest : List.of("state_digest", "sums_digest", "predictions_digest")) {
        assertThat(end().get(digest)).as(digest).hasSize(64);
        assertThat(other).containsEntry(digest, end().get(digest));
      }
    }

    /** Checks that another run has said the same; what is easy to read comes first. */
    void assertSame(Said other) {
      for (int i = 0; i < Math.min(predictions.size(), other.predictions.size()); i++) {
        assertThat(other.predictions.get(i)).isEqualTo(predictions.get(i));
      }
      assertThat(other.marks()).isEqualTo(marks());
      assertThat(other.predictionBytes).isEqualTo(predictionBytes);
      assertThat(other.eventBytes).isEqualTo(eventBytes);
    }
  }
}
