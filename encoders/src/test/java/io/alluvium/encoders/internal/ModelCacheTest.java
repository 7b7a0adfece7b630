package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.EncoderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCacheTest {
  private static final String RESOURCE = "all-minilm-l6-v2-tokenizer.json";
  private static final String SHA256 =
      "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0";

  @TempDir Path folder;

  @Test
  void unpacksWhatIsMissing() {
    ModelFile file = cache().get(RESOURCE, SHA256);
    assertThat(ModelFile.of(file.path())).isEqualTo(file);
    assertThat(file.path().getParent())
        .isEqualTo(folder.resolve("models"))
        .isDirectoryContaining(file.path()::equals);
  }

  @Test
  void leavesNothingElseBehind() {
    cache().get(RESOURCE, SHA256);
    assertThat(folder.resolve("models").toFile().list()).hasSize(1);
  }

  @Test
  void usesWhatLiesThere() throws IOException {
    Path path = cache().get(RESOURCE, SHA256).path();
    FileTime early = FileTime.fromMillis(0);
    Files.setLastModifiedTime(path, early);
    cache().get(RESOURCE, SHA256);
    assertThat(Files.getLastModifiedTime(path)).isEqualTo(early);
  }

  @Test
  void replacesWhatIsDamaged() throws IOException {
    Path path = cache().get(RESOURCE, SHA256).path();
    Files.writeString(path, "damaged");
    assertThat(ModelFile.of(cache().get(RESOURCE, SHA256).path()).sha256()).isEqualTo(SHA256);
  }

  @Test
  void refusesAnotherVersionOnTheClassPath() {
    String other = "0".repeat(64);
    assertThatThrownBy(() -> cache().get(RESOURCE, other))
        .isInstanceOf(EncoderException.class)
        .hasMessage(
            "class path has another %s: sha256 is %s, expected %s"
                .formatted(RESOURCE, SHA256, other));
    assertThat(folder.resolve("models")).isEmptyDirectory();
  }

  @Test
  void saysWhatIsMissingOnTheClassPath() {
    assertThatThrownBy(() -> cache().get("absent.onnx", SHA256))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("class path has no absent.onnx");
  }

  @Test
  void saysWhatToDoWhenTheFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new ModelCache(file.resolve("models")).get(RESOURCE, SHA256))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("name a folder that can be written to with -Dalluvium.cache.dir");
  }

  private ModelCache cache() {
    return new ModelCache(folder.resolve("models"));
  }
}
