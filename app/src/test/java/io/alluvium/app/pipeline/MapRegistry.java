package io.alluvium.app.pipeline;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
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
 * A registry on the heap, for tests that are not about registries. Alluvium's own schemas have the
 * same ids in each one, so that processes understand each other.
 */
final class MapRegistry implements SchemaRegistry {
  private final List<Schema> schemas =
      new ArrayList<>(
          List.of(
              Sample.getClassSchema(),
              Label.getClassSchema(),
              Command.getClassSchema(),
              LedgerEntry.getClassSchema(),
              Prediction.getClassSchema(),
              Event.getClassSchema()));

  /** Returns the serdes of all topics. */
  WireSerdes serdes() {
    return WireSerdes.of(this::serde);
  }

  private <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return new AvroSerde<>(type, this, true);
  }

  @Override
  public synchronized int register(String subject, Schema schema) {
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
  public synchronized Schema byId(int id) {
    if (id < 0 || id >= schemas.size()) {
      throw new UndecodableException("schema id is " + id + ", the registry has " + schemas.size());
    }
    return schemas.get(id);
  }
}
