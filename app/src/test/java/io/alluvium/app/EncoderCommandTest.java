package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Another encoder in the place of the one that runs, from the terminal, on a real broker. */
@ExtendWith(SharedBroker.class)
final class EncoderCommandTest {
  @TempDir private Path folder;
  private SwapBench bench;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    bench = new SwapBench(broker, folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Pipeline start() throws InterruptedException {
    Pipeline pipeline = Pipeline.start(bench.config(), Role.ALL);
    assertThat(pipeline.awaitRunning(SwapBench.PATIENCE)).isTrue();
    return pipeline;
  }

  private static Runnable noFailure(Pipeline pipeline) {
    return () ->
        pipeline
            .failure()
            .ifPresent(failure -> {
              throw failure;
            });
  }

  @Test
  void anotherEncoderTakesOverAndComesBackAndNothingIsLost() throws Exception {
    bench.send(60, true);
    try (Pipeline pipeline = start()) {
      bench.awaitState("steady", noFailure(pipeline));
      assertThat(bench.run("encoder", "cutover").out()).contains("no change of the encoder");
      assertThat(bench.run("encoder", "release", bench.next(), "--share", "1").out())
          .contains("is released", "command-done");
      bench.awaitState("fitted", noFailure(pipeline));
      assertThat(bench.run("encoder", "status").out())
          .contains("agreement.limit", "explained-variance");
      assertThat(bench.run("encoder", "cutover", "--dry-run").out()).contains("It would be so");
      bench.order("encoder", "cutover", "--force");
      bench.send(60, true);
      bench.awaitPredictions();
    }
    int restarted = bench.samples();
    try (Pipeline pipeline = start()) {
      bench.send(60, false);
      Map<String, Prediction> predictions = bench.awaitPredictions();
      String first = SwapBench.of(predictions, 0).getSpace();
      assertThat(SwapBench.of(predictions, restarted).getSpace()).isNotEqualTo(first);
      assertThat(SwapBench.accuracy(predictions, restarted, bench.samples())).isGreaterThan(0.9);
      bench.order("encoder", "rollback");
      int back = bench.samples();
      bench.send(60, false);
      predictions = bench.awaitPredictions();
      assertThat(SwapBench.of(predictions, bench.samples() - 1).getSpace()).isEqualTo(first);
      assertThat(SwapBench.accuracy(predictions, back, bench.samples())).isGreaterThan(0.9);
      bench.order("encoder", "cutover", "--force");
      bench.send(30, false);
      bench.awaitPredictions();
      bench.order("encoder", "retire");
      assertThat(bench.run("encoder", "status").out()).contains("state  steady", "serves alone");
      int alone = bench.samples();
      bench.send(30, false);
      assertThat(SwapBench.accuracy(bench.awaitPredictions(), alone, bench.samples()))
          .isGreaterThan(0.9);
    }
    assertThat(bench.run("encoder", "history").out())
        .containsSubsequence(
            "is released",
            "encoder-shadow",
            "  space  ",
            "swap-report",
            "encoder-cut-over",
            "encoder-rolled-back",
            "encoder-cut-over",
            "encoder-retired");
    bench.order("audit");
  }

  @Test
  void anEncoderThatIsNotThereIsGivenUp() throws Exception {
    bench.send(30, true);
    try (Pipeline pipeline = start()) {
      bench.awaitState("steady", noFailure(pipeline));
      assertThat(bench.run("encoder", "history").out()).contains("No encoder was released.");
      bench.order("encoder", "release", "no-such-encoder");
      await()
          .atMost(SwapBench.PATIENCE)
          .until(() -> bench.run("encoder", "status").out().contains("was given up"));
      bench.send(10, false);
      bench.awaitPredictions();
    }
  }
}
