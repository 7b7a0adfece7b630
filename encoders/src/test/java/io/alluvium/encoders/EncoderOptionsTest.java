package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class EncoderOptionsTest {
  private static final EncoderOptions DEFAULTS = EncoderOptions.defaults("minilm");

  @Test
  void hasTheseDefaults() {
    assertThat(DEFAULTS)
        .isEqualTo(
            new EncoderOptions(
                "minilm", new Device.Auto(), 8, 1, 100_000, 921_600, 16_000_000, null));
  }

  @Test
  void changesOneAtATime() {
    assertThat(DEFAULTS.withDevice(new Device.Gpu(1)).withBatchSize(64).withThreads(2))
        .isEqualTo(
            new EncoderOptions(
                "minilm", new Device.Gpu(1), 64, 2, 100_000, 921_600, 16_000_000, null));
    assertThat(DEFAULTS.withProperties(Path.of("a")).properties()).isEqualTo(Path.of("a"));
  }

  @Test
  void refusesValuesOutOfRange() {
    assertThatThrownBy(() -> EncoderOptions.defaults(" ")).hasMessage("encoder name is empty");
    assertThatThrownBy(() -> DEFAULTS.withBatchSize(0))
        .hasMessage("batch size is 0, expected 1 to 1024");
    assertThatThrownBy(() -> DEFAULTS.withThreads(257))
        .hasMessage("number of encoder threads is 257, expected 1 to 256");
    assertThatThrownBy(() -> new EncoderOptions("a", new Device.Cpu(), 1, 1, 0, 1, 1, null))
        .hasMessageStartingWith("longest text in characters is 0, expected 1 to ");
    assertThatThrownBy(() -> new EncoderOptions("a", new Device.Cpu(), 1, 1, 1, 0, 1, null))
        .hasMessageStartingWith("largest image in bytes is 0, expected 1 to ");
    assertThatThrownBy(() -> new EncoderOptions("a", new Device.Cpu(), 1, 1, 1, 1, 0, null))
        .hasMessageStartingWith("largest image in pixels is 0, expected 1 to ");
  }
}
