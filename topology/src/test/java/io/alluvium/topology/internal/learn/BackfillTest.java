package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.TransitionStore;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After the cut-over, samples that the new encoder sees again take the place of moved ones. */
class BackfillTest {
  private static final Map<String, String> WINDOW = Map.of("alluvium.swap.window.pairs", "80");
  private final RandomGenerator random = Seeds.random();
  private final SwapLedger ledger = new SwapLedger(random);

  private SwapFold fold() {
    return new SwapFold(ledger, WINDOW);
  }

  private SwapLedger status() {
    return ledger.command("status", "ENCODER_STATUS", Map.of());
  }

  private static SufficientStatistics known(SwapFold fold) {
    return fold.fold().learner().orElseThrow().statistics();
  }

  private static String digest(SufficientStatistics sums) {
    return HexFormat.of().formatHex(sums.digest());
  }

  /** What is known in the new space without what is moved. */
  private static SufficientStatistics natives(SwapFold fold) {
    SufficientStatistics learnt = known(fold).copy();
    learnt.separate(
        fold.stores().transitions().sums(TransitionStore.Sums.MOVED).orElseThrow().statistics());
    return learnt;
  }

  private static SufficientStatistics sums(
      Space space, Map<String, String> labels, Function<String, Embedding> vectors) {
    SufficientStatistics sums = new SufficientStatistics(space);
    labels.forEach((id, label) -> sums.add(label, vectors.apply(id)));
    return sums;
  }

  /** Returns the labels of samples by number, as {@link SwapLedger#labelled} gives them. */
  private static Map<String, String> labels(int from, int to) {
    Map<String, String> labels = new TreeMap<>();
    for (int n = from; n < to; n++) {
      labels.put("s" + n, "class" + n % SwapLedger.CLASSES);
    }
    return labels;
  }

  private static Map<String, String> copiesCounted(SwapFold fold) {
    Map<String, String> counted = new TreeMap<>(fold.mark());
    counted.keySet().removeIf(name -> !name.startsWith("backfill"));
    return counted;
  }

  private static List<String> backfilled(SwapFold fold) {
    List<String> ids = new ArrayList<>();
    fold.stores().transitions().forEachBackfilled((id, both) -> ids.add(id));
    return ids;
  }

  @Test
  void onceAllAreReplacedTheSumsAreThoseOfALedgerThatOnlyTheNewEncoderSaw() {
    ledger.crossed().labelled(30, NEW).labelled(20, OLD).copies(0, 150).label("s100", "class0", 1);
    ledger.label("s200", "class0", 1).label("s5", "class0", 2).copies(150, 270);
    ledger.command("solve", "FORGET", Map.of("sample", "nobody")).sample("ask", 2, NEW);
    SwapFold fold = fold().run();

    WrittenLedger alone = new WrittenLedger(WINDOW);
    alone.append(new Body.Announcement(NEW, "new"));
    Map<String, String> labels = labels(0, 80);
    labels.putAll(labels(220, 270));
    labels.putAll(Map.of("s100", "class0", "s200", "class0", "s5", "class0"));
    labels.forEach((id, label) -> {
      alone.sample(id, "here", NEW.id(), ledger.young(id));
      alone.label(id, "here", label);
    });
    alone.command("FORGET", Map.of("sample", "nobody"));
    alone.sample("ask", "here", NEW.id(), ledger.young("ask"));
    LedgerRun anew = alone.run(Map.of(), 0, false);
    assertThat(digest(known(fold))).isEqualTo(anew.mark().get("sums_digest"));
    assertThat(fold.predictions().getLast().getCandidates())
        .isEqualTo(anew.predictions().getLast().getCandidates());
    assertThat(fold.events("encoder-backfilled")).hasSize(1);
    assertThat(copiesCounted(fold))
        .containsExactly(
            Map.entry("backfill_native", "30"), Map.entry("backfill_settled", "0"),
            Map.entry("backfill_unknown", "0"), Map.entry("backfilled", "240"));
  }

