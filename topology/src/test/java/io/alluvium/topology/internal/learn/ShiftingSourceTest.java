package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN over a ledger in which one source changes and returns, and others do not. */
class ShiftingSourceTest {
  private static final double SHIFT = 0.9;

  private final SourceLedger ledger = new SourceLedger();
  private long shiftedFrom;
  private long shiftedTo;

  @BeforeEach
  void write() {
    for (int n = 0; n < 1200; n++) {
      ledger.sample("calm", 0, true);
      ledger.sample("shifting", 0, n % 2 == 0);
    }
    shiftedFrom = ledger.size();
    stretch(SHIFT);
    shiftedTo = ledger.size();
    stretch(0);
  }

  private void stretch(double shift) {
    for (int n = 0; n < 400; n++) {
      ledger.sample("calm", 0, n % 4 == 0);
      ledger.sample("shifting", shift, false);
    }
  }

  private List<Prediction> shifted(LedgerRun run) {
    return run.predictions().stream()
        .filter(prediction -> prediction.getSource().equals("shifting"))
        .filter(prediction -> prediction.getPosition().getOffset() >= shiftedFrom)
        .filter(prediction -> prediction.getPosition().getOffset() < shiftedTo)
        .toList();
  }

  /** Returns source, detector and place of each alarm. */
  private static List<String> drifts(LedgerRun run) {
    return run.events("drift")
        .map(event ->
            event.getSubject()
                + " "
                + event.getDetails().get("detector")
                + " at "
                + event.getOffset())
        .toList();
  }

  private boolean isRight(Prediction prediction, String label) {
    return label != null && label.equals(ledger.truth(prediction.getSampleId()));
  }

  @Test
  void noticesAdaptsAndReturns() {
    LedgerRun run = ledger.run(Map.of(), 50, false);

    assertThat(drifts(run)).hasSize(1).first().asString().startsWith("shifting evidence");
    Event drift = run.events("drift").findFirst().orElseThrow();
    assertThat(drift.getOffset()).isBetween(shiftedFrom, shiftedFrom + 400);
    assertThat(Long.parseLong(drift.getDetails().get("since_offset")))
        .isBetween(shiftedFrom - 300, drift.getOffset());
    assertThat(drift.getDetails()).containsEntry("follows", "true").containsKey("kind");
    Event over = run.events("drift-over").findFirst().orElseThrow();
    assertThat(over.getOffset()).isGreaterThan(shiftedTo);
    assertThat(over.getDetails()).containsEntry("reason", "returned");

    List<Prediction> adapted =
        shifted(run).stream().filter(prediction -> prediction.getAdapter() != null).toList();
    long right = adapted.stream().filter(p -> isRight(p, p.getLabel())).count();
    long frozen = adapted.stream().filter(p -> isRight(p, p.getFrozenLabel())).count();
    assertThat(adapted).hasSizeGreaterThan(200).allMatch(p -> p.getAdapter().equals("shift"));
    assertThat(right).isGreaterThan(frozen + adapted.size() / 10);
    assertThat(run.predictions())
        .filteredOn(p -> p.getSource().equals("calm"))
        .allMatch(p -> p.getAdapter() == null && p.getFrozenLabel() == null);
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    ledger.command("FORGET", Map.of("sample", "calm0"));
    stretch(SHIFT);
    ledger.command("RENAME", Map.of("from", "class1", "to", "class9"));
    ledger.sample("third", 0, true);
    stretch(SHIFT);
    ledger.command("FORGET", Map.of("source", "calm"));
    stretch(0);
    Map<String, String> two = Map.of(AlluviumConfig.SOURCES_MAX, "2");
    LedgerRun once = ledger.run(two, 0, false);
    assertThat(once.events("source-dropped")).isNotEmpty();
    assertThat(once.events("drift")).hasSizeGreaterThan(1);

    for (LedgerRun other : List.of(ledger.run(two, 1, false), ledger.run(two, 97, true))) {
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @Test
  void setsHoldTheTrueClassAsOftenAsPromised() {
    LedgerRun run = ledger.run(Map.of(), 50, false);

    List<Prediction> labelled =
        run.predictions().stream()
            .filter(prediction -> prediction.getSource().equals("calm"))
            .filter(prediction -> prediction.getPosition().getOffset() < shiftedFrom)
            .skip(200)
            .toList();
    long held =
        labelled.stream().filter(p -> p.getSet().contains(ledger.truth(p.getSampleId()))).count();
    assertThat(held / (double) labelled.size()).isBetween(0.86, 0.94);
    assertThat(run.events("coverage")).isNotEmpty();
  }

  @Test
  void noveltyOfWhatWasLearntIsUniformAndOfStrangersNearZero() {
    int known = ledger.size();
    for (int n = 0; n < 100; n++) {
      ledger.sample("calm", n % 2 == 0 ? 6 : -6, false);
    }
    List<Prediction> compared =
        ledger.run(Map.of(AlluviumConfig.ADAPT, "off"), 50, false).predictions().stream()
            .filter(prediction -> prediction.getNoveltyP() != null)
            .filter(prediction -> prediction.getSource().equals("calm"))
            .toList();
    assertThat(compared)
        .filteredOn(p -> p.getPosition().getOffset() >= known)
        .hasSizeGreaterThan(30)
        .allMatch(p -> p.getNoveltyP() < 0.02);
    assertThat(
            compared.stream()
                .filter(p -> p.getPosition().getOffset() < known)
                .mapToDouble(Prediction::getNoveltyP)
                .average())
        .hasValueCloseTo(0.5, within(0.1));
  }

  @Test
  void noticesAndDoesNotAdaptWhereThatIsOff() {
    LedgerRun run = ledger.run(Map.of(AlluviumConfig.ADAPT, "off"), 50, false);

    assertThat(drifts(run)).hasSize(1).first().asString().startsWith("shifting evidence");
    assertThat(run.predictions()).allMatch(prediction -> prediction.getAdapter() == null);
  }

  @Test
  void watchesNothingWhereThatIsOff() {
    LedgerRun run = ledger.run(Map.of(AlluviumConfig.SOURCES_MAX, "0"), 50, false);

    assertThat(run.events("drift")).isEmpty();
    assertThat(run.text(Names.SOURCES)).isEmpty();
  }

  @Test
  void nothingIsLeftOfASourceThatWasForgotten() {
    assertThat(ledger.run(Map.of(), 50, true).text(Names.SOURCES)).contains("source/shifting");
    ledger.command("FORGET", Map.of("source", "shifting"));

    assertThat(ledger.run(Map.of(), 50, true).text(Names.SOURCES))
        .contains("source/calm")
        .doesNotContain("shifting");
  }
}
