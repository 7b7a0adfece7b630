package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Label;
import io.alluvium.schemas.Sample;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileBytesTest {

  private static final int MUTATIONS = 10_000;

  private final FakeRegistry registry = new FakeRegistry();
  private final int sampleId = registry.register("samples-value", Sample.getClassSchema());
  private final AvroDeserializer<Sample> deserializer =
      new AvroDeserializer<>(Sample.class, registry);

  @Test
  void refusesLessThanAHeader() {
    for (int length = 0; length < WireFormat.HEADER_BYTES; length++) {
      refused(new byte[length], length + " bytes", "at least the header's 5");
    }
  }

  @Test
  void refusesAnotherMagicByte() {
    refused(new byte[] {'{', 0, 0, 0, 1, 0}, "0x7b", "0x00");
  }

  @Test
  void refusesAnUnknownId() {
    refused(Foreign.frame(57, new byte[8]), "schema id 57");
  }

  @Test
  void refusesANegativeIdWithoutAsking() {
    refused(Foreign.frame(-2, new byte[8]), "schema id is -2");
    assertThat(registry.questions).noneMatch(question -> question.startsWith("get"));
  }

  @Test
  void refusesTheIdOfAnotherRecordType() {
    int id = registry.register("labels-value", Label.getClassSchema());

    refused(
        Foreign.frame(id, new byte[8]),
        "io.alluvium.schemas.Label",
        "expected io.alluvium.schemas.Sample");
  }

  @Test
  void refusesTheIdOfSomethingThatIsNoRecord() {
    int id = registry.hold(Schema.create(Schema.Type.STRING));

    refused(
        Foreign.frame(id, new byte[] {2, 'a'}), "STRING", "expected io.alluvium.schemas.Sample");
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = bytes(Records.sample("text"));
    for (int length = WireFormat.HEADER_BYTES; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length), "schema id " + sampleId);
    }
  }

  @Test
  void refusesTrailingBytes() {
    byte[] whole = bytes(Records.sample("text"));

    refused(Arrays.copyOf(whole, whole.length + 1), "followed by further bytes");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {-1, Integer.MAX_VALUE - 8, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
  void refusesImpossibleLengths(long length) {
    refused(Foreign.frame(sampleId, varint(length)), "schema id");
    byte[] idAndSource = {2, 'a', 2, 'b'};
    for (int branch = 0; branch < 3; branch++) {
      byte[] payload = concat(idAndSource, varint(branch), varint(length));
      refused(Foreign.frame(sampleId, payload), "schema id");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 3, Integer.MAX_VALUE, Long.MAX_VALUE})
  void refusesUnknownUnionBranches(long branch) {
    byte[] body = concat(new byte[] {2, 'a', 2, 'b'}, varint(branch), new byte[8]);

    refused(Foreign.frame(sampleId, body), "schema id");
  }

  @Test
  void refusesABombInAFieldThatIsSkipped() {
    int id = registry.hold(Foreign.sampleWithExtra("{\"type\":\"array\",\"items\":\"null\"}"));

    refused(Foreign.frame(id, varint(Integer.MAX_VALUE - 9L)), "Collection length");
  }

  @Test
  void refusesNestingWithoutEnd() {
    String node =
        "{\"type\":\"record\",\"name\":\"Node\",\"fields\":"
            + "[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}";
    int id = registry.hold(Foreign.sampleWithExtra(node));
    byte[] deep = new byte[1 << 20];
    Arrays.fill(deep, (byte) 2);

    refused(Foreign.frame(id, deep), "schema id");
  }

  @Test
  void refusesSchemasNestedToTheParsersLimit() {
    String nested = "{\"type\":\"array\",\"items\":".repeat(900) + "\"int\"" + "}".repeat(900);
    int id = registry.hold(Foreign.sampleWithExtra(nested));
    byte[] deep = new byte[1800];
    Arrays.fill(deep, (byte) 2);

    refused(Foreign.frame(id, deep), "schema id");
  }

  @Test
  void outageIsNotTheRecordsFault() {
    byte[] bytes = bytes(Records.sample("text"));
    registry.goDown();

    assertThatThrownBy(() -> deserializer.deserialize("samples", bytes))
        .isInstanceOf(RegistryUnavailableException.class)
        .isNotInstanceOf(UndecodableException.class);
  }

  @Test
  void knownIdsOutliveAnOutage() {
    byte[] bytes = bytes(Records.sample("text"));
    deserializer.deserialize("samples", bytes);
    registry.goDown();

    assertThat(deserializer.deserialize("samples", bytes)).isEqualTo(Records.sample("text"));
  }

  @Test
  void mutationsAreRecordsOrUndecodable() {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    List<byte[]> originals = new ArrayList<>();
    for (SpecificRecord record : Records.all().values()) {
      originals.add(
          new AvroSerializer<>(registry, true, false)
              .serialize(record.getClass().getSimpleName(), record));
    }
    Decoding<SpecificRecord> decoding = new Decoding<>(null, registry);
    int read = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutant = mutate(random, originals.get(random.nextInt(originals.size())));
      try {
        assertThat(decoding.read(mutant).getSchema()).isNotNull();
        read++;
      } catch (UndecodableException expected) {
        assertThat(expected).hasMessageMatching("(?s).*(schema id|header|wire format).*");
      } catch (RuntimeException | Error other) {
        throw new AssertionError("repeat with -Dtest.seed=" + seed, other);
      }
    }
    assertThat(read).as("-Dtest.seed=" + seed).isBetween(MUTATIONS / 100, MUTATIONS * 99 / 100);
  }

  private static byte[] mutate(Random random, byte[] original) {
    byte[] mutant = original.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(mutant, random.nextInt(mutant.length + 1));
      case 1 -> splice(random, mutant);
      default -> mutant;
    };
  }

  /** Puts a random number where it may be taken for a length, a count or a branch. */
  private static byte[] splice(Random random, byte[] bytes) {
    int at = Math.min(bytes.length, WireFormat.HEADER_BYTES + random.nextInt(bytes.length));
    byte[] number = varint(random.nextLong() >> random.nextInt(64));
    return concat(Arrays.copyOf(bytes, at), number, Arrays.copyOfRange(bytes, at, bytes.length));
  }

  private void refused(byte[] bytes, String... words) {
    assertThatThrownBy(() -> deserializer.deserialize("samples", bytes))
        .isInstanceOf(UndecodableException.class)
        .hasMessageContainingAll(words);
  }

  private byte[] bytes(Sample sample) {
    byte[] bytes = new AvroSerializer<Sample>(registry, true, false).serialize("samples", sample);
    return Objects.requireNonNull(bytes);
  }

  /** Avro's zig-zag encoding of a long. */
  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
