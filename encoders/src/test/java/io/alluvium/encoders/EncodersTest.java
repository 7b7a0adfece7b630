package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class EncodersTest {
  private static final EncoderOptions MINILM = EncoderOptions.defaults("minilm");

  @Test
  void refusesUnknownEncoder() {
    assertThatThrownBy(() -> Encoders.open(EncoderOptions.defaults("minilm-q")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "encoder is 'minilm-q', expected minilm, minilm-moments, bge-small, bge-small-moments, vector"
                + " or an existing folder");
  }

  @Test
  void refusesVectorWithoutProperties() {
    assertThatThrownBy(() -> Encoders.open(EncoderOptions.defaults("vector")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoder 'vector' needs a properties file, got none");
  }

  @Test
  void refusesPropertiesForOthers() {
    assertThatThrownBy(() -> Encoders.open(MINILM.withProperties(Path.of("a.properties"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("encoder 'minilm' takes no properties file, got a.properties");
  }

  @Test
  void saysHowToGetAGpuWhereThereIsNone() {
    assertThatThrownBy(() -> Encoders.open(MINILM.withDevice(new Device.Gpu(99))).close())
        .isInstanceOf(EncoderException.class)
        .hasMessageContaining("gpu:99")
        .hasMessageContaining("CUDA");
  }

  @Test
  void namedEncodersDoNotSayHowToGather() {
    assertThat(Encoders.batching(MINILM)).isEqualTo(Batching.UNSAID);
  }
}