  @Test
  void untilThenWhatIsMovedIsWithoutWhatWasReplaced() {
    ledger.crossed().copies(0, 40).label("s60", "class1", 2);
    ledger.command("f1", "FORGET", Map.of("sample", "s79"));
    status();
    SwapFold fold = fold().run();
    assertThat(digest(natives(fold))).isEqualTo(digest(sums(NEW, labels(0, 40), ledger::young)));
    assertThat(known(fold).samples()).isEqualTo(79);
    assertThat(fold.answer("status").getDetails())
        .containsEntry("moved_samples", "39")
        .containsEntry("native_samples", "40")
        .containsEntry("backfilled_samples", "40")
        .containsEntry("lasting_samples", "0")
        .containsEntry("moved_class.class1", "11")
        .containsEntry("moved_class.class3", "9");
    assertThat(fold.events("encoder-backfilled")).isEmpty();
  }

  @Test
  void aSolveOfTheNewSpaceLetsWhatIsMovedFollow() {
    ledger.crossed().copies(0, 60);
    SwapFold fold = fold().run();
    assertThat(known(fold).samples()).isLessThan(80 + 60 / 2);
    assertThat(natives(fold).samples()).isEqualTo(60);
  }

  @Test
  void copiesWithoutEffectAreCountedByReason() {
    ledger.labelled(80, OLD).copy("s0", NEW);
    ledger.crossed();
    SwapFold fold =
        new SwapFold(
            ledger,
            Map.of("alluvium.swap.window.pairs", "80", "alluvium.bank.max.labelled", "100"));
    ledger.copy("s99", OLD).copy("s99", NEW).copy("s99", NEW).copy("s1", NEW);
    ledger.sample("x", 1, NEW).command("f1", "FORGET", Map.of("sample", "x")).copy("x", NEW);
    ledger.samples(5, NEW);
    fold.run();
    assertThat(fold.predictions()).hasSize(80 + 80 + 140 + 6);
    assertThat(copiesCounted(fold))
        .containsExactly(
            Map.entry("backfill_native", "1"),
            Map.entry("backfill_settled", "1"),
            Map.entry("backfill_unfit", "2"),
            Map.entry("backfill_unknown", "1"),
            Map.entry("backfilled", "1"));
    assertThat(fold.mark()).containsEntry("duplicates", "0").containsEntry("buried_samples", "0");
  }

  @Test
  void whatIsForgottenIsGoneAndItsCopyIsOfNobody() {
    ledger.crossed().copies(0, 220);
    SwapFold fold = fold().run();
    ledger.command("f1", "FORGET", Map.of("source", "source1")).copy("s1", NEW);
    fold.run();
    Map<String, String> rest = labels(0, 80);
    rest.values().removeIf("class1"::equals);
    assertThat(digest(known(fold))).isEqualTo(digest(sums(NEW, rest, ledger::young)));
    assertThat(fold.mark().get("sums_digest")).isEqualTo(digest(sums(OLD, rest, ledger::old)));
    assertThat(backfilled(fold)).hasSize(165).doesNotContain("s1", "s5");
    assertThat(copiesCounted(fold)).containsEntry("backfill_unknown", "1");
  }

  @Test
  void rollbackPutsBackWhatWasReplacedAndAnotherCutOverBeginsAnew() {
    ledger
        .crossed()
        .copies(0, 100)
        .label("s90", "class0", 1)
        .label("s3", "class0", 2)
        .withdraw("s4", 2);
    ledger.command("b1", "ROLLBACK", Map.of()).label("s91", "class0", 1).label("s92", "class1", 1);
    SwapFold fold = fold().run();
    Map<String, String> labels = labels(0, 80);
    labels.putAll(Map.of("s90", "class0", "s3", "class0", "s91", "class0", "s92", "class1"));
    labels.remove("s4");
    assertThat(digest(known(fold))).isEqualTo(digest(sums(OLD, labels, ledger::old)));
    assertThat(fold.answer("b1").getDetails())
        .containsEntry("restored_samples", "100")
        .containsEntry("settled_samples", "0")
        .containsEntry("moved_samples", "0");
    assertThat(backfilled(fold)).isEmpty();
    ledger.command("c2", "CUTOVER", Map.of()).copies(0, 220);
    assertThat(digest(known(fold.run()))).isEqualTo(digest(sums(NEW, labels, ledger::young)));
    assertThat(fold.events("encoder-backfilled")).hasSize(2);
  }

