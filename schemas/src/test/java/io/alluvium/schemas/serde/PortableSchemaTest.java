package io.alluvium.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class PortableSchemaTest {
  /** Written into files alone, which bring their schema: no registry knows it. */
  private static final String OF_FILES = "9-topic-record.avsc";

  @Test
  void registersTheSchemaFilesAsTheyAre() throws IOException {
    List<Schema> registered =
        GeneratedRecords.TOPIC_RECORDS.stream()
            .map(GeneratedRecords::schemaOf)
            .map(PortableSchema::of)
            .toList();

    assertThat(registered)
        .extracting(Schema::toString)
        .containsExactlyInAnyOrderElementsOf(schemaFiles());
  }

  @Test
  void keepsWhatIsNotJavas() {
    String text = "{\"type\":\"string\",\"unit\":\"metre\"}";

    assertThat(PortableSchema.of(new Schema.Parser().parse(text))).hasToString(text);
  }

  /** Files of higher numbers may name types of lower ones. */
  private static List<String> schemaFiles() throws IOException {
    Schema.Parser parser = new Schema.Parser();
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      return files
          .filter(file -> !file.endsWith(OF_FILES))
          .sorted()
          .map(file -> parse(parser, file))
          .toList();
    }
  }

  private static String parse(Schema.Parser parser, Path file) {
    try {
      return parser.parse(file.toFile()).toString();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
