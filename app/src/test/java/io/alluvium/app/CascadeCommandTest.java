package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.schemas.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A small encoder before the one that serves, on a real broker. */
@ExtendWith(SharedBroker.class)
final class CascadeCommandTest {
  @TempDir private Path folder;
  private SwappingStream stream;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    stream = new SwappingStream(broker, folder);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  /**
   * The small encoder is open once a labelled sample is looked for; until then the other sees all.
   */
  private void awaitGlance() {
    int before = keys(stream.config().topics().looks()).size();
    await()
        .atMost(SwappingStream.PATIENCE)
        .until(() -> {
          stream.send(3, true);
          stream.awaitPredictions();
          return keys(stream.config().topics().looks()).size() > before;
        });
  }

  /** Every labelled sample, and maybe others, is looked for once and copied once. */
  private void sendLabelled(int count) {
    int before = keys(stream.config().topics().looks()).size();
    stream.send(count, true);
    await()
        .atMost(SwappingStream.PATIENCE)
        .until(() -> {
          List<String> looks = keys(stream.config().topics().looks());
          assertThat(looks).doesNotHaveDuplicates();
          return looks.size() >= before + count
              && keys(stream.config().topics().backfill()).size() == looks.size();
        });
  }

  private List<String> keys(String topic) {
    List<String> keys = new ArrayList<>();
    try (CommittedTopic records = CommittedTopic.open(stream.config(), topic)) {
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        keys.add(new String(next.get().key(), StandardCharsets.UTF_8));
      }
    }
    return keys;
  }

  /** An answer by an image; one that waited, if there is any; what explain cannot do it says. */
  private void canBeComputedAgain(int from) throws IOException {
    boolean[] explained = new boolean[2];
    for (int n = from; n < from + 15 && !(explained[0] && explained[1]); n++) {
      String id = "s" + n;
      CommandRun run = stream.run("explain", "--prediction", id);
      boolean isImage = run.err().contains("answered by its image");
      assertThat(isImage || run.code() == 0).as(run.out() + run.err()).isTrue();
      if (!explained[isImage ? 0 : 1]) {
        explained[isImage ? 0 : 1] = true;
        stream.order("verify", "--prediction", id);
      }
    }
    assertThat(explained[0]).as("some were answered by their images").isTrue();
  }

  @Test
  void eachSampleIsAnsweredOnceWhoeverSeesIt() throws Exception {
    stream.send(60, true);
    try (Pipeline pipeline = stream.start()) {
      stream.awaitState("steady", () -> {});
      assertThat(stream.run("encoder", "cascade").out()).contains("no change of the encoder");
      stream.order("encoder", "release", stream.next(), "--share", "1");
      stream.awaitState("fitted", () -> {});
      stream.order("encoder", "cascade", "--force");
      assertThat(stream.run("encoder", "cutover").out()).contains("is in state cascade");
      awaitGlance();
      sendLabelled(60);
      stream.send(60, false);
      stream.awaitPredictions();
      assertThat(stream.run("encoder", "status").out()).contains("state  cascade", "glances  ");
      assertThat(pipeline.failure()).isEmpty();
    }
    int restarted = stream.samples();
    try (Pipeline pipeline = stream.start()) {
      awaitGlance();
      sendLabelled(60);
      Map<String, Prediction> predictions = stream.awaitPredictions();
      assertThat(SwappingStream.accuracy(predictions, restarted, stream.samples()))
          .isGreaterThan(0.9);
      String space = SwappingStream.of(predictions, 0).getSpace();
      assertThat(predictions.values()).allMatch(p -> p.getSpace().equals(space));
      stream.order("encoder", "rollback");
      assertThat(stream.run("encoder", "status").out()).contains("state  fitted");
      stream.send(30, false);
      stream.awaitPredictions();
      stream.order("encoder", "abort");
      assertThat(pipeline.failure()).isEmpty();
    }
    assertThat(stream.run("encoder", "history").out()).contains("  cascade  ");
    canBeComputedAgain(restarted);
    stream.order("audit");
  }
}
