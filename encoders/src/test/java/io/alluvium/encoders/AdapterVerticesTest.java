package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Simplex;
import io.alluvium.learning.SimplexAssignment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which class has which vertex, as the folder of an adapter says it. */
final class AdapterVerticesTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    SimplexAssignment assignment =
        new SimplexAssignment(
            new Simplex(7),
            new TreeMap<>(
                Map.of(
                    "book a flight", 3,
                    " leading, and a = : # ! in it ", 7,
                    "two\nlines\r\tand a \\", 0,
                    "größe \uD83C\uDF0A", 1,
                    "\fdim", 5)));
    AdapterFolder.writeVertices(folder, assignment);
    assertThat(AdapterFolder.vertices(folder)).contains(assignment);
    assertThat(folder.resolve(AdapterFolder.VERTICES)).content().startsWith("dim=7\n0=two\\nlines");
  }

  @Test
  void aFolderNeedNotSay() {
    assertThat(AdapterFolder.vertices(folder)).isEmpty();
  }

  /** They say what training has done; what the encoder gives follows from its weights alone. */
  @Test
  void theSpaceDoesNotDependOnThem() throws IOException {
    TestAdapters.write(folder);
    try (Encoder without = Encoders.open(EncoderOptions.defaults(folder.toString()))) {
      AdapterFolder.writeVertices(folder, SimplexAssignment.none(new Simplex(3)));
      try (Encoder with = Encoders.open(EncoderOptions.defaults(folder.toString()))) {
        assertThat(with.space()).isEqualTo(without.space());
      }
    }
  }

  @Test
  void refusesWhatCannotBe() {
    Path file = folder.resolve(AdapterFolder.VERTICES);
    Map.of(
            "0=a\n",
            "dim is '', expected a number",
            "dim=3\nthird=a\n",
            "vertex of 'a' is 'third', expected a number",
            "dim=3\n4=a\n",
            "vertex of 'a' is 4, expected 0 to 3",
            "dim=3\n1=a\n2=a\n",
            "class 'a' has two vertices",
            "dim=0\n",
            "simplex has dimension 0, expected 1 to 8192")
        .forEach((text, reason) -> {
          write(file, text);
          assertThatThrownBy(() -> AdapterFolder.vertices(folder))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessage(file + ": " + reason);
        });
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
