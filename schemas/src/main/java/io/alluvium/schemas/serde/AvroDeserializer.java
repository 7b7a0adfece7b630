package io.alluvium.schemas.serde;

import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads Alluvium's records in Confluent wire format, whatever version of the schema they were
 * written with, as the version this library was built with.
 *
 * <p>Safe on hostile bytes: whatever they hold, the outcome is a record or an {@link
 * UndecodableException}, in memory bounded by their length, and no class is loaded by a name that
 * they or the registry supply. At most {@value Decoding#MAX_SCHEMAS} schema ids are remembered,
 * then all are forgotten and asked for again. Null stays null (a tombstone). Safe for use by
 * several threads.
 *
 * <p>May be named in a consumer's settings ({@code value.deserializer}); it then reads any of the
 * records, by the name in the writer's schema. See {@link RegistryConfig} for the settings it
 * reads.
 *
 * @param <T> type of the records
 */
public final class AvroDeserializer<T extends SpecificRecord> implements Deserializer<T> {

  private final @Nullable Class<T> type;
  private @Nullable Decoding<T> decoding;

  /** Creates a deserializer for records of any type; it has to be configured before use. */
  public AvroDeserializer() {
    GeneratedRecords.trust();
    this.type = null;
  }

  /** Creates a deserializer for records of one type; it has to be configured before use. */
  public AvroDeserializer(Class<T> type) {
    GeneratedRecords.trust();
    this.type = Objects.requireNonNull(type, "type is null");
  }

  /** Creates a deserializer for records of one type that is ready for use. */
  public AvroDeserializer(Class<T> type, SchemaRegistry registry) {
    this(type);
    this.decoding = new Decoding<>(type, registry);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    decoding = new Decoding<>(type, new RegistryClient(new RegistryConfig(configs)));
  }

  /**
   * Reads a record.
   *
   * @throws UndecodableException if the bytes are not a record of the expected type
   * @throws RegistryRejectedException if the registry refuses to answer
   * @throws RegistryUnavailableException if the registry does not answer; the record may be well
   */
  @Override
  public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    Decoding<T> current = decoding;
    if (current == null) {
      throw new IllegalStateException("deserializer is not configured: call configure first");
    }
    return current.read(bytes);
  }
}
