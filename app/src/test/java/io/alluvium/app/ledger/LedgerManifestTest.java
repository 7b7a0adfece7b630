package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerManifestTest {
  private static final LedgerManifest MANIFEST =
      new LedgerManifest(
          LedgerManifest.FORMAT,
          "1.0",
          "here",
          "here.ledger",
          0,
          0,
          9,
          5,
          9,
          0,
          0,
          List.of(new LedgerManifest.AnnouncedSpace("0".repeat(64), 4, "toy")),
          List.of(new Part("ledger-00000.avro", 5, 0, 8, 1000, "1".repeat(64))),
          List.of(),
          "2".repeat(64),
          Map.of("alluvium.head", "ncm"));

  @TempDir private Path folder;

  @Test
  void isReadAsItWasWritten() throws IOException {
    MANIFEST.write(folder);

    assertThat(LedgerManifest.read(folder)).isEqualTo(MANIFEST);
  }

  @Test
  void refusesWhatIsNone() throws IOException {
    assertRefused("", "has format 0, this program reads format 1");
    assertRefused("{\"format\": 2}", "has format 2, this program reads format 1");
    assertRefused("{\"format\": 1}", "cannot be read: ");
    assertRefused("{\"format\": 1, ", "cannot be read: ");
    MANIFEST.write(folder);
    String written = Files.readString(folder.resolve(LedgerManifest.FILE));
    assertRefused(written.replace("ledger-00000.avro", "../ledger-00000.avro"), "cannot be read: ");
  }

  private void assertRefused(String content, String words) throws IOException {
    Path file = Files.writeString(folder.resolve(LedgerManifest.FILE), content);
    assertThatThrownBy(() -> LedgerManifest.read(folder))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("'" + file + "' ")
        .hasMessageContaining(words);
  }
}
