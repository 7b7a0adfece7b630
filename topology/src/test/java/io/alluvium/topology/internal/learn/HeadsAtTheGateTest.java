package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Head;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Gate;
import io.alluvium.learning.transition.GateReport;
import io.alluvium.learning.transition.Judgement;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.learning.transition.Transition;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Seeds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Heads that are fitted from more than sums are judged with the samples of the bank. A head of
 * samples that has none names no class in either space, and so agrees with itself on every pair,
 * loses nothing by a change and lets any encoder pass.
 */
class HeadsAtTheGateTest {
  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  static Stream<Map<String, String>> heads() {
    return HeadsCrossingTest.heads();
  }

  /**
   * 80 labelled samples of the old space, then 400 pairs: 300 with labels, and 100 that the new
   * encoder sees as noise, so that no head agrees on all of them.
   */
  private SwapFold gathered(Map<String, String> head) {
    ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "window", "400"))
        .announce(NEW, "new")
        .labelled(300, OLD, NEW)
        .blind(100);
    return new SwapFold(ledger, HeadsCrossingTest.settings(head)).run();
  }

  /** What the gate has to say, of heads that are fitted here. */
  private static GateReport expected(SwapFold fold, Map<String, String> settings) {
    HeadPanel heads = new AlluviumConfig(settings).heads();
    Head head = heads.member(heads.name());
    BankStore bank = fold.stores().memory().bank();
    ShadowPairs pairs = new ShadowPairs(fold.stores().transitions(), OLD, NEW);
    TransitionFit fit = TransitionFit.of(pairs.moments());
    Transition forward = fit.forward().judged();
    SufficientStatistics sums = fold.fold().learner().orElseThrow().statistics();
    Scorer old = head.fit(BankEvidence.of(bank, sums, head.demands(OLD)));
    Scorer moved =
        head.fit(BankEvidence.of(bank, Move.along(forward).of(sums), head.demands(NEW), forward));
    Map<String, SwapScorer> ways = new LinkedHashMap<>();
    for (String way : Judgement.WAYS) {
      ways.put(way, Judgement.way(way, forward, fit.backward().judged(), old, moved));
    }
    List<Scorer> halves =
        LearntHalves.of(sums, LearntHalves.drawMany(bank, sums), head.demands(OLD)).stream()
            .map(head::fit)
            .toList();
    return new Gate(fit, pairs.heldOut(), truths(bank), old, ways, halves).report();
  }

  private static Map<String, String> truths(BankStore bank) {
    Map<String, String> truths = new TreeMap<>();
    bank.forEach((id, value) -> {
      if (value instanceof BankValue.Sample sample) {
        sample.assigned().ifPresent(label -> truths.put(id, label));
      }
    });
    return truths;
  }

  @ParameterizedTest
  @MethodSource("heads")
  void eachNumberIsThatOfHeadsFittedFromTheBank(Map<String, String> head) {
    SwapFold fold = gathered(head);
    Map<String, String> expected = new TreeMap<>();
    GateReport report = expected(fold, HeadsCrossingTest.settings(head));
    report.checks().forEach(check -> SwapReport.put(expected, check));
    report
        .agreements()
        .forEach((way, share) -> expected.put("agreement." + way, SwapReport.number(share)));
    ledger.samples(40, OLD);
    assertThat(fold.run().events("swap-report"))
        .singleElement()
        .satisfies(event -> assertThat(event.getDetails()).containsAllEntriesOf(expected));
    assertThat(expected).containsKeys("non-inferiority", "set-coverage");
    assertThat(report.agreements().values()).allSatisfy(share -> assertThat(share).isLessThan(1));
  }
}
