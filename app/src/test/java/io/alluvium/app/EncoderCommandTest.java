package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Prediction;
import java.io.IOException;
import java.nio.file.Files;
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
  private SwappingStream stream;

  @BeforeEach
  void prepare(EmbeddedBroker broker) throws IOException {
    stream = new SwappingStream(broker, folder);
  }

  @AfterEach
  void close() {
    stream.close();
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
    stream.send(60, true);
    try (Pipeline pipeline = stream.start()) {
      stream.awaitState("steady", noFailure(pipeline));
      assertThat(stream.run("encoder", "cutover").out()).contains("no change of the encoder");
      assertThat(stream.run("encoder", "release", stream.next(), "--share", "1").out())
          .contains("is released", "command-done");
      stream.awaitState("fitted", noFailure(pipeline));
      assertThat(stream.run("encoder", "status").out())
          .contains("agreement.limit", "explained-variance");
      assertThat(stream.run("encoder", "cutover", "--dry-run").out()).contains("It would be so");
      stream.order("encoder", "cutover", "--force");
      stream.send(60, true);
      stream.awaitPredictions();
    }
    int restarted = stream.samples();
    try (Pipeline pipeline = stream.start()) {
      stream.send(60, false);
      Map<String, Prediction> predictions = stream.awaitPredictions();
      String first = SwappingStream.of(predictions, 0).getSpace();
      assertThat(SwappingStream.of(predictions, restarted).getSpace()).isNotEqualTo(first);
      assertThat(SwappingStream.accuracy(predictions, restarted, stream.samples()))
          .isGreaterThan(0.9);
      stream.order("encoder", "rollback");
      int back = stream.samples();
      stream.send(60, false);
      predictions = stream.awaitPredictions();
      assertThat(SwappingStream.of(predictions, stream.samples() - 1).getSpace()).isEqualTo(first);
      assertThat(SwappingStream.accuracy(predictions, back, stream.samples())).isGreaterThan(0.9);
      stream.order("encoder", "cutover", "--force");
      stream.send(30, false);
      stream.awaitPredictions();
      stream.order("encoder", "retire");
      assertThat(stream.run("encoder", "status").out()).contains("state  steady", "serves alone");
      int alone = stream.samples();
      stream.send(30, false);
      assertThat(SwappingStream.accuracy(stream.awaitPredictions(), alone, stream.samples()))
          .isGreaterThan(0.9);
    }
    assertThat(stream.run("encoder", "history").out())
        .containsSubsequence(
            "  began  Encoder '",
            "  space  ",
            "  released  ",
            "is released",
            "  entered  ",
            "  space  ",
            "  judged  ",
            "  cut-over  ",
            "  rolled-back  ",
            "  cut-over  ",
            "  retired  ");
    stream.order("audit");
  }

  @Test
  void anAdapterOnTopOfTheEncoderTakesOverLikeAnyOther() throws Exception {
    Path adapter = Files.createDirectory(folder.resolve("adapter"));
    SpaceId space = writeAdapter(adapter);
    stream.send(60, true);
    try (Pipeline pipeline = stream.start()) {
      stream.awaitState("steady", noFailure(pipeline));
      stream.order("encoder", "release", adapter.toString(), "--share", "1");
      stream.send(60, false);
      stream.awaitState("fitted", noFailure(pipeline));
      stream.order("encoder", "cutover", "--force");
      int released = stream.samples();
      stream.send(60, false);
      Map<String, Prediction> predictions = stream.awaitPredictions();
      assertThat(SwappingStream.of(predictions, stream.samples() - 1).getSpace())
          .isEqualTo(space.hex());
      assertThat(SwappingStream.accuracy(predictions, released, stream.samples()))
          .isGreaterThan(0.9);
    }
    stream.order("audit");
  }

  /** Writes an adapter that turns a little and bends a little, and returns its space. */
  private SpaceId writeAdapter(Path adapter) throws IOException {
    Path base = folder.resolve("first");
    try (Encoder first = Encoders.open(EncoderOptions.defaults(base.toString()))) {
      AdapterFolder.write(
          adapter,
          base.toString(),
          first.space().id(),
          new ResidualAdapter(
              ResidualAdapter.Activation.TANH,
              new float[] {1, 0, 0, 0, 1, 0},
              new float[2],
              new float[] {0, 0.3f, -0.3f, 0, 0.1f, 0.1f},
              new float[3]));
    }
    try (Encoder adapted = Encoders.open(EncoderOptions.defaults(adapter.toString()))) {
      return adapted.space().id();
    }
  }

  @Test
  void anEncoderThatIsNotThereIsGivenUp() throws Exception {
    stream.send(30, true);
    try (Pipeline pipeline = stream.start()) {
      stream.awaitState("steady", noFailure(pipeline));
      assertThat(stream.run("encoder", "history").out()).contains("No encoder was released.");
      stream.order("encoder", "release", "no-such-encoder");
      await()
          .atMost(SwappingStream.PATIENCE)
          .until(() -> stream.run("encoder", "status").out().contains("was given up"));
      stream.send(10, false);
      stream.awaitPredictions();
    }
  }
}
