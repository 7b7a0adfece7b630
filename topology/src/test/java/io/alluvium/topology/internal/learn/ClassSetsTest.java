package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Seeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN with a limit for each class. */
class ClassSetsTest {
  private static final Map<String, String> OWN = Map.of(AlluviumConfig.SETS_LIMITS, "class");

  private final SourceLedger ledger = new SourceLedger();

  @BeforeEach
  void write() {
    stretch(0, 1500);
  }

  private void stretch(double shift, int samples) {
    for (int n = 0; n < samples; n++) {
      ledger.sample("calm", 0, n % 2 == 0);
      ledger.sample("shifting", shift, n % 4 == 0);
    }
  }

  private String reference(Map<String, String> settings) {
    return ledger.run(settings, 50, true).reference();
  }

  @Test
  void eachClassIsHeldAsOftenAsPromised() {
    LedgerRun run = ledger.run(OWN, 50, false);

    for (int c = 0; c < SourceLedger.CLASSES; c++) {
      String label = "class" + c;
      List<Prediction> of =
          run.predictions().stream()
              .skip(400)
              .filter(p -> ledger.truth(p.getSampleId()).equals(label))
              .toList();
      long held = of.stream().filter(p -> p.getSet().contains(label)).count();
      assertThat(held / (double) of.size()).as(label).isBetween(0.86, 0.94);
    }
    assertThat(run.predictions()).isNotEqualTo(ledger.run(Map.of(), 50, false).predictions());
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    stretch(0.9, 200);
    ledger.command("FORGET", Map.of("sample", "calm0"));
    ledger.command("RENAME", Map.of("from", "class1", "to", "class9"));
    stretch(0, 100);
    ledger.command("FORGET", Map.of("class", "class2"));
    stretch(0, 100);
    ledger.command("MERGE", Map.of("from", "class3", "to", "class0"));
    stretch(0.9, 100);
    LedgerRun once = ledger.run(OWN, 0, false);
    assertThat(once.events("coverage")).isNotEmpty();

    for (LedgerRun other : List.of(ledger.run(OWN, 5, true), ledger.run(OWN, 97, true))) {
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @Test
  void limitsGoWithTheirClasses() {
    assertThat(reference(OWN)).contains("class0", "class1", "class2", "class3");
    ledger.command("RENAME", Map.of("from", "class1", "to", "class9"));
    assertThat(reference(OWN)).contains("class0", "class9", "class2").doesNotContain("class1");
    ledger.command("MERGE", Map.of("from", "class9", "to", "class0"));
    assertThat(reference(OWN)).contains("class0", "class2").doesNotContain("class9");
    ledger.command("FORGET", Map.of("class", "class2"));
    assertThat(reference(OWN)).contains("class0", "class3").doesNotContain("class2");
  }

  @Test
  void limitsGoOnThroughAChangeOfTheEncoderAndBack() {
    SwapLedger swapped =
        new SwapLedger(Seeds.random())
            .labelled(400, OLD)
            .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
            .announce(NEW, "new")
            .samples(140, OLD, NEW)
            .command("c1", "CUTOVER", Map.of())
            .labelled(1000, NEW)
            .command("n1", "RENAME", Map.of("from", "class0", "to", "class9"))
            .labelled(100, OLD)
            .command("b1", "ROLLBACK", Map.of())
            .labelled(500, OLD);
    Map<String, String> settings = new HashMap<>(OWN);
    settings.put(AlluviumConfig.SWAP_WINDOW_PAIRS, "80");
    SwapFold fold = new SwapFold(swapped, settings).run();
    List<Prediction> all = fold.predictions();
    List<Prediction> crossed = all.subList(all.size() - 1600, all.size() - 600);
    long held =
        crossed.stream()
            .filter(p -> {
              int number = Integer.parseInt(p.getSampleId().substring(1));
              return p.getSet().contains("class" + number % SwapLedger.CLASSES);
            })
            .count();

    assertThat(held / 1000.0).isBetween(0.87, 0.93);
    assertThat(new SwapFold(swapped, settings).run(13).published()).isEqualTo(fold.published());
  }

  @Test
  void oneLimitForAllRemembersNoClass() {
    assertThat(reference(Map.of())).doesNotContain("class0");
  }

  @Test
  void otherLimitsAreRefused() {
    assertThatThrownBy(() -> ledger.run(Map.of(AlluviumConfig.SETS_LIMITS, "source"), 50, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("alluvium.sets.limits");
  }
}
