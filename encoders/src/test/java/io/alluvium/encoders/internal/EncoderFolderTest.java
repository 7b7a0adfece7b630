package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.Batching;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.learning.Normalisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncoderFolderTest {
  private static final String ONNX = "engine=OnnxRuntime\n";

  @TempDir Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.meanColour(8));
  }

  @Test
  void isForTextWithATokenizer() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertThat(read(ONNX))
        .isInstanceOfSatisfying(
            TextRecipe.class,
            text -> {
              assertThat(text.name()).isEqualTo(folder.toString());
              assertThat(text.model().path()).isEqualTo(folder.resolve("model.onnx"));
              assertThat(text.maxTokens()).isEqualTo(128);
              assertThat(text.pooling()).isEqualTo(Pooling.MEAN);
              assertThat(text.normalisation()).isEqualTo(new Normalisation.L2());
              assertThat(text.batching()).isEqualTo(Batching.UNSAID);
            });
  }

  @Test
  void isForImagesWithoutATokenizer() throws IOException {
    assertThat(read(ONNX)).isInstanceOf(ImageRecipe.class);
  }

  @Test
  void readsEachKey() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    Files.write(folder.resolve("other.onnx"), TinyOnnx.meanColour(9));
    Recipe recipe =
        read(
            """
            engine=OnnxRuntime
            option.application=nlp/text_embedding
            option.modelName=other
            option.pooling=cls
            option.maxLength=256
            option.normalize=false
            option.clip=4
            batch_size=32
            max_batch_delay=50
            """);
    assertThat(recipe)
        .isEqualTo(
            new TextRecipe(
                folder.toString(),
                ModelFile.of(folder.resolve("other.onnx")),
                ModelFile.of(folder.resolve("tokenizer.json")),
                256,
                Pooling.CLS,
                new Normalisation.Fixed(4, 1024),
                new Batching(32, Duration.ofMillis(50))));
  }

  @Test
  void refusesUnknownValues() {
    assertRefused(
        "engine=PyTorch\n",
        "serving.properties: engine is 'PyTorch', expected one of [OnnxRuntime, adapter, vector]");
    assertRefused(
        ONNX + "option.application=nlp/translation\n",
        "option.application is 'nlp/translation', expected one of"
            + " [cv/image_embedding, nlp/text_embedding]");
    assertRefused(
        ONNX + "option.normalize=maybe\n",
        "option.normalize is 'maybe', expected one of [false, true]");
    assertRefused(ONNX + "option.normalize=false\n", "serving.properties: option.clip is missing");
    assertRefused(
        ONNX + "batch_size=0\n", "batch_size is '0', expected an integer of 1 to 1048576");
    assertRefused(
        ONNX + "max_batch_delay=soon\n",
        "max_batch_delay is 'soon', expected an integer of 0 to 2147483647");
  }

  @Test
  void refusesUnknownValuesForText() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertRefused(
        ONNX + "option.pooling=max\n",
        "serving.properties: option.pooling is 'max', expected one of [cls, mean, moments]");
    assertRefused(
        ONNX + "option.maxLength=2\n", "option.maxLength is '2', expected an integer of 3 to 8192");
  }

  @Test
  void refusesMissingFiles() throws IOException {
    assertRefused(ONNX + "option.modelName=absent\n", folder + " has no file absent.onnx");
    assertRefused(
        ONNX + "option.application=nlp/text_embedding\n", folder + " has no file tokenizer.json");
    Files.delete(folder.resolve("serving.properties"));
    assertThatThrownBy(() -> EncoderFolder.read(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serving.properties cannot be read");
  }

  @Test
  void refusesFilesOutsideTheFolder() {
    assertRefused(
        ONNX + "option.modelName=../model\n", "'../model.onnx' is not the name of a file in it");
    assertRefused(
        ONNX + "option.modelName=/etc/model\n",
        "'/etc/model.onnx' is not the name of a file in it");
  }

  @Test
  void refusesWeightsOutsideTheModel() throws IOException {
    for (String name : new String[] {"model.onnx_data", "weights.data", "model.onnx.data"}) {
      Path data = Files.createFile(folder.resolve(name));
      assertRefused(ONNX, "has weights outside the model in " + name);
      Files.delete(data);
    }
  }

  @Test
  void refusesAModelThatTakesNoImages() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.wide(8, 9));
    Recipe recipe = read(ONNX);
    assertThatThrownBy(() -> recipe.open(EncoderOptions.defaults(folder.toString())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one input of uint8[n, side, side, 3] with side 1 to 4096");
  }

  @Test
  void refusesAFileThatIsNoModel() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "not a model");
    Recipe recipe = read(ONNX);
    assertThatThrownBy(() -> recipe.open(EncoderOptions.defaults(folder.toString())))
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("cannot load " + folder.resolve("model.onnx"));
  }

  private Recipe read(String properties) throws IOException {
    Files.writeString(folder.resolve("serving.properties"), properties);
    return EncoderFolder.read(folder);
  }

  private void assertRefused(String properties, String reason) {
    assertThatThrownBy(() -> read(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(reason);
  }
}