  @Test
  void rollbackBringsWhatOnlyTheNewEncoderSawAndNothingTwice() {
    ledger.crossed().copies(0, 80).labelled(12, NEW).command("b1", "ROLLBACK", Map.of());
    SwapFold fold = fold().run();
    assertThat(known(fold).samples()).isEqualTo(92);
    assertThat(fold.events("encoder-rolled-back").findFirst().orElseThrow().getDetails())
        .containsEntry("learnt", "12");
  }

  @Test
  void retiredAfterABackfillEverySampleCanStillBeCorrected() {
    ledger.crossed().copies(0, 220).command("dry", "RETIRE", Map.of("dry_run", "true"));
    ledger.command("t1", "RETIRE", Map.of()).label("s3", "class0", 2);
    ledger.command("f1", "FORGET", Map.of("sample", "s4")).samples(20, NEW);
    SwapFold fold = fold().run();
    Map<String, String> labels = labels(0, 80);
    labels.put("s3", "class0");
    labels.remove("s4");
    assertThat(digest(known(fold))).isEqualTo(digest(sums(NEW, labels, ledger::young)));
    assertThat(fold.answer("dry").getMessage()).contains("0 of 80 labelled samples are moved");
    assertThat(fold.answer("t1").getDetails()).containsEntry("settled_samples", "0");
    assertThat(backfilled(fold)).isEmpty();
  }

  @Test
  void retiredInTheMiddleNothingCountsTwice() {
    ledger.crossed().copies(0, 33).command("t1", "RETIRE", Map.of()).copies(33, 80);
    SwapFold fold = fold().run();
    assertThat(known(fold).samples()).isEqualTo(80);
    assertThat(fold.answer("t1").getDetails()).containsEntry("settled_samples", "47");
    assertThat(copiesCounted(fold)).containsEntry("backfill_unfit", "47");
  }

  @Test
  void whatIsLearntOfTheOldSpaceRightBeforeItIsRetiredStays() {
    ledger.crossed().label("s100", "class1", 1).command("t1", "RETIRE", Map.of());
    assertThat(known(fold().run()).samples()).isEqualTo(81);
  }

  @Test
  void aReplacedSampleThatLeavesTheBankLeavesNothing() {
    SwapFold fold =
        new SwapFold(
            ledger,
            Map.of("alluvium.swap.window.pairs", "80", "alluvium.bank.max.unlabelled", "140"));
    ledger
        .crossed()
        .copies(0, 220)
        .samples(30, NEW)
        .sample("s85", 1, NEW)
        .label("s85", "class0", 1);
    fold.run();
    assertThat(backfilled(fold)).hasSize(220 - 31).doesNotContain("s80", "s85");
    assertThat(fold.mark().get("sums_digest"))
        .isEqualTo(digest(sums(OLD, labels(0, 80), ledger::old)));
  }

