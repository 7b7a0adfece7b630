package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guards the format: {@code golden/v1} holds the schemas of version 1 and records written under
 * them. A change of a schema adds a directory and leaves the old ones as they are.
 */
class GoldenBytesTest {

  private static final String CURRENT = "v1";

  private final FakeRegistry registry = new FakeRegistry();

  static Stream<Map.Entry<String, SpecificRecord>> records() {
    return Records.all().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheBytesOfTheCurrentVersion(Map.Entry<String, SpecificRecord> named)
      throws IOException {
    byte[] written =
        new AvroSerializer<>(registry, true, false).serialize("topic", named.getValue());

    assertThat(HexFormat.of().formatHex(written)).isEqualTo(golden(CURRENT, named.getKey()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void readsTheBytesOfVersionOne(Map.Entry<String, SpecificRecord> named) throws IOException {
    String type = named.getValue().getSchema().getName();
    registry.hold(new Schema.Parser().parse(resource("v1", type + ".avsc")));
    Decoding<SpecificRecord> decoding = new Decoding<>(null, registry);

    assertThat(decoding.read(HexFormat.of().parseHex(golden("v1", named.getKey()))))
        .isEqualTo(named.getValue());
  }

  private static String golden(String version, String name) throws IOException {
    return resource(version, name + ".hex").strip();
  }

  private static String resource(String version, String name) throws IOException {
    String path = "/golden/" + version + "/" + name;
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream(path)) {
      return new String(
          Objects.requireNonNull(in, path + " is missing").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
