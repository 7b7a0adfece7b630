package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.encoders.Batching;
import io.alluvium.learning.Normalisation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the id of a space depends on, and what not. */
final class SpaceTest {
  private static final Normalisation L2 = new Normalisation.L2();
  private static final Normalisation FIXED = new Normalisation.Fixed(8, 512);

  @Test
  void eachParameterOfATextEncoderCounts() {
    assertThat(
            List.of(
                text("m", "t", 128, Pooling.MEAN, L2).space(384).id(),
                text("x", "t", 128, Pooling.MEAN, L2).space(384).id(),
                text("m", "x", 128, Pooling.MEAN, L2).space(384).id(),
                text("m", "t", 127, Pooling.MEAN, L2).space(384).id(),
                text("m", "t", 128, Pooling.CLS, L2).space(384).id(),
                text("m", "t", 128, Pooling.MOMENTS, L2).space(384).id(),
                text("m", "t", 128, Pooling.MEAN, FIXED).space(384).id(),
                text("m", "t", 128, Pooling.MEAN, new Normalisation.Fixed(8, 511)).space(384).id(),
                text("m", "t", 128, Pooling.MEAN, new Normalisation.Fixed(7, 512)).space(384).id(),
                text("m", "t", 128, Pooling.MEAN, L2).space(383).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void eachParameterOfAnImageEncoderCounts() {
    assertThat(
            List.of(
                image("m", L2).space(256, 128).id(),
                image("x", L2).space(256, 128).id(),
                image("m", FIXED).space(256, 128).id(),
                image("m", L2).space(255, 128).id(),
                image("m", L2).space(256, 127).id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void namePathAndGatheringDoNotCount() {
    TextRecipe elsewhere =
        new TextRecipe(
            "another name",
            new ModelFile(Path.of("elsewhere"), "m"),
            new ModelFile(Path.of("elsewhere"), "t"),
            128,
            Pooling.MEAN,
            L2,
            new Batching(5, Duration.ZERO));
    assertThat(elsewhere.space(384)).isEqualTo(text("m", "t", 128, Pooling.MEAN, L2).space(384));
  }

  @Test
  void fieldsCannotRunIntoEachOther() {
    assertThat(new SpaceFingerprint("k").text("a", "bc").text("d", "").id())
        .isNotEqualTo(new SpaceFingerprint("k").text("ab", "c").text("d", "").id())
        .isNotEqualTo(new SpaceFingerprint("k").text("a", "b").text("cd", "").id())
        .isNotEqualTo(new SpaceFingerprint("k").text("a", "bc").id());
  }

  private static TextRecipe text(
      String model, String tokenizer, int maxTokens, Pooling pooling, Normalisation normalisation) {
    return new TextRecipe(
        "name",
        new ModelFile(Path.of("model"), model),
        new ModelFile(Path.of("tokenizer"), tokenizer),
        maxTokens,
        pooling,
        normalisation,
        Batching.UNSAID);
  }

  private static ImageRecipe image(String model, Normalisation normalisation) {
    return new ImageRecipe(
        "name", new ModelFile(Path.of("model"), model), normalisation, Batching.UNSAID);
  }
}
