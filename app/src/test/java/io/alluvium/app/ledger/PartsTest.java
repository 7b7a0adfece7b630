package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.TopicHeader;
import io.alluvium.schemas.TopicRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records in files of bounded size. */
class PartsTest {
  private static final int MAX_BYTES = 200_000;

  @TempDir private Path folder;

  private static TopicRecord record(long offset, @Nullable Object value) {
    TopicHeader header = new TopicHeader("name", ByteBuffer.wrap(new byte[] {7}));
    return new TopicRecord(
        offset, 1000 + offset, ByteBuffer.wrap(new byte[] {1}), List.of(header), value);
  }

  private static List<TopicRecord> records() {
    List<TopicRecord> records = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      String id = "sample-" + i + "x".repeat(900);
      SequencedLabel label = new SequencedLabel(id, "here", "cat", 1L, null, null, 1);
      records.add(record(2L * i, new LedgerEntry(null, label)));
    }
    records.add(record(5000, ByteBuffer.wrap(new byte[] {1, 2, 3})));
    records.add(record(5001, null));
    return records;
  }

  private List<Part> write(List<TopicRecord> records) throws IOException {
    try (PartWriter writer = new PartWriter(folder, "ledger", MAX_BYTES)) {
      for (TopicRecord record : records) {
        writer.append(record);
      }
      return writer.finish();
    }
  }

  private List<TopicRecord> read(List<Part> parts) throws IOException {
    List<TopicRecord> records = new ArrayList<>();
    try (PartReader reader = new PartReader(folder, parts)) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        records.add(next.get());
      }
    }
    return records;
  }

  @Test
  void comeBackInOrderFromFilesOfBoundedSize() throws IOException {
    List<Part> parts = write(records());

    assertThat(parts).hasSize(5);
    assertThat(parts).allMatch(part -> part.bytes() < MAX_BYTES + 100_000);
    assertThat(parts.getFirst().file()).isEqualTo("ledger-00000.avro");
    assertThat(parts.getLast().last()).isEqualTo(5001);
    assertThat(read(parts)).isEqualTo(records());
  }

  @Test
  void filesThatAreNotWhatTheManifestSaysAreRefused() throws IOException {
    List<Part> parts = write(records());
    Part first = parts.getFirst();
    Part longer =
        new Part(
            first.file(),
            first.records() + 1,
            first.first(),
            first.last(),
            first.bytes(),
            first.sha256());
    assertThatThrownBy(() -> read(List.of(longer)))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("records, expected " + longer.records());
    assertThatThrownBy(() -> read(List.of(first, first)))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("has offset 0 after " + first.last());
    assertThatThrownBy(() -> new Part("../ledger-00000.avro", 1, 0, 0, 1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'../ledger-00000.avro'");
  }
}
