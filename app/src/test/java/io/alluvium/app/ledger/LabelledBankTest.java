package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.audit.HeapSource;
import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.View;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What there is to train on at the end of a ledger. */
class LabelledBankTest {
  private static final int DIM = 4;
  private static final SpaceHash SPACE = new SpaceHash(new byte[SpaceId.BYTES]);
  private static final Object ANNOUNCED =
      new SpaceAnnouncement(
          SPACE,
          "toy",
          DIM,
          NormalisationKind.L2,
          1.0,
          (double) Normalisation.UNIT,
          Map.of(),
          null);

  private final WireSerdes serdes = HeapRegistry.serdes();

  private static Object sample(String id, int axis) {
    ByteBuffer bytes = ByteBuffer.allocate(DIM * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort(axis * Short.BYTES, (short) Normalisation.UNIT);
    return new EmbeddedSample(id, "here", null, List.of(new View(SPACE, bytes)), null, false);
  }

  private static Object label(String id, @Nullable String label, long sequence) {
    return new SequencedLabel(id, "here", label, sequence, null, null, 1);
  }

  private ExampleSet bank(Object... bodies) {
    RecordForm form = new RecordForm(serdes);
    RecordSource source =
        new HeapSource(
            "ledger",
            LongStream.range(0, bodies.length)
                .mapToObj(i ->
                    new TopicRecord(i, i, null, List.of(), new LedgerEntry(null, bodies[(int) i])))
                .map(record -> form.fromFile(record, "ledger", 0))
                .toList());
    return LabelledBank.of(
        source, new AlluviumConfig(Map.of(AlluviumConfig.HEAD, "ncm")), serdes, Watch.NONE);
  }

  @Test
  void holdsTheLastLabelOfEachSampleAndWhereItCame() {
    ExampleSet bank =
        bank(
            ANNOUNCED,
            sample("corrected", 1),
            sample("unlabelled", 2),
            sample("withdrawn", 3),
            label("corrected", "dog", 1),
            label("withdrawn", "dog", 1),
            label("corrected", "cat", 2),
            label("withdrawn", null, 2));

    assertThat(bank.space().dim()).isEqualTo(DIM);
    assertThat(bank.examples()).hasSize(1);
    Example only = bank.examples().getFirst();
    assertThat(only.id()).isEqualTo("corrected");
    assertThat(only.label()).isEqualTo("cat");
    assertThat(only.role()).isEqualTo(Row.Role.TRAIN);
    assertThat(only.source()).isEqualTo("here");
    assertThat(only.time()).isEqualTo(1);
    assertThat(only.embedding().get(1)).isEqualTo((short) Normalisation.UNIT);
  }

  @Test
  void refusesALedgerThatLeavesNothingToTrainOn() {
    assertThatThrownBy(() -> bank(ANNOUNCED, sample("one", 1)))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("has no labelled vector of the space that serves");
    assertThatThrownBy(() -> bank(sample("one", 1)))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("announces no space");
  }
}
