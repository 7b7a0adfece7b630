package io.alluvium.encoders.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.util.Utils;
import io.alluvium.encoders.Device;
import org.junit.jupiter.api.Test;

final class DjlRuntimeTest {
  @Test
  void neverDownloadsNorReports() {
    assertThat(DjlRuntime.resolve(new Device.Cpu())).isEqualTo(ai.djl.Device.cpu());
    assertThat(Utils.isOfflineMode()).isTrue();
    assertThat(Utils.getEnvOrSystemProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }
}