  @Test
  void aSettledSampleStaysReplaced() {
    SwapFold fold =
        new SwapFold(
            ledger, Map.of("alluvium.swap.window.pairs", "80", "alluvium.bank.max.labelled", "80"));
    ledger.crossed().copies(0, 80).labelled(30, NEW).command("b1", "ROLLBACK", Map.of());
    fold.run();
    fold.restart();
    assertThat(fold.stores().memory().bank().sample("s1").flatMap(BankValue.Sample::embedding))
        .isEmpty();
    assertThat(known(fold).samples()).isEqualTo(110);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 50})
  void aRestartAnywhereChangesNothing(int every) {
    ledger.crossed().copies(0, 50).labelled(30, NEW).mark().copies(40, 120).labelled(20, OLD);
    ledger.label("s5", "class0", 2).label("s100", "class0", 1).withdraw("s6", 2).mark();
    ledger.command("f1", "FORGET", Map.of("source", "source1")).copies(120, 140).mark();
    ledger.command("m1", "MERGE", Map.of("from", "class3", "to", "class2")).samples(10, NEW);
    ledger.command("b1", "ROLLBACK", Map.of()).samples(10, OLD).mark();
    ledger.command("c2", "CUTOVER", Map.of()).copies(0, 290).labelled(20, NEW).mark();
    status().samples(5, NEW).command("t1", "RETIRE", Map.of()).mark().labelled(20, NEW).mark();
    SwapFold straight = fold().run();
    SwapFold restless = fold().run(every);
    assertThat(restless.published()).isEqualTo(straight.published());
    assertThat(restless.mark()).isEqualTo(straight.mark());
    assertThat(straight.answer("t1").getType()).isEqualTo("command-done");
    assertThat(copiesCounted(straight)).containsKey("backfill_native");
  }

  /** Whatever comes in between, each space has its own vectors of what it knows, and no others. */
  @Test
  void bothSpacesAreExactWhateverComesInBetween() {
    ledger.crossed();
    Map<String, String> labels = labels(0, 80);
    Map<String, Boolean> replaced = new HashMap<>();
    for (int n = 0; n < 220; n++) {
      replaced.put("s" + n, false);
    }
    for (int step = 0; step < 600; step++) {
      String id = "s" + random.nextInt(220);
      String label = "class" + random.nextInt(SwapLedger.CLASSES);
      boolean known = replaced.containsKey(id);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          if (known) {
            ledger.label(id, label, 10 + step);
            labels.put(id, label);
          }
        }
        case 3 -> {
          if (known) {
            ledger.withdraw(id, 10 + step);
            labels.remove(id);
          }
        }
        case 4 -> {
          if (known) {
            ledger.command("l" + step, "RELABEL", Map.of("sample", id, "to", label));
            labels.put(id, label);
          }
        }
        case 5 -> {
          ledger.command("f" + step, "FORGET", Map.of("sample", id));
          labels.remove(id);
          replaced.remove(id);
        }
        default -> {
          ledger.copy(id, NEW);
          replaced.computeIfPresent(id, (same, before) -> true);
        }
      }
    }
    SwapFold fold = fold().run(100);
    Map<String, String> natives = new TreeMap<>(labels);
    natives.keySet().retainAll(replaced.keySet());
    natives.keySet().removeIf(id -> !replaced.getOrDefault(id, false));
    assertThat(digest(natives(fold))).isEqualTo(digest(sums(NEW, natives, ledger::young)));
    assertThat(fold.mark().get("sums_digest")).isEqualTo(digest(sums(OLD, labels, ledger::old)));
    assertThat(backfilled(fold)).hasSize((int) replaced.values().stream().filter(x -> x).count());
    ledger.copies(0, 220);
    assertThat(digest(known(fold.run()))).isEqualTo(digest(sums(NEW, labels, ledger::young)));
    ledger.command("b1", "ROLLBACK", Map.of());
    assertThat(digest(known(fold.run()))).isEqualTo(digest(sums(OLD, labels, ledger::old)));
  }

  @Test
  void theNewEncoderAnswersAsWellAsBefore() {
    ledger.crossed().copies(0, 220).samples(100, NEW);
    List<Prediction> all = fold().run().predictions();
    List<Prediction> last = all.subList(all.size() - 100, all.size());
    long right =
        last.stream()
            .filter(each ->
                Optional.ofNullable(each.getLabel())
                    .equals(Optional.ofNullable(labels(220, 320).get(each.getSampleId()))))
            .count();
    assertThat(right).isGreaterThan(90);
  }
}
