package io.alluvium.schemas.serde;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Alluvium's records in Confluent wire format, under the schema they were generated from.
 *
 * <p>The subject is {@code <topic>-value} or {@code <topic>-key}. A subject is asked for once, at
 * its first record; at most {@value #MAX_SUBJECTS} are remembered, then all are forgotten and asked
 * for again. Null stays null (a tombstone). Safe for use by several threads.
 *
 * <p>May be named in a producer's settings ({@code value.serializer}); see {@link RegistryConfig}
 * for the settings it reads.
 *
 * @param <T> type of the records
 */
public final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {

  static final int MAX_SUBJECTS = 1024;

  private record Target(String topic, Class<?> type) {}

  private record Settings(SchemaRegistry registry, boolean autoRegister, boolean isKey) {}

  private final Map<Target, Integer> ids = new ConcurrentHashMap<>();
  private final Encoding encoding = new Encoding();
  private @Nullable Settings settings;

  /** Creates a serializer that has to be configured before use. */
  public AvroSerializer() {
    GeneratedRecords.trust();
  }

  /**
   * Creates a serializer that is ready for use.
   *
   * @param autoRegister whether to register a schema that its subject does not have
   * @param isKey whether it writes keys of records rather than values
   */
  public AvroSerializer(SchemaRegistry registry, boolean autoRegister, boolean isKey) {
    this();
    this.settings =
        new Settings(Objects.requireNonNull(registry, "registry is null"), autoRegister, isKey);
  }

  @Override
  public void configure(Map<String, ?> configs, boolean isKey) {
    RegistryConfig config = new RegistryConfig(configs);
    settings = new Settings(new RegistryClient(config), config.autoRegister(), isKey);
    ids.clear();
  }

  /**
   * Writes a record.
   *
   * @throws SerializationException if the record breaks its schema, for example by a null field
   * @throws RegistryRejectedException if the registry refuses the schema
   * @throws RegistryUnavailableException if the registry does not answer
   */
  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    return record == null ? null : encoding.write(id(topic, record), record);
  }

  private int id(String topic, T record) {
    Target target = new Target(topic, record.getClass());
    Integer known = ids.get(target);
    if (known != null) {
      return known;
    }
    int id = ask(topic, record);
    if (ids.size() >= MAX_SUBJECTS) {
      ids.clear();
    }
    ids.put(target, id);
    return id;
  }

  private int ask(String topic, T record) {
    Settings current = settings;
    if (current == null) {
      throw new IllegalStateException("serializer is not configured: call configure first");
    }
    String subject = topic + (current.isKey() ? "-key" : "-value");
    var schema = GeneratedRecords.schemaOf(record.getClass());
    return current.autoRegister()
        ? current.registry().register(subject, schema)
        : current.registry().idOf(subject, schema);
  }
}
