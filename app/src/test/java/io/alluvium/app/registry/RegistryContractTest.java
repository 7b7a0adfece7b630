package io.alluvium.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.alluvium.schemas.Label;
import io.alluvium.schemas.Sample;
import io.alluvium.schemas.serde.AvroSerde;
import io.alluvium.schemas.serde.CompatibilityLevel;
import io.alluvium.schemas.serde.RegisteredSchema;
import io.alluvium.schemas.serde.RegistryClient;
import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.schemas.serde.RegistryRejectedException;
import io.alluvium.schemas.serde.UndecodableException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every registry must do for Alluvium; each test uses a subject of its own. */
abstract class RegistryContractTest {

  private final String topic = "contract-" + UUID.randomUUID();
  private final String subject = topic + "-value";
  private RegistryClient client;

  /** Returns the address of the registry under test. */
  abstract String url();

  @BeforeEach
  void connect() {
    client = new RegistryClient(new RegistryConfig(settings()));
    client.setCompatibility(CompatibilityLevel.BACKWARD);
  }

  @Test
  void registersOnceAndKeepsTheId() {
    int id = client.register(subject, base());

    assertThat(client.register(subject, base())).isEqualTo(id);
    assertThat(client.versions(subject)).containsExactly(1);
    assertThat(client.byId(id)).isEqualTo(base());
    assertThat(client.subjects()).contains(subject);
  }

  @Test
  void sameSchemaHasOneIdUnderTwoSubjects() {
    assertThat(client.register(subject + "-2", base())).isEqualTo(client.register(subject, base()));
  }

  @Test
  void countsVersions() {
    int first = client.register(subject, base());
    int second = client.register(subject, withOptional());

    assertThat(second).isNotEqualTo(first);
    assertThat(client.versions(subject)).containsExactly(1, 2);
    assertThat(client.version(subject, 1))
        .isEqualTo(new RegisteredSchema(subject, 1, first, base()));
    assertThat(client.latest(subject))
        .isEqualTo(new RegisteredSchema(subject, 2, second, withOptional()));
  }

  @Test
  void looksUpWithoutRegistering() {
    int id = client.register(subject, base());

    assertThat(client.idOf(subject, base())).isEqualTo(id);
    assertThat(refusal(() -> client.idOf(subject, withOptional())).errorCode()).isEqualTo(40403);
    assertThat(refusal(() -> client.idOf(subject + "-2", base())).errorCode()).isEqualTo(40401);
    assertThat(client.versions(subject)).containsExactly(1);
  }

  @Test
  void saysWhatIsUnknown() {
    assertThat(refusal(() -> client.latest(subject)).errorCode()).isEqualTo(40401);
    client.register(subject, base());
    assertThat(refusal(() -> client.version(subject, 9)).errorCode()).isEqualTo(40402);
    assertThatThrownBy(() -> client.byId(1_999_999_999)).isInstanceOf(UndecodableException.class);
  }

  @Test
  void refusesAnIncompatibleSchema() {
    client.register(subject, base());

    assertThat(client.isCompatible(subject, withOptional())).isTrue();
    assertThat(client.isCompatible(subject, withRequired())).isFalse();
    RegistryRejectedException refusal = refusal(() -> client.register(subject, withRequired()));
    assertThat(refusal.isIncompatible()).isTrue();
    assertThat(refusal).hasMessageContaining(subject);
    assertThat(client.versions(subject)).containsExactly(1);
  }

  @Test
  void subjectsMayHaveALevelOfTheirOwn() {
    client.register(subject, base());
    client.setCompatibility(subject, CompatibilityLevel.NONE);

    assertThat(client.compatibility(subject)).isEqualTo(CompatibilityLevel.NONE);
    assertThat(client.compatibility()).isEqualTo(CompatibilityLevel.BACKWARD);
    client.register(subject, withRequired());
    assertThat(client.versions(subject)).containsExactly(1, 2);
  }

  @Test
  void transitiveLevelsLookAtAllVersions() {
    client.setCompatibility(subject, CompatibilityLevel.NONE);
    client.register(subject, base());
    client.register(subject, withRequired());
    Schema reordered =
        SchemaBuilder.record("R").fields().requiredInt("b").requiredInt("a").endRecord();

    client.setCompatibility(subject, CompatibilityLevel.BACKWARD_TRANSITIVE);
    assertThat(refusal(() -> client.register(subject, reordered)).isIncompatible()).isTrue();
    client.setCompatibility(subject, CompatibilityLevel.BACKWARD);
    client.register(subject, reordered);
  }

  @Test
  void servesTheSerde() {
    try (AvroSerde<Sample> serde = serde(Sample.class)) {
      byte[] bytes = serde.serializer().serialize(topic, sample());

      assertThat(serde.deserializer().deserialize(topic, bytes)).isEqualTo(sample());
      assertThat(client.latest(subject).id()).isEqualTo(ByteBuffer.wrap(bytes).getInt(1));
    }
  }

  @Test
  void readsWhatANewerProducerWrites() {
    try (AvroSerde<Sample> serde = serde(Sample.class)) {
      byte[] bytes = Objects.requireNonNull(serde.serializer().serialize(topic, sample()));
      int newer = client.register(subject, sampleWithTrailingField());
      byte[] longer =
          ByteBuffer.allocate(bytes.length + 1).put(bytes).putInt(1, newer).put((byte) 84).array();

      assertThat(serde.deserializer().deserialize(topic, longer)).isEqualTo(sample());
    }
  }

  @Test
  void anotherRecordTypeIsRefusedBothWays() {
    try (AvroSerde<Sample> samples = serde(Sample.class);
        AvroSerde<Label> labels = serde(Label.class)) {
      byte[] bytes = samples.serializer().serialize(topic, sample());

      assertThatThrownBy(() -> labels.deserializer().deserialize(topic, bytes))
          .isInstanceOf(UndecodableException.class);
      assertThat(refusal(() -> client.register(subject, Label.getClassSchema())).isIncompatible())
          .isTrue();
    }
  }

  final Map<String, String> settings() {
    return Map.of(RegistryConfig.URL, url());
  }

  private <T extends org.apache.avro.specific.SpecificRecord> AvroSerde<T> serde(Class<T> type) {
    AvroSerde<T> serde = new AvroSerde<>(type);
    serde.configure(settings(), false);
    return serde;
  }

  private static RegistryRejectedException refusal(Runnable request) {
    return Objects.requireNonNull(
        catchThrowableOfType(RegistryRejectedException.class, request::run), "not refused");
  }

  private static Sample sample() {
    return Sample.newBuilder().setId("s1").setSource("here").setPayload("text").build();
  }

  private static Schema sampleWithTrailingField() {
    String text = Sample.getClassSchema().toString();
    String field = ",{\"name\":\"weight\",\"type\":\"int\",\"default\":1}]}";
    return new Schema.Parser().parse(text.substring(0, text.length() - 2) + field);
  }

  private static Schema base() {
    return fields().endRecord();
  }

  private static Schema withOptional() {
    return fields().optionalInt("b").endRecord();
  }

  private static Schema withRequired() {
    return fields().requiredInt("b").endRecord();
  }

  private static FieldAssembler<Schema> fields() {
    return SchemaBuilder.record("R").fields().requiredInt("a");
  }
}
