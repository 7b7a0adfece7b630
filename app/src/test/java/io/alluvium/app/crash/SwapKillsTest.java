package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.SwapBench;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** EMBED and LEARN killed in every state of a change to another encoder. */
@ExtendWith(SharedBroker.class)
final class SwapKillsTest {
  @TempDir private Path folder;
  private SwapBench bench;
  private ChildJvm child;
  private int starts;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    bench = new SwapBench(broker, folder);
    child = start();
  }

  @AfterEach
  void close() {
    child.close();
    bench.close();
  }

  private ChildJvm start() {
    return PipelineProcess.start("run" + starts++, bench.config(), List.of(), folder);
  }

  /** Nothing is said, flushed or committed; then it starts again. */
  private void kill() {
    child.kill();
    child = start();
  }

  private void checkAlive() {
    assertThat(child.endedByItself()).as(child.lastWords()).isFalse();
  }

  @Test
  void killsInEachStateLeaveWhatOneRunWouldHave() {
    bench.send(60, true);
    bench.awaitState("steady", this::checkAlive);
    bench.order("encoder", "release", bench.next(), "--share", "1");
    kill();
    bench.awaitState("shadow", this::checkAlive);
    kill();
    bench.awaitState("fitted", this::checkAlive);
    kill();
    bench.order("encoder", "cutover", "--force");
    kill();
    bench.send(60, true);
    bench.order("encoder", "rollback");
    kill();
    bench.send(30, true);
    bench.order("encoder", "cutover", "--force");
    bench.send(30, true);
    bench.order("encoder", "retire");
    kill();
    int alone = bench.samples();
    bench.send(30, false);
    Map<String, Prediction> predictions = bench.awaitPredictions();
    assertThat(SwapBench.accuracy(predictions, alone, bench.samples())).isGreaterThan(0.9);
    assertThat(SwapBench.of(predictions, bench.samples() - 1).getSpace())
        .isNotEqualTo(SwapBench.of(predictions, 0).getSpace());
    bench.order("audit");
  }
}
