package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.transition.Transition;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of an encoder that is retired are let go of at once, and written a few at a time. */
class RetirementTest {
  private static final String SUMS = "auto";
  private static final String SAMPLES = "knn";
  private static final String FEATURES = "ranpac";
  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  static Stream<String> heads() {
    return Stream.of(SUMS, SAMPLES, FEATURES);
  }

  static Stream<Arguments> headsAndRestarts() {
    return heads().flatMap(head -> Stream.of(1, 5).map(every -> Arguments.of(head, every)));
  }

  private SwapFold fold(String head) {
    return new SwapFold(ledger, HeadsCrossingTest.settings(Map.of("alluvium.head", head)));
  }

  /**
   * 80 labelled samples and 140 without a label of the old space, of which 10 of either were
   * replaced; 12 labelled ones of the new space.
   */
  private SwapLedger crossed() {
    return ledger.crossed().labelled(12, NEW).copies(70, 90);
  }

  private SwapLedger retired() {
    return crossed().command("t1", "RETIRE", Map.of());
  }

  /** An entry that changes nothing. */
  private void pass(SwapFold fold) {
    ledger.command("status", "ENCODER_STATUS", Map.of());
    fold.run();
  }

  private static Map<String, BankValue> read(SwapFold fold) {
    Map<String, BankValue> read = new TreeMap<>();
    fold.stores().memory().bank().forEach(read::put);
    return read;
  }

  private static Map<String, String> stored(SwapFold fold) {
    Map<String, String> stored = new TreeMap<>();
    fold.stores()
        .memory()
        .bank()
        .forEachRaw((id, value) ->
            stored.put(new String(id, StandardCharsets.UTF_8), HexFormat.of().formatHex(value)));
    return stored;
  }

  private static List<String> kept(SwapFold fold) {
    Map<String, byte[]> kept = new TreeMap<>();
    fold.stores()
        .transitions()
        .forEachRaw((key, value) -> kept.put(new String(key, StandardCharsets.UTF_8), value));
    return List.copyOf(kept.keySet());
  }

  private static BankValue leaving(BankValue value, Transition map, boolean keepsImages) {
    BankValue.Sample sample = (BankValue.Sample) value;
    if (!sample.space().equals(OLD.id())) {
      return sample;
    }
    var image = map.map(OLD, sample.embedding().orElseThrow());
    return sample.assigned().isEmpty()
        ? sample.seenIn(NEW.id(), image)
        : keepsImages ? sample.settledIn(NEW.id(), image) : sample.settled();
  }

