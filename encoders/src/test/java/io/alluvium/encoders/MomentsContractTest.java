package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts whose tokens are pooled to mean and deviation. */
final class MomentsContractTest extends TextContractTest {
  @Override
  String name() {
    return "minilm-moments";
  }

  @Override
  Encoder shared() {
    return OpenEncoders.MOMENTS;
  }

  @Test
  void firstHalfHasTheDirectionOfTheMean() {
    List<Payload> text = List.of(good(5));
    float[] moments = shared().embed(text).getFirst();
    float[] mean = OpenEncoders.MINILM.embed(text).getFirst();
    assertThat(moments).hasSize(2 * mean.length);
    float[] half = Arrays.copyOf(moments, mean.length);
    var space = OpenEncoders.MINILM.space();
    assertThat(space.quantise(half).cosine(space.quantise(mean))).isGreaterThan(0.999999);
    assertThat(shared().space().id()).isNotEqualTo(space.id());
  }
}
