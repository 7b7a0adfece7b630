package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.audit.HeapSource;
import io.alluvium.app.audit.RecordSource;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.report.HeadRow;
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
import org.junit.jupiter.api.Test;

/** A ledger that nobody recorded, played to a head. */
class HeadReplayTest {
  private static final int DIM = 4;
  private static final SpaceHash SPACE = new SpaceHash(new byte[SpaceId.BYTES]);

  private final WireSerdes serdes = HeapRegistry.serdes();

  private static Object sample(String id, ByteBuffer vector) {
    return new EmbeddedSample(id, "here", null, List.of(new View(SPACE, vector)), null, false);
  }

  private static ByteBuffer axis() {
    ByteBuffer bytes = ByteBuffer.allocate(DIM * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putShort(0, (short) Normalisation.UNIT);
  }

  private static Object label(String id) {
    return new SequencedLabel(id, "here", "cat", 1L, null, null, 1);
  }

  private RecordSource source(List<Object> bodies) {
    RecordForm form = new RecordForm(serdes);
    return new HeapSource(
        "ledger",
        LongStream.range(0, bodies.size())
            .mapToObj(i ->
                new TopicRecord(i, i, null, List.of(), new LedgerEntry(null, bodies.get((int) i))))
            .map(record -> form.fromFile(record, "ledger", 0))
            .toList());
  }

  @Test
  void leavesOutWhatIsADeadLetterToLearn() {
    Object announced =
        new SpaceAnnouncement(
            SPACE,
            "toy",
            DIM,
            NormalisationKind.L2,
            1.0,
            (double) Normalisation.UNIT,
            Map.of(),
            null);
    List<Object> bodies =
        List.of(
            announced,
            sample("forged", ByteBuffer.allocate(3)),
            sample("wide", ByteBuffer.allocate(2 * DIM * Short.BYTES)),
            sample("one", axis()),
            label("one"),
            sample("other", axis()),
            label("other"));
    FinalLabels truth = new FinalLabels();
    List.of("forged", "wide", "one", "other").forEach(id -> truth.put(id, "cat"));

    HeadRow row =
        new HeadReplay("ncm", truth, Clocks.system(), _ -> {})
            .row(
                new AlluviumConfig(Map.of(AlluviumConfig.HEAD, "ncm")),
                serdes,
                source(bodies),
                "",
                Watch.NONE);

    assertThat(row.number("samples")).contains(2.0);
    assertThat(row.number("graded")).contains(2.0);
    assertThat(row.number("correct")).contains(1.0);
  }
}
