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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** EMBED and LEARN killed in every state of a change to another encoder. */
@ExtendWith(SharedBroker.class)
final class SwapKillsTest {
  @TempDir private Path folder;
  private SwappingStream stream;
  private ChildJvm child;
  private int starts;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    stream = new SwappingStream(broker, folder);
    child = start();
  }

  @AfterEach
  void close() {
    child.close();
    stream.close();
  }

  private ChildJvm start() {
    return PipelineProcess.start("run" + starts++, stream.config(), List.of(), folder);
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
    stream.send(60, true);
    stream.awaitState("steady", this::checkAlive);
    stream.order("encoder", "release", stream.next(), "--share", "1");
    kill();
    stream.awaitState("shadow", this::checkAlive);
    kill();
    stream.awaitState("fitted", this::checkAlive);
    kill();
    stream.order("encoder", "cutover", "--force");
    kill();
    stream.order("encoder", "backfill", "--rate", "100");
    kill();
    stream.send(60, true);
    stream.order("encoder", "rollback");
    kill();
    stream.send(30, true);
    stream.order("encoder", "cutover", "--force");
    stream.send(30, true);
    stream.order("encoder", "backfill", "--rate", "1000");
    kill();
    stream.order("encoder", "retire");
    kill();
    int alone = stream.samples();
    stream.send(30, false);
    Map<String, Prediction> predictions = stream.awaitPredictions();
    assertThat(SwappingStream.accuracy(predictions, alone, stream.samples())).isGreaterThan(0.9);
    assertThat(SwappingStream.of(predictions, stream.samples() - 1).getSpace())
        .isNotEqualTo(SwappingStream.of(predictions, 0).getSpace());
    stream.order("audit");
  }
}
