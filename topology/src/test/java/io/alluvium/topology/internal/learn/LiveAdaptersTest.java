package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.adapt.Adapters;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** LEARN with each adapter over a ledger in which one source changes and returns. */
class LiveAdaptersTest {
  private static final double SHIFT = 0.9;

  private final SourceLedger ledger = new SourceLedger();
  private final int shiftedFrom;
  private final int shiftedTo;

  LiveAdaptersTest() {
    for (int n = 0; n < 900; n++) {
      ledger.sample("calm", 0, true);
      ledger.sample("shifting", 0, n % 2 == 0);
    }
    shiftedFrom = ledger.size();
    stretch(SHIFT, 300);
    shiftedTo = ledger.size();
    stretch(0, 250);
  }

  /** Labels go on meanwhile, so that solves take effect on the way. */
  private void stretch(double shift, int samples) {
    for (int n = 0; n < samples; n++) {
      ledger.sample("calm", 0, n % 2 == 0);
      ledger.sample("shifting", shift, n % 5 == 0);
    }
  }

  static List<String> names() {
    return Adapters.liveNames();
  }

  private static Map<String, String> settings(String adapt, String adapter) {
    return Map.of(AlluviumConfig.ADAPT, adapt, AlluviumConfig.ADAPTER, adapter);
  }

  private List<Prediction> of(LedgerRun run, String source, int from, int to) {
    return run.predictions().stream()
        .filter(prediction -> prediction.getSource().equals(source))
        .filter(prediction -> prediction.getPosition().getOffset() >= from)
        .filter(prediction -> prediction.getPosition().getOffset() < to)
        .toList();
  }

  private long right(List<Prediction> predictions, Function<Prediction, String> label) {
    return predictions.stream()
        .filter(each -> ledger.truth(each.getSampleId()).equals(label.apply(each)))
        .count();
  }

  private static String frozen(Prediction prediction) {
    return prediction.getAdapter() == null ? prediction.getLabel() : prediction.getFrozenLabel();
  }

  @ParameterizedTest
  @MethodSource("names")
  void adaptsUnderAnAlarmDoesNoHarmOnCleanStretchesAndSaysByWhat(String name) {
    LedgerRun run = ledger.run(settings("auto", name), 50, false);

    List<Prediction> shifted = of(run, "shifting", shiftedFrom, shiftedTo);
    assertThat(shifted)
        .filteredOn(each -> each.getAdapter() != null)
        .hasSizeGreaterThan(150)
        .allMatch(each -> each.getAdapter().equals(name) && each.getFrozenProbability() != null)
        .allMatch(each -> each.getLabel().equals(each.getCandidates().getFirst().getLabel()));
    assertThat(of(run, "shifting", 0, shiftedFrom)).allMatch(each -> each.getAdapter() == null);
    assertThat(of(run, "calm", 0, ledger.size())).allMatch(each -> each.getAdapter() == null);
    List<Prediction> returned = of(run, "shifting", shiftedTo, ledger.size());
    assertThat(right(returned, Prediction::getLabel))
        .isGreaterThanOrEqualTo(right(returned, LiveAdaptersTest::frozen) - 4);
    for (String type : List.of("drift", "drift-over", "source-report")) {
      assertThat(run.events(type))
          .filteredOn(event -> !"false".equals(event.getDetails().get("follows")))
          .isNotEmpty()
          .allMatch(event -> name.equals(event.getDetails().get("adapter")));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void adaptsWithoutAnAlarmWhereThatIsOn(String name) {
    LedgerRun run = ledger.run(settings("on", name), 50, false);

    List<Prediction> calm = of(run, "calm", shiftedFrom, ledger.size());
    assertThat(calm).allMatch(each -> name.equals(each.getAdapter()));
    assertThat(run.events("drift"))
        .filteredOn(event -> event.getSubject().equals("calm"))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void neitherRestartsNorCommitsLeaveATrace(String name) {
    ledger.command("FORGET", Map.of("sample", "calm0"));
    stretch(SHIFT, 150);
    ledger.command("RENAME", Map.of("from", "class1", "to", "class9"));
    stretch(SHIFT, 100);
    ledger.command("FORGET", Map.of("source", "calm"));
    stretch(0, 100);
    for (String adapt : List.of("auto", "on")) {
      LedgerRun once = ledger.run(settings(adapt, name), 0, false);
      assertThat(once.events("drift")).hasSizeGreaterThan(1);

      LedgerRun other = ledger.run(settings(adapt, name), 97, true);
      assertThat(other.predictions()).isEqualTo(once.predictions());
      assertThat(other.all(Event.class)).isEqualTo(once.all(Event.class));
      assertThat(other.mark()).isEqualTo(once.mark());
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void nothingIsLeftOfASourceThatWasForgotten(String name) {
    Map<String, String> settings = settings("on", name);
    assertThat(ledger.run(settings, 500, true).text(Names.SOURCES)).contains("source/shifting");
    ledger.command("FORGET", Map.of("source", "shifting"));

    assertThat(ledger.run(settings, 500, true).text(Names.SOURCES))
        .contains("source/calm")
        .doesNotContain("shifting");
  }

  @Test
  void withoutKeysAnswersAreThoseOfShiftUnderAnAlarm() {
    LedgerRun named = ledger.run(settings("auto", "shift"), 50, false);
    LedgerRun unnamed = ledger.run(Map.of(), 50, false);

    assertThat(unnamed.predictions()).isEqualTo(named.predictions());
    assertThat(unnamed.mark()).isEqualTo(named.mark());
  }
}
