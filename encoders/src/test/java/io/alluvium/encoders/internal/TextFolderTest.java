package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that holds the files of a named encoder. */
final class TextFolderTest {
  private static final TextRecipe MINILM = BuiltIn.MINILM.recipe(ModelCache.standard());

  @TempDir Path folder;

  @BeforeEach
  void linkFiles() throws IOException {
    link("model.onnx", MINILM.model());
    link("tokenizer.json", MINILM.tokenizer());
  }

  @Test
  void isTheSameSpaceWithTheSameParameters() throws IOException {
    try (Encoder encoder = open("")) {
      assertThat(encoder.space()).isEqualTo(MINILM.space(384));
    }
  }

  @Test
  void otherPoolingGivesOtherVectorsInAnotherSpace() throws IOException {
    try (Encoder mean = open("option.pooling=mean\n");
        Encoder cls = open("option.pooling=cls\n")) {
      assertThat(cls.space()).isNotEqualTo(mean.space());
      assertThat(embed(cls, "river sand")).isNotEqualTo(embed(mean, "river sand"));
    }
  }

  @Test
  void filesBesideTheTokenizerHaveNoSay() throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    Space space;
    float[] vector;
    try (Encoder encoder = open("")) {
      space = encoder.space();
      vector = embed(encoder, "RIVER Sand");
    }
    Files.delete(folder.resolve("tokenizer_config.json"));
    try (Encoder encoder = open("")) {
      assertThat(encoder.space()).isEqualTo(space);
      assertThat(embed(encoder, "RIVER Sand")).isEqualTo(vector);
    }
  }

  private Encoder open(String properties) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), "engine=OnnxRuntime\n" + properties);
    return Encoders.open(EncoderOptions.defaults(folder.toString()));
  }

  private static float[] embed(Encoder encoder, String text) {
    return encoder.embed(List.of(new Payload.Text(text))).getFirst();
  }

  private void link(String name, ModelFile file) throws IOException {
    Files.createSymbolicLink(folder.resolve(name), file.path().toAbsolutePath());
  }
}
