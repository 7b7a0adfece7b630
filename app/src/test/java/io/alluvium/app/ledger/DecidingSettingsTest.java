package io.alluvium.app.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.topology.AlluviumConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecidingSettingsTest {
  @Test
  void whatAdaptsAnswersDecidesAndWhereTopicsLieDoesNot() {
    AlluviumConfig config =
        new AlluviumConfig(
            Map.of(AlluviumConfig.ADAPT, "on", AlluviumConfig.NAMESPACE, "elsewhere"));

    assertThat(DecidingSettings.of(config))
        .containsEntry(AlluviumConfig.ADAPT, "on")
        .containsEntry(AlluviumConfig.ADAPTER, "shift")
        .doesNotContainKey(AlluviumConfig.NAMESPACE);
  }
}
