package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.backfill.CutOver;
import io.alluvium.app.backfill.SampleCopier;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.Watch;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What was moved is replaced by what the new encoder sees, on a real broker. */
@ExtendWith(SharedBroker.class)
final class EncoderBackfillTest {
  private static final double FAST = 1000;

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

  /** The new encoder serves, and one sample that it alone has seen is there. */
  private void crossOver() {
    stream.awaitState("steady", () -> {});
    stream.order("encoder", "release", stream.next(), "--share", "1");
    stream.awaitState("fitted", () -> {});
    stream.order("encoder", "cutover", "--force");
    awaitNative();
  }

  private void awaitNative() {
    await()
        .atMost(SwappingStream.PATIENCE)
        .until(() -> {
          stream.send(1, false);
          var predictions = stream.awaitPredictions();
          return !SwappingStream.of(predictions, stream.samples() - 1)
              .getSpace()
              .equals(SwappingStream.of(predictions, 0).getSpace());
        });
  }

  private void awaitStatus(String part) {
    await()
        .atMost(SwappingStream.PATIENCE)
        .until(() -> stream.run("encoder", "status").out().contains(part));
  }

  private List<ByteBuffer> payloads(String topic) {
    List<ByteBuffer> values = new ArrayList<>();
    try (CommittedTopic records = CommittedTopic.open(stream.config(), topic)) {
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        values.add(ByteBuffer.wrap(next.get().value()));
      }
    }
    return values;
  }

  /** Copies some samples, and is stopped. */
  private long copySome(WireSerdes serdes) {
    CutOver cutOver = CutOver.newest(stream.config(), serdes);
    Watch stop =
        (what, done, of) -> {
          if (done > 0) {
            throw new StoppedException("enough");
          }
        };
    try (SampleCopier copier = SampleCopier.open(stream.config(), cutOver)) {
      SampleCopier.Work work = copier.work(serdes, false);
      assertThat(work.from()).isZero();
      assertThatThrownBy(() -> copier.copy(work, 150, stop)).isInstanceOf(StoppedException.class);
      return copier.work(serdes, false).from();
    }
  }

  @Test
  void stoppedAndStartedAgainItReplacesEverySampleOnce() throws Exception {
    WireSerdes serdes = Registries.serdes(stream.config());
    assertThat(stream.run("encoder", "backfill").err()).contains("no encoder was released");
    stream.send(60, true);
    try (Pipeline pipeline = stream.start()) {
      crossOver();
      assertThat(copySome(serdes)).isPositive();
      assertThat(pipeline.failure()).isEmpty();
    }
    try (Pipeline pipeline = stream.start()) {
      stream.send(30, true);
      stream.awaitPredictions();
      CommandRun run = stream.run("encoder", "backfill", "--rate", Double.toString(FAST));
      assertThat(run.code()).as(run.out() + run.err()).isZero();
      List<ByteBuffer> copies = payloads(stream.config().topics().backfill());
      assertThat(copies)
          .isEqualTo(payloads(stream.config().topics().samples()).subList(0, copies.size()));
      assertThat(copies.size()).isBetween(60, stream.samples() - 30);
      awaitStatus("moved_samples  0\n");
      assertThat(stream.run("encoder", "status").out()).contains("backfilled_samples  60");
      assertThat(stream.run("encoder", "backfill").out()).contains("Copied 0 samples.");
      int before = stream.samples();
      stream.send(60, false);
      assertThat(SwappingStream.accuracy(stream.awaitPredictions(), before, stream.samples()))
          .isGreaterThan(0.9);

      stream.order("encoder", "rollback");
      assertThat(stream.run("encoder", "backfill").err()).contains("is rolled-back");
      stream.order("encoder", "cutover", "--force");
      awaitNative();
      assertThat(stream.run("encoder", "backfill", "--rate", "1000").out())
          .doesNotContain("Copied 0 samples.");
      awaitStatus("backfilled_samples  60");
      stream.order("encoder", "retire");
      assertThat(stream.run("encoder", "backfill").err()).contains("is retired");
      assertThat(pipeline.failure()).isEmpty();
    }
    stream.order("audit");
  }

  @Test
  void anotherCopierTakesOver() throws Exception {
    WireSerdes serdes = Registries.serdes(stream.config());
    stream.send(30, true);
    try (Pipeline _ = stream.start()) {
      crossOver();
      CutOver cutOver = CutOver.newest(stream.config(), serdes);
      try (SampleCopier first = SampleCopier.open(stream.config(), cutOver);
          SampleCopier second = SampleCopier.open(stream.config(), cutOver)) {
        SampleCopier.Work work = first.work(serdes, false);
        assertThatThrownBy(() -> first.copy(work, FAST, Watch.NONE))
            .isInstanceOf(PipelineException.class)
            .hasMessageContaining("another backfill of namespace");
        assertThat(second.copy(work, FAST, Watch.NONE)).isPositive();
        assertThat(second.work(serdes, false).offsets()).isZero();
        assertThat(second.work(serdes, true)).isEqualTo(work);
      }
    }
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    CommandRun run = stream.run("encoder", "backfill", "--rate", "0");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--rate is 0.0, expected above 0 to 100000");
  }
}
