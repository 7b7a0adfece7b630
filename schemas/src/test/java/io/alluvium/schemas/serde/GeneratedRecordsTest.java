package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.schemas.TopicRecord;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class GeneratedRecordsTest {

  private static final AtomicBoolean CANARY_LOADED = new AtomicBoolean();

  /** A class that tells when it is initialised. */
  static final class Canary {
    static {
      CANARY_LOADED.set(true);
    }

    private Canary() {}
  }

  @Test
  void listsEveryNamedTypeOfEveryTopicAndFile() {
    Set<String> names = new LinkedHashSet<>();
    collect(GeneratedRecords.schemaOf(TopicRecord.class), names);
    GeneratedRecords.TOPIC_RECORDS.forEach(type -> collect(GeneratedRecords.schemaOf(type), names));

    assertThat(names)
        .hasSize(27)
        .allSatisfy(name ->
            assertThat(GeneratedRecords.Model.INSTANCE.getClass(named(name)))
                .isEqualTo(Class.forName(name)));
  }

  @Test
  void buildersMayFallBackOnAnEnumDefault() {
    GeneratedRecords.trust();

    Label label = Label.newBuilder().setSampleId("a").setSource("s").setSequence(1).build();

    assertThat(label.getAction()).isEqualTo(LabelAction.ASSIGN);
  }

  @Test
  void otherClassesStayUntrusted() {
    GeneratedRecords.trust();

    assertThat(GeneratedRecords.Model.INSTANCE.getClass(named("java.io.File"))).isNull();
    assertThatThrownBy(() -> new SpecificData().getClass(named("java.io.File")))
        .isInstanceOf(SecurityException.class)
        .hasMessageContaining("java.io.File");
  }

  @Test
  void javaClassInAWritersSchemaIsNeverLoaded() {
    FakeRegistry registry = new FakeRegistry();
    String hostile = "{\"type\":\"string\",\"java-class\":\"" + Canary.class.getName() + "\"}";
    Schema schema =
        Foreign.sample(text ->
            text.replace(
                "\"name\":\"id\",\"type\":\"string\"", "\"name\":\"id\",\"type\":" + hostile));
    GenericRecord written = new GenericData.Record(schema);
    written.put("id", "rm -rf");
    written.put("source", "s");
    written.put("payload", "p");
    written.put("tags", Map.of());
    byte[] bytes = Foreign.frame(registry.hold(schema), Foreign.encode(written));

    Sample read = new AvroDeserializer<>(Sample.class, registry).deserialize("samples", bytes);

    assertThat(read).isNotNull().extracting(Sample::getId).isEqualTo("rm -rf");
    assertThat(CANARY_LOADED).isFalse();
  }

  @Test
  void refusesRecordsThatAreNotOurs() {
    assertThatThrownBy(() -> GeneratedRecords.schemaOf(SpecificRecord.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SpecificRecord");
  }

  @Test
  void lowersAvrosLimits() {
    GeneratedRecords.trust();

    assertThat(System.getProperty("org.apache.avro.limits.string.maxLength"))
        .isEqualTo(Integer.toString(16 << 20));
  }

  private static Schema named(String fullName) {
    return SchemaBuilder.record(fullName).fields().endRecord();
  }

  private static void collect(Schema schema, Set<String> names) {
    switch (schema.getType()) {
      case RECORD -> {
        if (names.add(schema.getFullName())) {
          schema.getFields().forEach(field -> collect(field.schema(), names));
        }
      }
      case ENUM, FIXED -> names.add(schema.getFullName());
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, names));
      case ARRAY -> collect(schema.getElementType(), names);
      case MAP -> collect(schema.getValueType(), names);
      default -> {}
    }
  }
}
