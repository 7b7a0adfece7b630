package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.SwappingStream;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** EMBED and LEARN killed in every state of a change to another encoder. */
@ExtendWith(SharedBroker.class)
@Tag("kills")
final class SwapKillsTest {
  @TempDir private Path folder;

  /** A stream, and the process that serves it. */
  private static final class Run implements AutoCloseable {
    private final Path folder;
    private final SwappingStream stream;
    private ChildJvm child;
    private int starts;

    Run(EmbeddedBroker broker, Path folder, Map<String, String> settings) throws IOException {
      this.folder = folder;
      stream = new SwappingStream(broker, folder, settings);
      child = start();
    }

    private ChildJvm start() {
      return PipelineProcess.start("run" + starts++, stream.config(), List.of(), folder);
    }

    /** Nothing is said, flushed or committed; then it starts again. */
    void kill() {
      child.kill();
      child = start();
    }

    /** Gives an order and kills at once, whatever has become of it by then. */
    void killDuring(String... order) {
      CompletableFuture<Void> ordered = CompletableFuture.runAsync(() -> stream.order(order));
      kill();
      ordered.join();
    }

    void awaitState(String state) {
      stream.awaitState(
          state, () -> assertThat(child.endedByItself()).as(child.lastWords()).isFalse());
    }

    /** All samples from one on are answered rightly, by another encoder than the first one. */
    void checkAlone(int from) {
      Map<String, Prediction> predictions = stream.awaitPredictions();
      assertThat(SwappingStream.accuracy(predictions, from, stream.samples())).isGreaterThan(0.9);
      assertThat(SwappingStream.of(predictions, stream.samples() - 1).getSpace())
          .isNotEqualTo(SwappingStream.of(predictions, 0).getSpace());
      stream.order("audit");
    }

    @Override
    public void close() {
      child.close();
      stream.close();
    }
  }

  @Test
  void killsInEachStateLeaveWhatOneRunWouldHave(EmbeddedBroker broker) throws IOException {
    try (Run run = new Run(broker, folder, Map.of())) {
      SwappingStream stream = run.stream;
      stream.send(60, true);
      run.awaitState("steady");
      stream.order("encoder", "release", stream.next(), "--share", "1");
      run.kill();
      run.awaitState("shadow");
      run.kill();
      run.awaitState("fitted");
      run.kill();
      stream.order("encoder", "cutover", "--force");
      run.kill();
      stream.order("encoder", "backfill", "--rate", "100");
      run.kill();
      stream.send(60, true);
      stream.order("encoder", "rollback");
      run.kill();
      stream.send(30, true);
      stream.order("encoder", "cutover", "--force");
      stream.send(30, true);
      stream.order("encoder", "backfill", "--rate", "1000");
      run.kill();
      stream.order("encoder", "retire");
      run.kill();
      int alone = stream.samples();
      stream.send(30, false);
      run.checkAlone(alone);
    }
  }

  /**
   * Heads that look at samples take their images with them, and the bank writes them a few at a
   * time: kills while either command is carried out, and while the bank is written.
   */
  @ParameterizedTest
  @ValueSource(strings = {"knn", "fetril"})
  void killsAtCutOverAndRetirementLeaveHeadsOfSamplesWhatOneRunWouldHave(
      String head, EmbeddedBroker broker) throws IOException {
    try (Run run = new Run(broker, folder, Map.of("alluvium.head", head))) {
      SwappingStream stream = run.stream;
      stream.send(60, true);
      stream.order("encoder", "release", stream.next(), "--share", "1");
      run.awaitState("fitted");
      run.killDuring("encoder", "cutover", "--force");
      run.kill();
      stream.send(20, true);
      run.killDuring("encoder", "retire");
      run.kill();
      int alone = stream.samples();
      for (int kills = 0; kills < 2; kills++) {
        stream.send(3, true);
        stream.awaitPredictions();
        run.kill();
      }
      stream.send(60, false);
      run.checkAlone(alone);
    }
  }
}
