package io.alluvium.topology;

import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.SchemaRegistry;
import io.alluvium.schemas.serde.UndecodableException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/** A registry on the heap, and the serdes that use it. */
public final class HeapRegistry implements SchemaRegistry {
  private final List<Schema> schemas = new ArrayList<>();

  /** Returns serdes on a registry of their own. */
  public static WireSerdes serdes() {
    return WireSerdes.of(new HeapRegistry()::serde);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return new AvroSerde<>(type, this, true);
  }

  @Override
  public int register(String subject, Schema schema) {
    if (!schemas.contains(schema)) {
      schemas.add(schema);
    }
    return schemas.indexOf(schema);
  }

  @Override
  public int idOf(String subject, Schema schema) {
    return register(subject, schema);
  }

  @Override
  public Schema byId(int id) {
    if (id < 0 || id >= schemas.size()) {
      throw new UndecodableException("schema id is " + id + ", the registry has " + schemas.size());
    }
    return schemas.get(id);
  }
}
