package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Normalisation;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TextEncoderTest {
  private static final String ICE = "change from a liquid to a solid when cold";

  @Test
  void minilmGivesTheReferenceVector() {
    assertFirstValues(
        unit(embed(OpenEncoders.MINILM, ICE)),
        -0.059626,
        -0.030330,
        -0.001942,
        0.050289,
        -0.018068,
        0.058612);
  }

  @Test
  void bgeSmallGivesTheReferenceVector() {
    try (Encoder bge = Encoders.open(EncoderOptions.defaults("bge-small"))) {
      assertFirstValues(
          unit(embed(bge, ICE)), -0.060126, -0.017730, 0.058394, -0.019732, 0.016999, -0.011329);
      assertThat(bge.space()).isNotEqualTo(OpenEncoders.MINILM.space());
    }
  }

  @Test
  void minilmSpaceIsPinned() {
    assertThat(OpenEncoders.MINILM.dim()).isEqualTo(384);
    assertThat(OpenEncoders.MINILM.space().normalisation()).isEqualTo(new Normalisation.L2());
    assertThat(OpenEncoders.MINILM.space().id().hex())
        .isEqualTo("1309b0d7ad7842586fbc55e6a55d03ec9c097798664c97c8392fe079010eeb2e");
  }

  @Test
  void batchSizeAndThreadsChangeNoBit() {
    Random random = TestSeed.random();
    List<Payload> texts =
        IntStream.range(0, 70).<Payload>mapToObj(i -> new Payload.Text(words(random))).toList();
    List<float[]> expected = OpenEncoders.MINILM.embed(texts);
    EncoderOptions other = EncoderOptions.defaults("minilm").withBatchSize(32).withThreads(3);
    try (Encoder encoder = Encoders.open(other)) {
      List<float[]> vectors = encoder.embed(texts);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(vectors.get(i)).as("test.seed=%d", TestSeed.SEED).isEqualTo(expected.get(i));
      }
      assertThat(encoder.space()).isEqualTo(OpenEncoders.MINILM.space());
    }
  }

  @Test
  void namesTheHashesOfItsFiles() {
    assertThat(OpenEncoders.MINILM.artefacts()).containsOnlyKeys("model", "tokenizer");
    assertThat(OpenEncoders.MINILM.artefacts().values())
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void dropsWhatComesAfterTheLastToken() {
    String full = "river ".repeat(200);
    assertThat(embed(OpenEncoders.MINILM, full + "sand"))
        .isEqualTo(embed(OpenEncoders.MINILM, full));
    assertThat(embed(OpenEncoders.MINILM, "river sand"))
        .isNotEqualTo(embed(OpenEncoders.MINILM, "river"));
  }

  @Test
  void refusesEmptyText() {
    assertRefused("", "text is empty");
    assertRefused(" \n\t ", "text is empty");
  }

  @Test
  void refusesTextOverTheLimit() {
    assertThat(embed(OpenEncoders.MINILM, "a".repeat(100_000))).hasSize(384);
    assertRefused("a".repeat(100_001), "text has 100001 characters, limit 100000");
  }

  @Test
  void refusesHalfACharacter() {
    assertRefused("ab\uD83Dcd", "text has an unpaired surrogate, expected Unicode");
  }

  @Test
  void takesAnyScriptAndInvisibleCharacters() {
    for (String text : List.of("\uD83D\uDE00 fine", "河の砂", "\u200B", "\u0000", "e\u0301")) {
      assertThat(embed(OpenEncoders.MINILM, text)).hasSize(384);
    }
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> embed(OpenEncoders.MINILM, text))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessage(message);
  }

  private static void assertFirstValues(float[] vector, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) vector[i]).as("value %d", i).isCloseTo(expected[i], within(0.0001));
    }
  }

  private static float[] embed(Encoder encoder, String text) {
    return encoder.embed(List.of(new Payload.Text(text))).getFirst();
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    float[] unit = vector.clone();
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (unit[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static String words(Random random) {
    String[] words = {"silt", "gravel", "a", "meandering", "delta", "of", "floodplain", "bends"};
    StringBuilder text = new StringBuilder("river");
    for (int i = random.nextInt(150); i > 0; i--) {
      text.append(' ').append(words[random.nextInt(words.length)]);
    }
    return text.toString();
  }
}
