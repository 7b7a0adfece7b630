package io.alluvium.app.ledger;

import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.SchemaRegistry;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * A schema registry for records that never reach a broker. Its ids begin where no registry has
 * come, so that bytes framed by another are not read as something they are not.
 */
final class HeapRegistry implements SchemaRegistry {
  private static final int FIRST_ID = 2_000_000_000;

  private final List<Schema> schemas = new ArrayList<>();

  /** Returns the serdes of all topics on a new registry. */
  static WireSerdes serdes() {
    return WireSerdes.of(new HeapRegistry()::serde);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return new AvroSerde<>(type, this, true);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return FIRST_ID + schemas.indexOf(schema);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return register(subject, schema);
  }

  @Override
  public synchronized Schema byId(int id) {
    if (id < FIRST_ID || id - FIRST_ID >= schemas.size()) {
      throw new UndecodableException("schema id is " + id + ", and no schema is known by it");
    }
    return schemas.get(id - FIRST_ID);
  }
}
