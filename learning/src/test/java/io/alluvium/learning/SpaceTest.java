package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SpaceTest {
  @Test
  void unitVectorsHaveNormTwoToTheFourteen() {
    Embedding embedding = Samples.space(2).quantise(new float[] {30, -40});
    assertThat(embedding).isEqualTo(Embedding.of((short) 9830, (short) -13107));
  }

  @Test
  void fixedSpacesKeepMagnitudeAndClip() {
    Space space = new Space(Samples.space(1).id(), 3, new Normalisation.Fixed(2, 1024));
    assertThat(space.quantise(new float[] {0.5f, -7, 0.5f / 1024}))
        .isEqualTo(Embedding.of((short) 512, (short) -2048, (short) 0));
  }

  @Test
  void noEmbeddingIsLongerThanTheBound() {
    RandomGenerator random = Seeds.random();
    for (int dim : new int[] {1, 2, 3, 17, 384}) {
      for (Space space : new Space[] {Samples.space(dim), Samples.fixedSpace(dim)}) {
        for (int n = 0; n < 100; n++) {
          float[] vector = new float[dim];
          for (int i = 0; i < dim; i++) {
            vector[i] = (float) (100 * random.nextGaussian());
          }
          assertThat(norm(space.quantise(vector))).isLessThanOrEqualTo(space.maxNorm());
        }
      }
    }
  }

  private static double norm(Embedding embedding) {
    double squares = 0;
    for (int i = 0; i < embedding.dim(); i++) {
      squares += (double) embedding.get(i) * embedding.get(i);
    }
    return Math.sqrt(squares);
  }

  @Test
  void rejectsAnotherDimension() {
    assertThatThrownBy(() -> Samples.space(3).quantise(new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vector has dimension 2, the space has 3");
  }

  @Test
  void rejectsWhatIsNotFinite() {
    assertThatThrownBy(() -> Samples.space(2).quantise(new float[] {1, Float.NaN}))
        .hasMessage("vector has NaN at dimension 1, expected a finite number");
    assertThatThrownBy(() -> Samples.fixedSpace(1).quantise(new float[] {1e30f * 1e30f}))
        .hasMessage("vector has Infinity at dimension 0, expected a finite number");
  }

  @Test
  void rejectsAVectorWithoutDirectionInAnL2SpaceOnly() {
    assertThatThrownBy(() -> Samples.space(2).quantise(new float[2]))
        .hasMessage("vector has norm 0, expected a direction");
    assertThat(Samples.fixedSpace(2).quantise(new float[2])).isEqualTo(Embedding.of(new short[2]));
  }

  @Test
  void allowsWhatItCouldHaveMade() {
    Space space = Samples.space(3);
    assertThat(space.allows(space.quantise(new float[] {0.3f, -5, 0.01f}))).isTrue();
    assertThat(space.allows(Embedding.of((short) 16_385, (short) 0, (short) 0))).isFalse();
    assertThat(space.allows(Embedding.of((short) 1, (short) 1))).isFalse();
    Space fixed = Samples.fixedSpace(2);
    assertThat(fixed.allows(fixed.quantise(new float[] {1e30f, -1e30f}))).isTrue();
  }

  @Test
  void rejectsADimensionOutOfRange() {
    assertThatThrownBy(() -> Samples.space(0))
        .hasMessage("space has dimension 0, expected 1 to 8192");
  }

  @Test
  void rejectsConstantsOutOfRange() {
    assertThatThrownBy(() -> new Normalisation.Fixed(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clip is 0.0, expected a finite number above 0");
    assertThatThrownBy(() -> new Normalisation.Fixed(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Normalisation.Fixed(33, 1000))
        .hasMessage("clip 33.0 times scale 1000.0 is not in (0, 32767]");
  }
}
