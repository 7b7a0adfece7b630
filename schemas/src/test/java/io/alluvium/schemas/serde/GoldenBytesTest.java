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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Guards the format: each folder {@code golden/vN} holds the schemas of a version and records
 * written under them. A change of a schema adds a folder and leaves the old ones as they are.
 */
class GoldenBytesTest {

  private static final String CURRENT = "v3";

  private final FakeRegistry registry = new FakeRegistry();

  static Stream<Map.Entry<String, SpecificRecord>> records() {
    return Records.all().entrySet().stream();
  }

  static Stream<Arguments> recordsOfAllVersions() {
    return Stream.of("v1", "v2", CURRENT)
        .flatMap(version -> records().map(named -> Arguments.of(version, named)));
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
  @MethodSource("recordsOfAllVersions")
  void readsTheBytesOfAllVersions(String version, Map.Entry<String, SpecificRecord> named)
      throws IOException {
    String type = named.getValue().getSchema().getName();
    registry.hold(new Schema.Parser().parse(resource(version, type + ".avsc")));
    Decoding<SpecificRecord> decoding = new Decoding<>(null, registry);

    assertThat(decoding.read(HexFormat.of().parseHex(golden(version, named.getKey()))))
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
