package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** LEARN where only what is normal is labelled, in one class, and anomalies come later. */
final class NormalStreamTest {
  private static final int WATCHED = 1500;

  private final SourceLedger ledger = new SourceLedger();
  private int begun;

  @BeforeEach
  void write() {
    for (int n = 0; n < 1200; n++) {
      ledger.ofOneClass("machine", n % 2 == 0);
    }
    // The last solve is in effect before there is any anomaly that it could be calibrated by.
    for (int n = 0; n < 100; n++) {
      ledger.ofOneClass("machine", false);
    }
    begun = ledger.size();
    for (int n = 0; n < WATCHED; n++) {
      if (n % 10 == 0) {
        ledger.stranger("machine", 0, false);
      } else {
        ledger.ofOneClass("machine", false);
      }
    }
  }

  private static Map<String, String> by(String measure) {
    return Map.of(AlluviumConfig.NOVELTY_SCORE, measure);
  }

  /** Returns the share of the last samples, anomalies or not, whose p-value is below a rate. */
  private double shareBelow(LedgerRun run, double rate, boolean anomalies) {
    List<Prediction> last =
        run.predictions().subList(run.predictions().size() - WATCHED, run.predictions().size());
    long of = last.stream().filter(each -> isAnomaly(each) == anomalies).count();
    return last.stream()
            .filter(each -> isAnomaly(each) == anomalies)
            .filter(each -> each.getNoveltyP() < rate)
            .count()
        / (double) of;
  }

  private boolean isAnomaly(Prediction prediction) {
    return !ledger.truth(prediction.getSampleId()).equals("class0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "mvg", "mvg-npca"})
  void anomaliesAreToldFromTheOneClass(String measure) {
    LedgerRun run = ledger.run(by(measure), 50, false);

    assertThat(shareBelow(run, 0.005, true)).isGreaterThan(0.95);
    for (double rate : new double[] {0.05, 0.2}) {
      assertThat(shareBelow(run, rate, false)).isBetween(0.3 * rate, 2.5 * rate);
    }
  }

  @Test
  void thresholdsHoldWhereHardlyAnySampleIsLookedAt() {
    LedgerRun run = ledger.run(Map.of(AlluviumConfig.SOURCES_EVERY, "1000"), 50, false);

    assertThat(shareBelow(run, 0.005, true)).isGreaterThan(0.95);
    assertThat(shareBelow(run, 0.2, false)).isBetween(0.06, 0.5);
  }

  /** Anomalies of this stream are not told by their direction; the false-positive rate holds. */
  @ParameterizedTest
  @ValueSource(strings = {"cosine", "neighbours"})
  void thresholdsHoldByDirectionToo(String measure) {
    LedgerRun run = ledger.run(by(measure), 50, false);

    for (double rate : new double[] {0.05, 0.2}) {
      assertThat(shareBelow(run, rate, false)).isBetween(0.3 * rate, 2.5 * rate);
    }
    assertThat(run.predictions()).isNotEqualTo(ledger.run(by("mvg"), 50, false).predictions());
  }

  @Test
  void theDistanceToClassesRelativeToAllSaysNothingOfOneClass() {
    LedgerRun run = ledger.run(by("relative-mahalanobis"), 50, false);

    assertThat(shareBelow(run, 0.05, true)).isZero();
  }

  @Test
  void anomaliesThatBelongTogetherAreACandidate() {
    assertThat(ledger.run(by("auto"), 50, false).events("candidate-class")).isNotEmpty();
  }

  @Test
  void theRateSaysWhatIsUnknown() {
    Map<String, String> never = Map.of(AlluviumConfig.NOVELTY_RATE, "0.001");
    Map<String, String> often = Map.of(AlluviumConfig.NOVELTY_RATE, "0.5");

    assertThat(unknown(ledger.run(often, 50, true)))
        .isGreaterThan(unknown(ledger.run(never, 50, true)));
  }

  private static int unknown(LedgerRun run) {
    return run.text("sources").length();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "mvg-npca", "cosine", "neighbours"})
  void neitherRestartsNorCommitsLeaveATrace(String measure) {
    LedgerRun once = ledger.run(by(measure), 0, false);

    for (LedgerRun other :
        List.of(ledger.run(by(measure), 1, false), ledger.run(by(measure), 97, true))) {
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @Test
  void anotherMeasureIsCalibratedAnew() {
    LedgerRun run = ledger.run(begun, by("mvg-npca"));

    assertThat(shareBelow(run, 0.01, true)).isGreaterThan(0.95);
    assertThat(shareBelow(run, 0.05, false)).isBetween(0.015, 0.1);
  }

  @Test
  void aSecondClassIsToldByTheDistanceToTheNearest() {
    for (int n = 0; n < 600; n++) {
      ledger.stranger("machine", 0, true);
      ledger.ofOneClass("machine", true);
    }
    for (int n = 0; n < 400; n++) {
      ledger.stranger("machine", 0, false);
      ledger.ofOneClass("machine", false);
    }
    LedgerRun run = ledger.run(by("auto"), 50, false);
    List<Prediction> last =
        run.predictions().subList(run.predictions().size() - 200, run.predictions().size());

    assertThat(last).filteredOn(each -> each.getNoveltyP() < 0.05).hasSizeLessThan(25);
  }
}
