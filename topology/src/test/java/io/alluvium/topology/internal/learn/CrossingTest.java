package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Space;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.TransitionStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Seeds;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the cut-over to another encoder to its end, or back. */
class CrossingTest {
  private static final Map<String, String> WINDOW = Map.of("alluvium.swap.window.pairs", "80");
  private final SwapLedger ledger = new SwapLedger(Seeds.random());

  private SwapFold fold() {
    return new SwapFold(ledger, WINDOW);
  }

  private SwapLedger fitted() {
    return ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW);
  }

  private SwapLedger crossed() {
    return fitted().command("c1", "CUTOVER", Map.of());
  }

  private static double accuracy(List<Prediction> predictions) {
    long right =
        predictions.stream()
            .filter(prediction -> {
              int number = Integer.parseInt(prediction.getSampleId().substring(1));
              return ("class" + number % SwapLedger.CLASSES).equals(prediction.getLabel());
            })
            .count();
    return right / (double) predictions.size();
  }

  private static String sums(SwapFold fold) {
    return fold.mark().getOrDefault("sums_digest", "");
  }

  private static List<Prediction> last(SwapFold fold, int count) {
    List<Prediction> all = fold.predictions();
    return all.subList(all.size() - count, all.size());
  }

  @Test
  void theNewEncoderServesWhatWasLearntWithTheOld() {
    crossed().samples(100, NEW);
    SwapFold fold = fold().run();
    assertThat(fold.answer("c1").getType()).isEqualTo("command-done");
    assertThat(fold.events("encoder-cut-over")).hasSize(1);
    assertThat(fold.commands().getLast().getArguments()).containsEntry("serving", "new");
    assertThat(last(fold, 100))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(NEW.id().hex()));
    assertThat(accuracy(last(fold, 100))).isGreaterThan(0.9);
    assertThat(fold.mark()).containsEntry("buried_samples", "0");
  }

  @Test
  void whatTheOldEncoderSawIsAnsweredAsBefore() {
    crossed().samples(20, OLD).labelled(20, OLD).samples(20, NEW).samples(4, OLD, NEW);
    SwapFold fold = fold().run();
    assertThat(last(fold, 64).subList(0, 40))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(OLD.id().hex()));
    assertThat(last(fold, 24))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(NEW.id().hex()));
    assertThat(accuracy(last(fold, 64))).isGreaterThan(0.9);
    assertThat(fold.mark()).containsEntry("buried_samples", "0").containsEntry("labels", "100");
  }

  private static boolean holds(Prediction prediction) {
    int number = Integer.parseInt(prediction.getSampleId().substring(1));
    return prediction.getSet().contains("class" + number % SwapLedger.CLASSES);
  }

  @Test
  void setsHoldTheTruthAsOftenAsPromisedThroughAChangeAndBack() {
    crossed()
        .labelled(1200, NEW)
        .labelled(100, OLD)
        .command("b1", "ROLLBACK", Map.of())
        .labelled(700, OLD);
    SwapFold fold = fold().run();
    List<Prediction> labelled = last(fold, 2000);
    assertThat(labelled)
        .allSatisfy(each -> {
          assertThat(each.getSet()).isNotNull();
          assertThat(each.getCalibrated()).hasSameSizeAs(each.getCandidates());
        });
    for (int from = 200; from + 900 <= labelled.size(); from += 100) {
      List<Prediction> window = labelled.subList(from, from + 900);
      assertThat(window.stream().filter(CrossingTest::holds).count() / 900.0)
          .as("share of sets that hold the truth, from %d", from)
          .isBetween(0.87, 0.93);
    }
    assertThat(fold.events("coverage")).hasSize(2);
    assertThat(fold.events("calibration")).hasSize(2);
    assertThat(new SwapFold(ledger, WINDOW).run(13).published()).isEqualTo(fold.published());
  }

  private static List<Prediction> of(Space space, List<Prediction> all) {
    return all.stream().filter(each -> each.getSpace().equals(space.id().hex())).toList();
  }

  private static double shareBelow(double rate, List<Prediction> predictions) {
    return predictions.stream().filter(each -> each.getNoveltyP() < rate).count()
        / (double) predictions.size();
  }

  /** Calibration samples are of one space. */
  @Test
  void samplesOfTheSpaceOfTheLastSolveAreToldHowNovelTheyAreAtOnce() {
    ledger.labelled(300, OLD);
    crossed().samples(20, NEW).samples(20, OLD);
    List<Prediction> both = last(fold().run(), 40);
    assertThat(of(OLD, both)).hasSize(20).allMatch(each -> each.getNoveltyP() != null);
    assertThat(of(NEW, both)).hasSize(20).allMatch(each -> each.getNoveltyP() == null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "neighbours", "cosine", "mvg-npca"})
  void samplesOfTheNewEncoderAreRankedAmongThoseBefore(String measure) {
    ledger.labelled(300, OLD);
    crossed().samples(128, NEW).samples(400, NEW);
    Map<String, String> settings = new TreeMap<>(WINDOW);
    settings.put(AlluviumConfig.NOVELTY_SCORE, measure);
    SwapFold fold = new SwapFold(ledger, settings).run();
    List<Prediction> all = fold.predictions();
    List<Prediction> young = of(NEW, all).subList(of(NEW, all).size() - 528, of(NEW, all).size());
    assertThat(young.subList(0, 128)).allMatch(each -> each.getNoveltyP() == null);
    List<Prediction> ranked = young.subList(128, 528);
    assertThat(shareBelow(0.1, ranked)).isBetween(0.03, 0.2);
    assertThat(shareBelow(0.5, ranked)).isBetween(0.35, 0.65);
  }

  @Test
  void whatNoClassIsLikeIsNovelToTheNewEncoderToo() {
    ledger.labelled(300, OLD);
    crossed().samples(200, NEW);
    for (int n = 0; n < 10; n++) {
      ledger.sample("stranger" + n, 4, NEW);
    }
    SwapFold fold = fold().run();
    assertThat(last(fold, 10)).allSatisfy(each -> assertThat(each.getNoveltyP()).isLessThan(0.1));
    assertThat(new SwapFold(ledger, WINDOW).run(13).published()).isEqualTo(fold.published());
    assertThat(new SwapFold(ledger, WINDOW).run(1).mark()).isEqualTo(fold.mark());
  }

  @Test
  void rankingBeginsAnewWithTheNextChangeAndWhereASampleIsForgotten() {
    ledger.labelled(300, OLD);
    crossed()
        .samples(150, NEW)
        .command("f1", "FORGET", Map.of("sample", "s10"))
        .samples(140, NEW)
        .command("b1", "ROLLBACK", Map.of())
        .samples(10, OLD)
        .command("c2", "CUTOVER", Map.of("force", "true"))
        .samples(20, NEW);
    List<Prediction> all = fold().run().predictions();
    List<Boolean> told =
        of(NEW, all.subList(520, all.size())).stream()
            .map(each -> each.getNoveltyP() != null)
            .toList();
    assertThat(told).hasSize(150 + 140 + 20);
    assertThat(told.subList(0, 128)).containsOnly(false);
    assertThat(told.subList(128, 150)).containsOnly(true);
    assertThat(told.subList(150, 278)).containsOnly(false);
    assertThat(told.subList(278, 290)).containsOnly(true);
    assertThat(told.subList(290, 310)).containsOnly(false);
  }

  @Test
  void aClassThatOnlyTheNewEncoderSawIsPredicted() {
    crossed();
    for (int n = 0; n < 30; n++) {
      ledger.sample("x" + n, 4, NEW).label("x" + n, "fresh", 1);
    }
    for (int n = 0; n < 10; n++) {
      ledger.sample("y" + n, 4, NEW);
    }
    SwapFold fold = fold().run();
    assertThat(last(fold, 10)).allSatisfy(each -> assertThat(each.getLabel()).isEqualTo("fresh"));
  }

  @Test
  void rollbackRestoresTheOldSpaceToTheBit() {
    fitted();
    SwapFold fold = fold().run();
    String before = sums(fold);
    ledger.command("c1", "CUTOVER", Map.of()).samples(30, NEW);
    assertThat(sums(fold.run())).isEqualTo(before);
    ledger.command("b1", "ROLLBACK", Map.of());
    assertThat(sums(fold.run())).isEqualTo(before);
    assertThat(fold.commands().getLast().getArguments()).containsEntry("serving", "");
    ledger.samples(30, OLD);
    assertThat(accuracy(last(fold.run(), 30))).isGreaterThan(0.9);
    assertThat(last(fold, 30))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(OLD.id().hex()));
  }

  @Test
  void rollbackBringsWhatWasLearntWithTheNewEncoder() {
    crossed();
    for (int n = 0; n < 40; n++) {
      ledger.sample("x" + n, 4, NEW).label("x" + n, "fresh", 1);
    }
    ledger.command("b1", "ROLLBACK", Map.of());
    for (int n = 0; n < 10; n++) {
      ledger.sample("y" + n, 4, n % 2 == 0 ? OLD : NEW);
    }
    ledger.label("x1", "class1", 2);
    SwapFold fold = fold().run();
    assertThat(fold.answer("b1").getDetails()).containsEntry("settled_samples", "40");
    assertThat(last(fold, 10))
        .allSatisfy(each -> assertThat(each.getLabel()).isEqualTo("fresh"))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(OLD.id().hex()));
    assertThat(fold.events("label-refused")).hasSize(1);
    assertThat(fold.mark()).containsEntry("buried_samples", "0");
  }

  @Test
  void aLabelAfterTheRollbackTeachesTheImageOfItsSample() {
    crossed().sample("x1", 4, NEW).command("b1", "ROLLBACK", Map.of()).label("x1", "fresh", 1);
    SwapFold fold = fold().run();
    assertThat(fold.answer("b1").getDetails()).containsEntry("moved_samples", "1");
    assertThat(fold.fold().learner().orElseThrow().statistics().classSums("fresh")).isPresent();
  }

  @Test
  void retireLeavesOneSpaceAndAnotherReleaseCanFollow() {
    crossed().labelled(40, NEW).command("t1", "RETIRE", Map.of()).samples(40, NEW);
    SwapFold fold = fold().run();
    assertThat(fold.answer("t1").getDetails()).containsEntry("settled_samples", "80");
    assertThat(accuracy(last(fold, 40))).isGreaterThan(0.9);
    assertThat(fold.fold().learner().orElseThrow().statistics().space()).isEqualTo(NEW);
    assertThat(fold.fold().learner().orElseThrow().statistics().samples()).isEqualTo(120);
    assertThat(fold.stores().transitions().sums(TransitionStore.Sums.MOVED)).isEmpty();
    ledger
        .command("b1", "ROLLBACK", Map.of())
        .label("s3", "class1", 2)
        .command("f1", "FORGET", Map.of("sample", "s3"))
        .command("r2", "RELEASE", Map.of("encoder", "old"))
        .announce(OLD, "old")
        .samples(140, NEW, OLD)
        .command("c2", "CUTOVER", Map.of())
        .samples(40, OLD);
    fold.run();
    assertThat(fold.answer("b1").getType()).isEqualTo("command-refused");
    assertThat(fold.events("label-refused")).hasSize(1);
    assertThat(fold.answer("f1").getMessage()).contains("is settled");
    assertThat(fold.answer("c2").getType()).isEqualTo("command-done");
    assertThat(fold.commands().getLast().getArguments()).containsEntry("serving", "old");
    assertThat(accuracy(last(fold, 40))).isGreaterThan(0.9);
  }

  @Test
  void whatIsForgottenIsGoneFromBothSpaces() {
    crossed().labelled(30, NEW).labelled(10, OLD);
    ledger.command("f1", "FORGET", Map.of("class", "class2")).samples(20, NEW);
    SwapFold fold = fold().run();
    assertThat(fold.answer("f1").getType()).isEqualTo("command-done");
    assertThat(last(fold, 20))
        .allSatisfy(each -> assertThat(each.getLabel()).isNotEqualTo("class2"));
    assertThat(
            fold.stores()
                .transitions()
                .sums(TransitionStore.Sums.MOVED)
                .orElseThrow()
                .statistics()
                .labels())
        .doesNotContain("class2");
  }

  @Test
  void classesMoveInBothSpaces() {
    crossed()
        .labelled(30, NEW)
        .command("m1", "MERGE", Map.of("from", "class3", "to", "class2"))
        .command("n1", "RENAME", Map.of("from", "class1", "to", "one"))
        .command("l1", "RELABEL", Map.of("sample", "s2", "to", "one"))
        .samples(40, NEW)
        .command("b1", "ROLLBACK", Map.of())
        .samples(40, OLD);
    SwapFold fold = fold().run();
    assertThat(last(fold, 80))
        .extracting(Prediction::getLabel)
        .containsOnly("class0", "one", "class2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40})
  void aRestartAnywhereChangesNothing(int every) {
    crossed()
        .labelled(30, NEW)
        .labelled(20, OLD)
        .mark()
        .label("s5", "class0", 2)
        .label("s230", "class0", 2)
        .command("f1", "FORGET", Map.of("source", "source1"))
        .samples(10, NEW)
        .mark()
        .command("b1", "ROLLBACK", Map.of())
        .samples(10, OLD)
        .samples(3, NEW)
        .mark()
        .command("c2", "CUTOVER", Map.of())
        .labelled(20, NEW)
        .command("t1", "RETIRE", Map.of())
        .mark()
        .labelled(20, NEW)
        .mark();
    SwapFold straight = fold().run();
    SwapFold restless = fold().run(every);
    assertThat(restless.published()).isEqualTo(straight.published());
    assertThat(restless.mark()).isEqualTo(straight.mark());
    assertThat(straight.answer("t1").getType()).isEqualTo("command-done");
  }

  @Test
  void theReportDecidesWhereItIsAskedTo() {
    ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "auto", "true"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW)
        .samples(20, NEW);
    SwapFold fold = fold().run();
    assertThat(fold.events("encoder-cut-over")).hasSize(1);
    assertThat(accuracy(last(fold, 20))).isGreaterThan(0.9);
  }

  @Test
  void anEncoderThatSeesNothingIsRefusedUnlessForced() {
    ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "auto", "true"))
        .announce(NEW, "new");
    ledger.blind(140);
    ledger
        .command("c1", "CUTOVER", Map.of())
        .command("c2", "CUTOVER", Map.of("force", "true"))
        .command("a1", "ABORT", Map.of())
        .command("s1", "SNAPSHOT", Map.of());
    SwapFold fold = fold().run();
    assertThat(fold.events("swap-report").findFirst().orElseThrow().getDetails())
        .containsEntry("verdict", "refuse");
    assertThat(fold.answer("c1").getMessage()).contains("should not serve");
    assertThat(fold.answer("c2").getType()).isEqualTo("command-done");
    assertThat(fold.answer("a1").getMessage()).contains("roll back first");
    assertThat(fold.answer("s1").getMessage()).contains("in two spaces");
  }

  @Test
  void cutOverNeedsMapsAndIsToldOfInAdvance() {
    ledger
        .command("c0", "CUTOVER", Map.of())
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new"))
        .command("c1", "CUTOVER", Map.of())
        .announce(NEW, "new")
        .samples(140, OLD, NEW)
        .command("dry", "CUTOVER", Map.of("dry_run", "true"))
        .samples(4, OLD);
    SwapFold fold = fold().run();
    assertThat(fold.answer("c0").getMessage()).contains("no change of the encoder goes on");
    assertThat(fold.answer("c1").getMessage()).contains("is in state shadow, expected fitted");
    assertThat(fold.answer("dry").getType()).isEqualTo("command-dry-run");
    assertThat(last(fold, 4))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(OLD.id().hex()));
  }
}
