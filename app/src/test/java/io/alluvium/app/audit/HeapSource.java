package io.alluvium.app.audit;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that a test has made. */
public final class HeapSource extends RecordSource {
  private final String name;
  private final List<ConsumerRecord<byte[], byte[]>> records;
  private int at;

  /** Starts before the first of them. */
  public HeapSource(String name, List<ConsumerRecord<byte[], byte[]>> records) {
    this.name = name;
    this.records = List.copyOf(records);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long begin() {
    return 0;
  }

  @Override
  public long end() {
    return records.size();
  }

  @Override
  protected Optional<ConsumerRecord<byte[], byte[]>> read() {
    return at < records.size() ? Optional.of(records.get(at++)) : Optional.empty();
  }

  @Override
  public void close() {}
}
