package io.alluvium.schemas.serde;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Serde for one type of Alluvium's records: {@link AvroSerializer} and {@link AvroDeserializer}
 * together, with what they promise.
 *
 * @param <T> type of the records, for example {@link io.alluvium.schemas.Sample}
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

  private final AvroSerializer<T> serializer;
  private final AvroDeserializer<T> deserializer;

  /** Creates a serde that has to be configured before use. */
  public AvroSerde(Class<T> type) {
    this.serializer = new AvroSerializer<>();
    this.deserializer = new AvroDeserializer<>(type);
  }

  /**
   * Creates a serde for values that is ready for use, on a registry that it may share.
   *
   * @param autoRegister whether to register a schema that its subject does not have
   */
  public AvroSerde(Class<T> type, SchemaRegistry registry, boolean autoRegister) {
    this.serializer = new AvroSerializer<>(registry, autoRegister, false);
    this.deserializer = new AvroDeserializer<>(type, registry);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    serializer.configure(configs, isKey);
    deserializer.configure(configs, isKey);
  }

  @Override
  public Serializer<T> serializer() {
    return serializer;
  }

  @Override
  public Deserializer<T> deserializer() {
    return deserializer;
  }
}
