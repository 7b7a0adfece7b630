package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN with sets by adaptive conformal inference. */
class AdaptiveSetsTest {
  private static final Map<String, String> ACI = Map.of(AlluviumConfig.SETS_TRACKING, "aci");
  private static final Map<String, String> BOTH =
      Map.of(AlluviumConfig.SETS_TRACKING, "aci", AlluviumConfig.SETS_LIMITS, "class");

  private final SourceLedger ledger = new SourceLedger();

  @BeforeEach
  void write() {
    for (int n = 0; n < 1500; n++) {
      ledger.sample("calm", 0, n % 2 == 0);
      ledger.sample("shifting", n > 1200 ? 0.9 : 0, n % 4 == 0);
    }
  }

  @Test
  void setsHoldTheTrueClassAsOftenAsPromised() {
    LedgerRun run = ledger.run(ACI, 50, false);
    long held =
        run.predictions().stream()
            .skip(400)
            .filter(p -> p.getSet().contains(ledger.truth(p.getSampleId())))
            .count();

    assertThat(held / (run.predictions().size() - 400.0)).isBetween(0.88, 0.92);
    assertThat(run.predictions().stream().skip(400).map(p -> p.getSet().size()))
        .as("by scores, not by sets of every class and of none in turn")
        .filteredOn(size -> size == 0 || size == SourceLedger.CLASSES)
        .hasSizeLessThan(run.predictions().size() / 5);
    assertThat(run.predictions())
        .isNotEqualTo(ledger.run(Map.of(), 50, false).predictions())
        .isNotEqualTo(ledger.run(BOTH, 50, false).predictions());
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    ledger.command("RENAME", Map.of("from", "class1", "to", "class9"));
    for (Map<String, String> settings : List.of(ACI, BOTH)) {
      LedgerRun once = ledger.run(settings, 0, false);
      LedgerRun other = ledger.run(settings, 47, true);
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @Test
  void otherWaysAreRefused() {
    assertThatThrownBy(() -> ledger.run(Map.of(AlluviumConfig.SETS_TRACKING, "pid"), 50, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alluvium.sets.tracking");
  }
}
