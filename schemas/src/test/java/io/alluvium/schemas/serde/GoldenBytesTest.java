package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final String CURRENT = "v8";

  /** The first version that has a record, where that is not the first of all. */
  private static final Map<String, String> ADDED =
      Map.of(
          "model-part", "v3",
          "model-manifest", "v3",
          "ledger-space-artefacts", "v5",
          "encoder-decision", "v5",
          "label-request", "v5",
          "ledger-backfill", "v6",
          "ledger-space-cost", "v7",
          "look", "v8",
          "ledger-unseen", "v8");

  private final FakeRegistry registry = new FakeRegistry();

  static Stream<Map.Entry<String, SpecificRecord>> records() {
    return Records.all().entrySet().stream();
  }

  static Stream<Arguments> recordsOfAllVersions() {
    return Stream.of("v1", "v2", "v3", "v4", "v5", "v6", "v7", CURRENT)
        .flatMap(version ->
            records()
                .filter(named -> ADDED.getOrDefault(named.getKey(), "v1").compareTo(version) <= 0)
                .map(named -> Arguments.of(version, named)));
  }

  @ParameterizedTest
  @MethodSource("records")
  void writesTheBytesOfTheCurrentVersion(Map.Entry<String, SpecificRecord> named)
      throws IOException {
    byte[] written =
        new AvroSerializer<>(registry, true, false).serialize("topic", named.getValue());
    if (Boolean.getBoolean("golden.write")) {
      writeOnce(named.getKey(), HexFormat.of().formatHex(written) + "\n");
    }

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

  /** Writes a golden file of the current version that is missing, and never touches another. */
  private static void writeOnce(String name, String hex) throws IOException {
    Path file = Path.of("src/test/resources/golden", CURRENT, name + ".hex");
    if (Files.notExists(file)) {
      Files.writeString(file, hex, StandardCharsets.US_ASCII);
    }
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
