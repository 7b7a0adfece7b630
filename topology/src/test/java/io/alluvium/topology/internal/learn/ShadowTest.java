package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.topology.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the release of an encoder to the report on it, and out again. */
class ShadowTest {
  private static final Map<String, String> WINDOW = Map.of("alluvium.swap.window.pairs", "80");
  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  private SwapFold fold() {
    return new SwapFold(ledger, WINDOW);
  }

  private SwapLedger released() {
    return ledger
        .labelled(60, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"));
  }

  private SwapLedger gathering() {
    return released().samples(3, OLD).announce(NEW, "new");
  }

  private static Map<String, String> details(SwapFold fold, String type) {
    return fold.events(type).reduce((first, second) -> second).orElseThrow().getDetails();
  }

  private List<String> pairs(SwapFold fold) {
    List<String> ids = new ArrayList<>();
    fold.stores().transitions().forEachView((id, view) -> ids.add(id));
    return ids;
  }

  @Test
  void releaseTellsEmbedToTryTheEncoder() {
    released();
    SwapFold fold = fold().run();
    assertThat(fold.answer("r1").getType()).isEqualTo("command-done");
    Command told = fold.commands().getLast();
    assertThat(told.getType()).isEqualTo("ENCODE");
    assertThat(told.getArguments())
        .isEqualTo(Map.of("serving", "", "shadow", "new", "share", "0.5", "key", "r1"));
  }

  @Test
  void aFullWindowIsFittedAndJudgedAFixedDistanceLater() {
    gathering().samples(200, OLD, NEW).command("how", "ENCODER_STATUS", Map.of());
    SwapFold fold = fold().run();
    Map<String, String> report = details(fold, "swap-report");
    assertThat(report)
        .containsEntry("pairs", "80")
        .containsEntry("verdict", "pass")
        .containsEntry("coverage", "1.000")
        .containsKeys(
            "agreement",
            "agreement.limit",
            "agreement.meaning",
            "explained-variance",
            "alignment",
            "neighbours",
            "rank-ratio",
            "non-inferiority.verdict",
            "do-nothing.meaning",
            "way");
    assertThat(Double.parseDouble(report.getOrDefault("agreement", ""))).isGreaterThan(0.9);
    Event told = fold.events("swap-report").findFirst().orElseThrow();
    long full = 1 + 120 + 1 + 3 + 1 + 80 - 1;
    assertThat(told.getOffset()).isEqualTo(full + 2 * 16 - 1);
    assertThat(fold.answer("how").getDetails()).containsEntry("state", "fitted");
    assertThat(pairs(fold)).hasSize(80);
  }

  @Test
  void theOldEncoderServesMeanwhile() {
    gathering().samples(150, OLD, NEW).labelled(20, OLD).mark();
    SwapFold fold = fold().run();
    assertThat(fold.predictions())
        .allSatisfy(prediction -> assertThat(prediction.getSpace()).isEqualTo(OLD.id().hex()));
    assertThat(fold.predictions()).hasSize(60 + 3 + 150 + 20);
    assertThat(fold.mark()).containsEntry("buried_samples", "0");
  }

  @Test
  void progressIsToldAtEachQuarter() {
    gathering().samples(80, OLD, NEW);
    assertThat(
            fold()
                .run()
                .events("encoder-shadow")
                .map(Event::getDetails)
                .filter(details -> details.containsKey("samples_left"))
                .map(details -> details.get("pairs") + " " + details.get("samples_left")))
        .containsExactly("20 120", "40 80", "60 40", "80 0");
  }

  /** Labels so mixed that two heads of half of them each disagree. */
  private void confused() {
    for (int n = 0; n < 200; n++) {
      ledger.sample("x" + n, n % SwapLedger.CLASSES, OLD).label("x" + n, "class" + n % 7 % 3, 1);
    }
    ledger
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13})
  void aRestartJudgesByTheSameHalves(int every) {
    confused();
    ledger.label("x3", "class2", 2).samples(40, OLD).mark();
    List<String> published = fold().run().published();
    assertThat(fold().run(every).published()).isEqualTo(published);
  }

  @Test
  void howMuchAgreementIsAskedForFollowsFromWhatWasLearnt() {
    confused();
    Map<String, String> report = details(fold().run(), "swap-report");
    assertThat(report.getOrDefault("agreement.meaning", "")).contains("two halves of the old");
    double limit =
        Double.parseDouble(report.getOrDefault("agreement.limit", "").replace("at least ", ""));
    assertThat(limit).isLessThan(0.85);
  }

  @Test
  void ofFewLabelsThereAreNoHalves() {
    gathering().samples(140, OLD, NEW);
    Map<String, String> report = details(fold().run(), "swap-report");
    assertThat(report).containsEntry("agreement.limit", "at least 0.900");
    assertThat(report.getOrDefault("agreement.meaning", "")).doesNotContain("halves");
  }

  @Test
  void thatTheFitBeginsIsTold() {
    gathering().samples(80, OLD, NEW);
    assertThat(fold().run().events("encoder-shadow"))
        .last()
        .satisfies(event ->
            assertThat(event.getDetails())
                .containsEntry("pairs", "80")
                .containsEntry("entries_left", "32"));
  }

