package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceTest {
  @Test
  void readsTheThreeForms() {
    assertThat(Device.parse("auto")).isEqualTo(new Device.Auto());
    assertThat(Device.parse(" CPU ")).isEqualTo(new Device.Cpu());
    assertThat(Device.parse("gpu:12")).isEqualTo(new Device.Gpu(12));
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "cpu", "gpu:0", "gpu:7"})
  void writesWhatItReads(String form) {
    assertThat(Device.parse(form)).hasToString(form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "gpu:", "gpu:-1", "gpu:x", "gpu:99999", "cuda:0", "cpu:0"})
  void refusesOtherForms(String form) {
    assertThatThrownBy(() -> Device.parse(form))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("device is '%s', expected auto, cpu or gpu:N (N from 0, such as gpu:0)", form);
  }

  @Test
  void refusesNegativeGpu() {
    assertThatThrownBy(() -> new Device.Gpu(-1)).hasMessage("gpu number is -1, expected 0 or more");
  }
}
