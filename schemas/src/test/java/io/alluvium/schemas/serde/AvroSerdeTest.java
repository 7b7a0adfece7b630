package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Label;
import io.alluvium.schemas.Sample;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {

  private final FakeRegistry registry = new FakeRegistry();

  static Stream<Map.Entry<String, SpecificRecord>> records() {
    return Records.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsWhatItWrote(Map.Entry<String, SpecificRecord> named) {
    SpecificRecord record = named.getValue();
    byte[] bytes = serializer(registry).serialize("topic", record);

    assertThat(deserializer(record).deserialize("topic", bytes)).isEqualTo(record);
  }

  @Test
  void framesAsConfluentDoes() {
    IntStream.range(0, 300).forEach(i -> registry.hold(Foreign.record("Filler" + i)));

    byte[] bytes = serializer(registry).serialize("topic", Records.sample("text"));

    assertThat(bytes).startsWith(0, 0, 0, 1, 45).hasSizeGreaterThan(5);
  }

  @Test
  void namesSubjectsAfterTheTopic() {
    new AvroSerializer<Sample>(registry, true, false).serialize("samples", Records.sample("text"));
    new AvroSerializer<Sample>(registry, true, true).serialize("samples", Records.sample("text"));

    assertThat(registry.questions)
        .containsExactly("register samples-value", "register samples-key");
  }

  @Test
  void asksTheRegistryOncePerSubjectAndId() {
    AvroSerde<Sample> serde = new AvroSerde<>(Sample.class, registry, true);
    for (int i = 0; i < 3; i++) {
      byte[] bytes = serde.serializer().serialize("samples", Records.sample("text"));
      serde.deserializer().deserialize("samples", bytes);
    }

    assertThat(registry.questions).containsExactly("register samples-value", "get 1");
  }

  @Test
  void remembersABoundedNumberOfSubjects() {
    AvroSerializer<Sample> serializer = new AvroSerializer<>(registry, true, false);
    for (int i = 0; i <= AvroSerializer.MAX_SUBJECTS; i++) {
      serializer.serialize("topic-" + i, Records.sample("text"));
    }
    serializer.serialize("topic-0", Records.sample("text"));

    assertThat(registry.questions).hasSize(AvroSerializer.MAX_SUBJECTS + 2);
  }

  @Test
  void looksUpWithoutRegisteringIfToldSo() {
    AvroSerializer<Sample> serializer = new AvroSerializer<>(registry, false, false);

    assertThatThrownBy(() -> serializer.serialize("samples", Records.sample("text")))
        .isInstanceOf(RegistryRejectedException.class);
    registry.register("samples-value", Sample.getClassSchema());
    assertThat(serializer.serialize("samples", Records.sample("text"))).isNotEmpty();
  }

  @Test
  void keepsNullAsATombstone() {
    AvroSerde<Sample> serde = new AvroSerde<>(Sample.class, registry, true);

    assertThat(serde.serializer().serialize("samples", null)).isNull();
    assertThat(serde.deserializer().deserialize("samples", null)).isNull();
  }

  @Test
  void namesTheFieldThatCannotBeWritten() {
    AvroSerializer<Sample> serializer = new AvroSerializer<>(registry, true, false);
    Sample broken = Records.sample("text");
    broken.put("source", null);

    assertThatThrownBy(() -> serializer.serialize("samples", broken))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("Sample")
        .hasMessageContaining("source");
    byte[] next = serializer.serialize("samples", Records.sample("text"));
    assertThat(deserializer(Records.sample("")).deserialize("samples", next))
        .isEqualTo(Records.sample("text"));
  }

  @Test
  void writesRecordsLargerThanTheKeptBuffer() {
    Sample large = Records.sample(ByteBuffer.allocate(3 << 20));

    byte[] bytes = serializer(registry).serialize("samples", large);

    assertThat(deserializer(large).deserialize("samples", bytes)).isEqualTo(large);
  }

  @Test
  void readsAnyRecordWhenNoTypeIsGiven() {
    Decoding<SpecificRecord> any = new Decoding<>(null, registry);

    assertThat(Records.all().values())
        .allSatisfy(record -> assertThat(any.read(bytes(record))).isEqualTo(record));
  }

  @Test
  void servesSeveralThreadsAtOnce() throws Exception {
    AvroSerde<Sample> serde = new AvroSerde<>(Sample.class, new ThreadSafeRegistry(registry), true);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> work =
          IntStream.range(0, 4).mapToObj(i -> roundTrips(serde, "text-" + i)).toList();
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void refusesToWorkUnconfigured() {
    try (AvroSerializer<Label> serializer = new AvroSerializer<>();
        AvroDeserializer<Label> deserializer = new AvroDeserializer<>(Label.class)) {
      Label label = (Label) Records.all().get("label-assign");

      assertThatThrownBy(() -> serializer.serialize("labels", label))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("configure");
      assertThatThrownBy(() -> deserializer.deserialize("labels", new byte[9]))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("configure");
    }
  }

  private static Callable<Boolean> roundTrips(AvroSerde<Sample> serde, String text) {
    Sample sample = Records.sample(text);
    return () ->
        IntStream.range(0, 500)
            .allMatch(i ->
                sample.equals(
                    serde
                        .deserializer()
                        .deserialize("t", serde.serializer().serialize("t", sample))));
  }

  private byte[] bytes(SpecificRecord record) {
    String topic = record.getClass().getSimpleName();
    return Objects.requireNonNull(serializer(registry).serialize(topic, record));
  }

  private static AvroSerializer<SpecificRecord> serializer(SchemaRegistry registry) {
    return new AvroSerializer<>(registry, true, false);
  }

  @SuppressWarnings("unchecked") // The class of a record is the class of its type.
  private AvroDeserializer<SpecificRecord> deserializer(SpecificRecord record) {
    return new AvroDeserializer<>((Class<SpecificRecord>) record.getClass(), registry);
  }

  /** One question at a time: the fake counts them in plain collections. */
  private record ThreadSafeRegistry(FakeRegistry registry) implements SchemaRegistry {
    @Override
    public int register(String subject, Schema schema) {
      synchronized (registry) {
        return registry.register(subject, schema);
      }
    }

    @Override
    public int idOf(String subject, Schema schema) {
      synchronized (registry) {
        return registry.idOf(subject, schema);
      }
    }

    @Override
    public Schema byId(int id) {
      synchronized (registry) {
        return registry.byId(id);
      }
    }
  }
}