  @Test
  void aWindowOfFewClassesIsExtendedUpToTwice() {
    gathering();
    for (int n = 0; n < 200; n++) {
      ledger.sample("one" + n, 0, OLD, NEW);
    }
    SwapFold fold = fold().run();
    assertThat(details(fold, "swap-report")).containsEntry("pairs", "160");
    assertThat(Double.parseDouble(details(fold, "swap-report").getOrDefault("coverage", "")))
        .isLessThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50})
  void aRestartChangesNothing(int every) {
    gathering()
        .samples(50, OLD, NEW)
        .command("f1", "FORGET", Map.of("source", "source1"))
        .mark()
        .samples(60, OLD, NEW)
        .labelled(30, OLD)
        .command("f2", "FORGET", Map.of("sample", "s100"))
        .samples(40, OLD, NEW)
        .command("how", "ENCODER_STATUS", Map.of())
        .mark()
        .command("a1", "ABORT", Map.of())
        .mark();
    SwapFold straight = fold().run();
    SwapFold restless = fold().run(every);
    assertThat(restless.published()).isEqualTo(straight.published());
    assertThat(restless.mark()).isEqualTo(straight.mark());
    assertThat(straight.events("swap-report")).hasSize(1);
  }

  @Test
  void whatIsForgottenLeavesNoTraceInPairsAndReport() {
    gathering()
        .samples(30, OLD, NEW)
        .command("f1", "FORGET", Map.of("source", "source2"))
        .samples(100, OLD, NEW);
    SwapFold fold = fold().run();
    assertThat(pairs(fold)).doesNotContain("s66", "s70").contains("s65", "s91", "s94");
    assertThat(details(fold, "swap-report")).containsEntry("pairs", "80");
    SwapFold other = new SwapFold(ledger, Map.of("alluvium.swap.window.pairs", "80")).run();
    assertThat(other.mark()).isEqualTo(fold.mark());
  }

  @Test
  void forgettingWhileTheFitRunsJudgesAnew() {
    gathering().samples(85, OLD, NEW).command("f1", "FORGET", Map.of("sample", "s70"));
    SwapFold fold = fold().run();
    assertThat(pairs(fold)).hasSize(79).doesNotContain("s70");
    assertThat(fold.events("swap-report")).isEmpty();
    assertThat(fold.stores().transitions().release().orElseThrow().effect()).isEmpty();
    ledger.samples(60, OLD, NEW);
    assertThat(details(fold.run(), "swap-report")).containsEntry("pairs", "80");
  }

  @Test
  void abortLeavesNothingAndAllowsAnother() {
    gathering().samples(100, OLD, NEW).command("a1", "ABORT", Map.of("reason", "no time"));
    SwapFold fold = fold().run();
    assertThat(fold.answer("a1").getType()).isEqualTo("command-done");
    assertThat(details(fold, "encoder-aborted")).containsEntry("reason", "no time");
    assertThat(pairs(fold)).isEmpty();
    assertThat(fold.commands().getLast().getArguments()).doesNotContainKey("shadow");
    ledger.command("r2", "RELEASE", Map.of("encoder", "new"));
    assertThat(fold.run().answer("r2").getType()).isEqualTo("command-done");
  }

  @Test
  void anEncoderOfTheSameSpaceIsGivenUp() {
    ledger.labelled(10, OLD).command("r1", "RELEASE", Map.of("encoder", "again"));
    ledger.announce(OLD, "again");
    SwapFold fold = fold().run();
    assertThat(details(fold, "encoder-aborted").get("reason")).contains("expected two");
  }

  @Test
  void refusesWhatMakesNoSense() {
    ledger
        .command("a0", "ABORT", Map.of())
        .command("r0", "RELEASE", Map.of())
        .command("r0", "RELEASE", Map.of("encoder", "new", "share", "1.5"))
        .command("dry", "RELEASE", Map.of("encoder", "new", "dry_run", "true"))
        .command("r1", "RELEASE", Map.of("encoder", "new"))
        .command("r1", "RELEASE", Map.of("encoder", "new"))
        .command("r2", "RELEASE", Map.of("encoder", "newer"))
        .command("a2", "ABORT", Map.of("release", "r2"));
    SwapFold fold = fold().run();
    assertThat(fold.answer("a0").getMessage()).contains("no change of the encoder goes on");
    assertThat(fold.answer("r0").getMessage()).contains("'share' is '1.5'");
    assertThat(fold.answer("dry").getType()).isEqualTo("command-dry-run");
    assertThat(fold.answer("r1").getType()).isEqualTo("command-repeated");
    assertThat(fold.answer("r2").getMessage()).contains("'new' was released before");
    assertThat(fold.answer("a2").getMessage()).contains("release 'r2' is over");
  }

  @Test
  void refusesSumsByTime() {
    ledger.command("r1", "RELEASE", Map.of("encoder", "new"));
    SwapFold recent = new SwapFold(ledger, Map.of("alluvium.recency", "window")).run();
    assertThat(recent.answer("r1").getMessage()).contains("alluvium.recency");
  }
}