  @ParameterizedTest
  @MethodSource("heads")
  void fromTheCommandOnTheBankIsReadAsItWillBe(String head) {
    crossed();
    SwapFold fold = fold(head).run();
    ShadowPairs pairs = new ShadowPairs(fold.stores().transitions(), OLD, NEW);
    Transition map = TransitionFit.of(pairs.moments()).forward().serving();
    Map<String, BankValue> expected = read(fold);
    expected.replaceAll((id, value) -> leaving(value, map, !head.equals(SUMS)));
    ledger.command("t1", "RETIRE", Map.of());
    assertThat(read(fold.run())).isEqualTo(expected);
    fold.restart();
    assertThat(read(fold)).isEqualTo(expected);
    assertThat(fold.answer("t1").getDetails())
        .containsEntry("settled_samples", "70")
        .containsEntry("moved_samples", "130");
    for (int n = 0; n < 20; n++) {
      pass(fold);
      assertThat(read(fold)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void noEntryWritesMoreThanAFew(String head) {
    retired();
    SwapFold fold = fold(head).run();
    Map<String, BankValue> read = read(fold);
    int entries = 1;
    for (Map<String, String> before = stored(fold); kept(fold).contains("left"); entries++) {
      pass(fold);
      Map<String, String> after = stored(fold);
      assertThat(after.entrySet().stream().filter(each -> !before.entrySet().contains(each)))
          .hasSizeLessThanOrEqualTo(Retirement.SAMPLES_OF_ENTRY);
      before.putAll(after);
    }
    assertThat(entries).isEqualTo(232 / Retirement.SAMPLES_OF_ENTRY + 1);
    assertThat(kept(fold)).containsExactly("release");
    fold.restart();
    assertThat(read(fold)).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("headsAndRestarts")
  void aRestartAnywhereChangesNothing(String head, int every) {
    retired().mark().label("s200", "class0", 1).label("s205", "class1", 1).withdraw("s205", 2);
    ledger.label("s3", "class0", 2).mark().labelled(4, NEW).label("s75", "class2", 2);
    ledger.command("f1", "FORGET", Map.of("source", "source2")).mark();
    ledger.command("m1", "MERGE", Map.of("from", "class0", "to", "class1")).samples(2, NEW).mark();
    ledger.label("s218", "class3", 1).samples(12, NEW).mark();
    ledger.command("r2", "RELEASE", Map.of("encoder", "old")).announce(OLD, "old");
    ledger.samples(210, NEW, OLD).command("c2", "CUTOVER", Map.of("force", "true"));
    ledger.copies(80, 100).labelled(5, OLD).command("t2", "RETIRE", Map.of()).mark();
    ledger.samples(30, OLD).mark();
    SwapFold straight = fold(head).run();
    SwapFold restless = fold(head).run(every);
    assertThat(restless.published()).isEqualTo(straight.published());
    assertThat(restless.mark()).isEqualTo(straight.mark());
    for (String id : List.of("t1", "m1", "r2", "c2", "t2")) {
      assertThat(straight.answer(id).getType()).as(id).isEqualTo("command-done");
    }
    assertThat(straight.events("label-refused")).hasSize(1);
  }

  /** A label finds its sample whether it was written already or not. */
  @ParameterizedTest
  @MethodSource("heads")
  void aLateLabelTeachesAsTheImage(String head) {
    retired();
    SwapFold fold = fold(head).run();
    long before = fold.fold().learner().orElseThrow().statistics().samples();
    ledger.label("s100", "class0", 1).label("s219", "class3", 1).samples(20, NEW);
    fold.run();
    assertThat(fold.fold().learner().orElseThrow().statistics().samples()).isEqualTo(before + 2);
    assertThat(kept(fold)).containsExactly("release");
  }

  @Test
  void whatIsForgottenMeanwhileIsGone() {
    retired().command("f1", "FORGET", Map.of("sample", "s85"));
    SwapFold fold = fold(SUMS).run();
    assertThat(kept(fold)).contains("backfilled/s86").doesNotContain("backfilled/s85");
    assertThat(stored(fold)).doesNotContainKey("s85");
  }

  /**
   * What was settled without an image is none of the samples that have a vector to lose: of 92
   * before the retirement 7 lose it, of 87 after it 2.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void settledSamplesHaveNoVectorToLose(int every) {
    retired().labelled(60, NEW).samples(2, NEW);
    Map<String, String> settings =
        Map.of("alluvium.swap.window.pairs", "80", "alluvium.bank.max.labelled", "85");
    SwapFold fold = new SwapFold(ledger, settings).run(every);
    long withVector =
        read(fold).values().stream().filter(value -> ((BankValue.Sample) value).isTold()).count();
    assertThat(withVector).isEqualTo(10 + 12 + 60);
    ledger.labelled(5, NEW).samples(2, NEW);
    assertThat(fold.run(every).mark()).containsEntry("settled_samples", "9");
  }

  @Test
  void anotherReleaseWaitsForNothing() {
    retired().command("r2", "RELEASE", Map.of("encoder", "old"));
    SwapFold fold = fold(SAMPLES).run();
    Map<String, BankValue> read = read(fold);
    assertThat(fold.answer("r2").getType()).isEqualTo("command-done");
    assertThat(kept(fold)).containsExactly("release");
    fold.restart();
    assertThat(read(fold)).isEqualTo(read);
  }
}
