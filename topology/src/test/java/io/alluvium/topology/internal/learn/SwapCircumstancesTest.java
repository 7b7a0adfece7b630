package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Space;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.schemas.Event;
import io.alluvium.topology.Seeds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What a report says besides the pairs: how long the encoder takes, how far things were carried.
 */
class SwapCircumstancesTest {
  private static final Map<String, String> WINDOW = Map.of("alluvium.swap.window.pairs", "80");

  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  private SwapFold fold() {
    return new SwapFold(ledger, WINDOW);
  }

  private SwapLedger released(String id, Space from, Space to, boolean auto) {
    return ledger
        .command(id, "RELEASE", Map.of("encoder", to.toString(), "auto", Boolean.toString(auto)))
        .announce(to, to.toString())
        .samples(10, from, to);
  }

  private static Map<String, String> report(SwapFold fold) {
    return fold.events("swap-report").map(Event::getDetails).toList().getLast();
  }

  @Test
  void theReportSaysHowLongTheEncoderTakes() {
    ledger.labelled(80, OLD);
    released("r1", OLD, NEW, false)
        .announce(NEW, NEW.toString(), new EncoderCost(100, 1_000_000, 1_200_000))
        .samples(20, OLD, NEW)
        .announce(NEW, NEW.toString(), new EncoderCost(100, 1_000_000, 1_400_000))
        .samples(110, OLD, NEW);
    SwapFold fold = fold().run();
    assertThat(report(fold))
        .containsEntry("latency", "1.300")
        .containsEntry("latency.limit", "at most 2.000")
        .containsEntry("latency.verdict", "pass")
        .containsEntry("hops", "1.000")
        .containsEntry("hops.verdict", "pass")
        .doesNotContainKey("carried-residual");
    assertThat(fold.events("space-announced")).as("a measurement is no news").hasSize(1);
  }

  @Test
  void whatWasNotTimedIsSaidSo() {
    ledger.labelled(80, OLD);
    released("r1", OLD, NEW, false).samples(130, OLD, NEW);
    assertThat(report(fold().run()))
        .containsEntry("latency.verdict", "not-testable")
        .doesNotContainKey("latency");
  }

  @Test
  void anEncoderThatTakesMoreThanTwiceAsLongDoesNotServeByItself() {
    for (long nanos : new long[] {1_000_000, 2_100_000}) {
      SwapLedger own = new SwapLedger(Seeds.random());
      own.labelled(80, OLD)
          .command("r1", "RELEASE", Map.of("encoder", "new", "auto", "true"))
          .announce(NEW, "new")
          .announce(NEW, "new", new EncoderCost(100, 1_000_000, nanos))
          .samples(140, OLD, NEW);
      SwapFold fold = new SwapFold(own, WINDOW).run();
      assertThat(report(fold)).containsEntry("verdict", nanos > 2_000_000 ? "warn" : "pass");
      assertThat(fold.events("encoder-cut-over")).hasSize(nanos > 2_000_000 ? 0 : 1);
    }
  }

  @Test
  void statusTellsTheCostBeforeTheReportDoes() {
    ledger.labelled(80, OLD);
    released("r1", OLD, NEW, false)
        .announce(NEW, NEW.toString(), new EncoderCost(100, 1_000_000, 1_500_000))
        .command("q1", "ENCODER_STATUS", Map.of());
    assertThat(fold().run().answer("q1").getDetails())
        .containsEntry("state", "shadow")
        .containsEntry("latency", "1.500");
  }

  private static String pairsOfTheFit(SwapFold fold) {
    return fold.events("encoder-shadow")
        .map(Event::getDetails)
        .filter(details -> details.containsKey("entries_left"))
        .map(details -> details.getOrDefault("pairs", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theWindowIsLongerWhileASourceChanges() {
    for (double shift : new double[] {0, 1}) {
      SwapLedger own = new SwapLedger(Seeds.random());
      own.labelled(600, OLD)
          .samples(700, OLD)
          .shift(shift)
          .samples(120, OLD)
          .command("r1", "RELEASE", Map.of("encoder", "new"))
          .announce(NEW, "new")
          .samples(300, OLD, NEW);
      Map<String, String> settings = new TreeMap<>(WINDOW);
      settings.put("alluvium.sources.every", "1");
      SwapFold fold = new SwapFold(own, settings).run();
      assertThat(fold.events("drift").findAny().isPresent()).isEqualTo(shift > 0);
      assertThat(pairsOfTheFit(fold)).isEqualTo(shift > 0 ? "160" : "80");
      assertThat(new SwapFold(own, settings).run(11).published()).isEqualTo(fold.published());
    }
  }

  private SwapLedger changed(int number, Space from, Space to) {
    return released("r" + number, from, to, false)
        .samples(130, from, to)
        .command("c" + number, "CUTOVER", Map.of("force", "true"))
        .samples(4, to)
        .command("t" + number, "RETIRE", Map.of());
  }

  @Test
  void whatIsKnownIsCarriedOverSeveralChangesAndTheLimitIsTold() {
    ledger.labelled(80, OLD);
    List<Space> spaces = List.of(NEW, OLD, NEW, OLD, NEW);
    Space from = OLD;
    for (int n = 0; n < spaces.size(); n++) {
      changed(n + 1, from, spaces.get(n));
      from = spaces.get(n);
    }
    SwapFold fold = fold().run();
    List<Map<String, String>> reports = fold.events("swap-report").map(Event::getDetails).toList();
    assertThat(reports)
        .extracting(report -> report.get("hops"))
        .containsExactly("1.000", "2.000", "3.000", "4.000", "5.000");
    assertThat(reports.get(1)).containsKey("carried-residual");
    assertThat(reports.get(4)).containsEntry("hops.verdict", "warn");
    Event last = fold.events("encoder-retired").toList().getLast();
    assertThat(last.getMessage())
        .endsWith(
            " But what was learnt was carried over 5 changes of the encoder, the limit is 4: relearn or"
                + " embed the history again.");
    assertThat(last.getDetails()).containsKey("due");
    assertThat(fold.events("encoder-retired").toList().getFirst().getDetails())
        .doesNotContainKey("due");
    assertThat(new SwapFold(ledger, WINDOW).run(7).published()).isEqualTo(fold.published());
  }

  @Test
  void whatWasReplacedByNativeSamplesIsNotCarriedAnyMore() {
    ledger.labelled(80, OLD);
    released("r1", OLD, NEW, false)
        .samples(130, OLD, NEW)
        .command("c1", "CUTOVER", Map.of("force", "true"))
        .copies(0, 80)
        .command("t1", "RETIRE", Map.of());
    released("r2", NEW, OLD, false).samples(130, NEW, OLD);
    SwapFold fold = fold().run();
    assertThat(fold.events("encoder-backfilled")).hasSize(1);
    assertThat(report(fold)).containsEntry("hops", "1.000").doesNotContainKey("carried-residual");
  }
}
