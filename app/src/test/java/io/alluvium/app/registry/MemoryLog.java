package io.alluvium.app.registry;

import java.util.ArrayList;
import java.util.List;

/** A log in memory; every record goes through its bytes. */
final class MemoryLog implements RegistryLog {

  final List<LogRecord> records = new ArrayList<>();
  private final SchemaStore store;

  MemoryLog(SchemaStore store) {
    this.store = store;
  }

  @Override
  public void append(LogRecord record) {
    LogRecord read = LogCodec.read(LogCodec.key(record), LogCodec.value(record));
    records.add(read);
    store.apply(read);
  }

  @Override
  public void close() {}
}
