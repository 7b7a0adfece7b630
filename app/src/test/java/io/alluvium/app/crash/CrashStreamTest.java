package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** What is sent while things die. */
final class CrashStreamTest {
  private static final int STEPS = 600;
  private static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), CrashStream.DIM, new Normalisation.L2());

  @Test
  void dependsOnItsSeedAlone() {
    assertThat(records(1)).isEqualTo(records(1)).isNotEqualTo(records(2));
  }

  @Test
  void sendsEachSampleOnceOrTwice() {
    List<String> ids =
        records(3).stream()
            .filter(Sample.class::isInstance)
            .map(record -> ((Sample) record).getId())
            .toList();

    assertThat(ids.stream().distinct()).hasSizeGreaterThanOrEqualTo(STEPS);
    assertThat(ids).hasSizeGreaterThan((int) ids.stream().distinct().count());
    assertThat(ids).hasSizeLessThan(2 * STEPS);
  }

  @Test
  void hasAllThatMayHappen() {
    List<SpecificRecord> records = records(4);
    List<Label> labels =
        records.stream().filter(Label.class::isInstance).map(Label.class::cast).toList();

    assertThat(labels).anyMatch(label -> label.getAction() == LabelAction.WITHDRAW);
    assertThat(labels).anyMatch(label -> label.getSequence() == 3);
    assertThat(labels).anyMatch(label -> label.getSampleId().startsWith("nobody"));
    assertThat(records.stream().filter(Command.class::isInstance))
        .extracting(record -> ((Command) record).getType())
        .contains("MARK", "FORGET", "SNAPSHOT", "IMPORT_PART", "IMPORT");
    assertThat(records)
        .anyMatch(record ->
            record instanceof Sample sample
                && ((List<?>) sample.getPayload()).size() == CrashStream.DIM - 1);
  }

  private static List<SpecificRecord> records(long seed) {
    CrashStream stream = new CrashStream(seed, SPACE);
    List<SpecificRecord> records = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      records.addAll(stream.next());
    }
    records.addAll(stream.rest());
    return records;
  }
}
