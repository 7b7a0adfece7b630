package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class EvolutionTest {

  private static final String SUBJECT = "samples-value";
  private static final String TAGS_START = ",{\"name\":\"tags\"";

  private final FakeRegistry registry = new FakeRegistry();
  private final AvroDeserializer<Sample> deserializer =
      new AvroDeserializer<>(Sample.class, registry);

  @Test
  void ignoresAFieldThatANewerProducerAdds() {
    Schema newer =
        Foreign.sampleWithExtra("{\"type\":\"array\",\"items\":\"string\"},\"default\":[]");
    GenericRecord written = written(newer);
    written.put("extra", List.of("one", "two"));
    written.put("tags", Map.of());
    written.put("event_time", null);

    Sample read = read(newer, written);

    assertThat(read.getId()).isEqualTo("sample-1");
    assertThat(read.getPayload()).isEqualTo("text");
  }

  @Test
  void fillsAFieldThatAnOlderProducerLacks() {
    Schema older = Foreign.sample(text -> text.substring(0, text.indexOf(TAGS_START)) + "]}");
    GenericRecord written = written(older);
    written.put("event_time", 5L);

    Sample read = read(older, written);

    assertThat(read.getTags()).isEmpty();
    assertThat(read.getEventTime()).isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void registryRefusesARequiredFieldWithoutDefault() {
    registry.register(SUBJECT, Sample.getClassSchema());

    assertThatThrownBy(() -> registry.register(SUBJECT, Foreign.sampleWithExtra("\"long\"")))
        .isInstanceOf(RegistryRejectedException.class)
        .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
        .hasMessageContaining("extra");
  }

  @Test
  void writerThatLacksARequiredFieldIsUndecodable() {
    Schema narrow =
        Foreign.sample(text -> text.replace("\"name\":\"source\"", "\"name\":\"origin\""));
    GenericRecord written = new GenericData.Record(narrow);
    written.put("id", "sample-1");
    written.put("origin", "sensor-7");
    written.put("payload", "text");
    written.put("tags", Map.of());

    assertThatThrownBy(() -> read(narrow, written))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContaining("source");
  }

  private Sample read(Schema schema, GenericRecord written) {
    byte[] bytes = Foreign.frame(registry.hold(schema), Foreign.encode(written));
    return Objects.requireNonNull(deserializer.deserialize("samples", bytes));
  }

  private static GenericRecord written(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    record.put("id", "sample-1");
    record.put("source", "sensor-7");
    record.put("payload", "text");
    return record;
  }
}
