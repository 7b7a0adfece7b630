package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.SpaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VectorEncoderTest {
  private static final String EMBEDDED =
      """
      engine=vector
      option.dim=3
      option.normalisation=l2
      option.modelName=other
      """;
  private static final String RAW =
      """
      engine=vector
      option.dim=2
      option.normalisation=fixed
      option.mean=10,-2
      option.deviation=2,0.5
      """;

  @TempDir Path folder;

  @Test
  void takesEmbeddingsAsTheyAre() throws IOException {
    Encoder encoder = open(EMBEDDED);
    assertThat(embed(encoder, 3, 0, -4)).containsExactly(3, 0, -4);
    assertThat(encoder.space().quantise(embed(encoder, 3, 0, -4)))
        .isEqualTo(Embedding.of((short) 9830, (short) 0, (short) -13107));
  }

  @Test
  void standardisesAndClipsRawNumbers() throws IOException {
    Encoder encoder = open(RAW);
    assertThat(embed(encoder, 12, -2.5f)).containsExactly(1, -1);
    assertThat(embed(encoder, 1000, -1000)).containsExactly(8, -8);
    assertThat(embed(encoder, Float.MAX_VALUE, -Float.MAX_VALUE)).containsExactly(8, -8);
  }

  @Test
  void scalesTheClipTo4096ByDefault() throws IOException {
    assertThat(open(RAW).space().normalisation()).isEqualTo(new Normalisation.Fixed(8, 512));
    assertThat(open(RAW + "option.clip=20\noption.scale=100\n").space().normalisation())
        .isEqualTo(new Normalisation.Fixed(20, 100));
  }

  @Test
  void takesTheMeanItselfInAFixedSpace() throws IOException {
    assertThat(embed(open(RAW), 10, -2)).containsExactly(0, 0);
  }

  @Test
  void refusesNumbersOutOfRange() throws IOException {
    Encoder embedded = open(EMBEDDED);
    assertRefused(embedded, "numbers have dimension 2, expected 3", 1, 2);
    assertRefused(
        embedded, "numbers have NaN at dimension 1, expected a finite number", 1, Float.NaN, 2);
    assertRefused(
        embedded,
        "numbers have -Infinity at dimension 2, expected a finite number",
        1,
        2,
        Float.NEGATIVE_INFINITY);
    assertRefused(
        embedded, "encoder 'vector' gave a vector of norm 0, expected a direction", 0, 0, -0f);
  }

  @Test
  void eachConstantIsPartOfTheSpace() throws IOException {
    assertThat(
            List.of(
                space(EMBEDDED),
                space(EMBEDDED.replace("other", "another")),
                space(EMBEDDED.replace("dim=3", "dim=4")),
                space(RAW),
                space(RAW + "option.modelName=sensors\n"),
                space(RAW.replace("10,-2", "10,-3")),
                space(RAW.replace("2,0.5", "2,0.25")),
                space(RAW + "option.clip=7\noption.scale=512\n"),
                space(RAW + "option.clip=8\noption.scale=511\n")))
        .doesNotHaveDuplicates();
    assertThat(space(RAW)).isEqualTo(space(RAW + "batch_size=5\n"));
  }

  @Test
  void opensFromAFolderToo() throws IOException {
    Files.writeString(folder.resolve("serving.properties"), RAW + "batch_size=5\n");
    EncoderOptions options = EncoderOptions.defaults(folder.toString());
    assertThat(Encoders.open(options).space().id()).isEqualTo(space(RAW));
    assertThat(Encoders.batching(options)).isEqualTo(new Batching(5, null));
  }

  @Test
  void refusesConstantsThatCannotBeUsed() throws IOException {
    assertUnusable(
        RAW.replace("2,0.5", "2,0"), "option.deviation is 0.0 at dimension 1, expected above 0");
    assertUnusable(RAW.replace("2,0.5", "2"), "option.deviation has 1 numbers, expected 2");
    assertUnusable(RAW.replace("10,-2", "10,x"), "option.mean is 'x', expected a finite number");
    assertUnusable(
        RAW.replace("10,-2", "10,NaN"), "option.mean is 'NaN', expected a finite number");
    assertUnusable(RAW.replace("option.mean=10,-2\n", ""), "option.mean is missing");
    assertUnusable(
        RAW.replace("dim=2", "dim=0"), "option.dim is '0', expected an integer of 1 to 8192");
    assertUnusable(
        RAW + "option.clip=0\n",
        "option.clip and option.scale: clip is 0.0, expected a finite number above 0");
    assertUnusable(
        RAW + "option.scale=5000\n",
        "option.clip and option.scale: clip 8.0 times scale 5000.0 is not in (0, 32767]");
    assertUnusable(
        RAW.replace("fixed", "none"),
        "option.normalisation is 'none', expected one of [fixed, l2]");
    assertUnusable(EMBEDDED.replace("option.modelName=other\n", ""), "option.modelName is missing");
    assertUnusable(
        RAW.replace("=vector", "=OnnxRuntime"),
        "engine is 'OnnxRuntime', expected one of [vector]");
  }

  private void assertUnusable(String properties, String reason) {
    assertThatThrownBy(() -> open(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s: %s", file(), reason);
  }

  private static void assertRefused(Encoder encoder, String reason, float... values) {
    assertThatThrownBy(() -> embed(encoder, values))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessage(reason);
  }

  private SpaceId space(String properties) throws IOException {
    return open(properties).space().id();
  }

  private Encoder open(String properties) throws IOException {
    Files.writeString(file(), properties);
    return Encoders.open(EncoderOptions.defaults("vector").withProperties(file()));
  }

  private Path file() {
    return folder.resolve("vector.properties");
  }

  private static float[] embed(Encoder encoder, float... values) {
    return encoder.embed(List.of(new Payload.Numbers(values))).getFirst();
  }
}
