package io.alluvium.topology.internal.learn;

import static io.alluvium.topology.internal.learn.SwapLedger.NEW;
import static io.alluvium.topology.internal.learn.SwapLedger.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Demands;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Exemplar;
import io.alluvium.learning.FeatureMap;
import io.alluvium.learning.FeatureSums;
import io.alluvium.learning.LabelledExemplar;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.TransitionFit;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes of the encoder under heads that are fitted from more than sums. */
class HeadsCrossingTest {
  private static final String LIMIT = "alluvium.bank.max.labelled";
  private final RandomGenerator random = Seeds.random();
  private final SwapLedger ledger = new SwapLedger(random);

  /** What is known, of one space. */
  private record Known(String sums, List<String> features, List<LabelledExemplar> samples) {
    static Known of(SwapFold fold) {
      return of(fold.fold().learner().orElseThrow().evidence());
    }

    static Known of(Evidence evidence) {
      List<String> features = new ArrayList<>();
      evidence.derived().features().forEach(sums -> features.addAll(digests(sums)));
      return new Known(
          hex(evidence.statistics().digest()),
          features,
          evidence.derived().hasExemplars() ? evidence.exemplars().byArrival() : List.of());
    }

    /** The same without where samples came. */
    Known anywhere() {
      return new Known(
          sums,
          features,
          samples.stream()
              .map(each -> {
                Exemplar own = each.exemplar();
                return new LabelledExemplar(
                    each.label(), new Exemplar(own.id(), own.embedding(), 0, own.weight()));
              })
              .toList());
    }

    private static List<String> digests(FeatureSums sums) {
      return List.of(hex(sums.fitted().digest()), hex(sums.heldOut().digest()));
    }

    private static String hex(byte[] digest) {
      return HexFormat.of().formatHex(digest);
    }
  }

  static Stream<Map<String, String>> heads() {
    return Stream.of(
        Map.of("alluvium.head", "ranpac"),
        Map.of("alluvium.head", "klda"),
        Map.of("alluvium.head", "knn"),
        Map.of("alluvium.head", "keyvalue"),
        Map.of("alluvium.head", "fetril"),
        Map.of("alluvium.head", "fastslow"),
        Map.of("alluvium.head", "linear"),
        Map.of("alluvium.head", "auto", "alluvium.challengers", "knn,ranpac,klda,fetril"),
        Map.of("alluvium.head", "slda", "alluvium.novelty.score", "neighbours"));
  }

  static Stream<Arguments> headsAndRestarts() {
    return heads().flatMap(head -> Stream.of(1, 13).map(every -> arguments(head, every)));
  }

  static Map<String, String> settings(Map<String, String> head) {
    Map<String, String> all = new TreeMap<>(head);
    all.put("alluvium.swap.window.pairs", "80");
    all.put("alluvium.head.features", "32");
    return all;
  }

  private SwapFold fold(Map<String, String> head) {
    return new SwapFold(ledger, settings(head));
  }

  /** 80 labelled samples, 140 without a label: all of the old space. */
  private SwapLedger fitted() {
    return ledger
        .labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW);
  }

  private SwapLedger crossed() {
    return fitted().command("c1", "CUTOVER", Map.of("force", "true"));
  }

  private static List<Prediction> last(SwapFold fold, int count) {
    List<Prediction> all = fold.predictions();
    return all.subList(all.size() - count, all.size());
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

  private static List<String> labels(Prediction prediction) {
    return prediction.getCandidates().stream().map(each -> each.getLabel()).toList();
  }

  private static List<String> labels(Decision decision) {
    return decision.candidates().stream().map(Candidate::label).toList();
  }

  /** What the heads demand, counted anew from the bank: native vectors, and images of others. */
  private static Known counted(SwapFold fold, Map<String, String> head, Space space) {
    SufficientStatistics sums = fold.fold().learner().orElseThrow().statistics();
    return Known.of(counted(fold, head, space, sums));
  }

  private static Evidence counted(
      SwapFold fold, Map<String, String> head, Space space, SufficientStatistics sums) {
    Demands demands = FittedHeads.of(new AlluviumConfig(settings(head))).demands(space);
    BankStore bank = fold.stores().memory().bank();
    return maps(fold)
        .map(maps -> maps.forward().serving())
        .filter(map -> map.to().equals(space))
        .map(map -> BankEvidence.of(bank, sums, demands, map))
        .orElseGet(() -> BankEvidence.of(bank, sums, demands));
  }

  /** The maps that the pairs at hand make, while there are any. */
  private static Optional<TransitionFit> maps(SwapFold fold) {
    ShadowPairs pairs = new ShadowPairs(fold.stores().transitions(), OLD, NEW);
    return pairs.canBeFitted() ? Optional.of(TransitionFit.of(pairs.moments())) : Optional.empty();
  }

  @ParameterizedTest
  @MethodSource("headsAndRestarts")
  void aRestartAnywhereChangesNothing(Map<String, String> head, int every) {
    crossed().labelled(20, NEW).labelled(10, OLD).copies(0, 30).mark();
    ledger.sample("x1", 4, OLD).label("x1", "fresh", 1);
    ledger.command("n1", "RENAME", Map.of("from", "fresh", "to", "new"));
    ledger.label("s5", "class0", 2).label("s45", "class0", 2).withdraw("s46", 2).mark();
    ledger.label("s100", "class1", 1).copies(95, 105).withdraw("s101", 1);
    ledger.command("f1", "FORGET", Map.of("source", "source1")).samples(6, NEW).mark();
    ledger.command("b1", "ROLLBACK", Map.of()).labelled(6, OLD).samples(3, NEW).mark();
    ledger.command("c2", "CUTOVER", Map.of("force", "true")).labelled(12, NEW).copies(60, 70);
    ledger.command("t1", "RETIRE", Map.of()).mark().labelled(20, NEW).mark();
    ledger.command("r2", "RELEASE", Map.of("encoder", "old")).announce(OLD, "old");
    ledger.samples(210, NEW, OLD).command("c3", "CUTOVER", Map.of("force", "true"));
    ledger.labelled(10, OLD).mark().command("t2", "RETIRE", Map.of()).labelled(10, OLD).mark();
    SwapFold straight = fold(head).run();
    SwapFold restless = fold(head).run(every);
    assertThat(restless.published()).isEqualTo(straight.published());
    assertThat(restless.mark()).isEqualTo(straight.mark());
    for (String id : List.of("n1", "f1", "b1", "c2", "t1", "c3", "t2")) {
      assertThat(straight.answer(id).getType()).as(id).isEqualTo("command-done");
    }
    assertThat(Known.of(restless)).isEqualTo(Known.of(straight));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void theNewEncoderServesWhatWasLearntWithTheOld(Map<String, String> head) {
    crossed().samples(100, NEW);
    SwapFold fold = fold(head).run();
    assertThat(accuracy(last(fold, 100))).isGreaterThan(0.8);
    assertThat(last(fold, 100))
        .allSatisfy(each -> assertThat(each.getSpace()).isEqualTo(NEW.id().hex()));
    assertThat(Known.of(fold)).isEqualTo(counted(fold, head, NEW));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void rollbackRestoresTheOldSpaceToTheBit(Map<String, String> head) {
    fitted();
    SwapFold fold = fold(head).run();
    Known before = Known.of(fold);
    ledger.command("c1", "CUTOVER", Map.of("force", "true")).samples(30, NEW).copies(0, 50);
    fold.run();
    ledger.command("b1", "ROLLBACK", Map.of());
    assertThat(Known.of(fold.run())).isEqualTo(before);
    fold.restart();
    assertThat(Known.of(fold)).isEqualTo(before);
  }

  /**
   * It is known as it is moved: as sums, and as images. Which samples of a class are found by heads
   * of these is up to the map, which no sample of the class was among the pairs of, and to the
   * heads.
   */
  @ParameterizedTest
  @MethodSource("heads")
  void rollbackBringsWhatOnlyTheNewEncoderSaw(Map<String, String> head) {
    SwapFold fold = fold(head);
    fitted();
    SufficientStatistics sums = fold.run().fold().learner().orElseThrow().statistics().copy();
    SufficientStatistics fresh = new SufficientStatistics(NEW);
    ledger.command("c1", "CUTOVER", Map.of("force", "true"));
    for (int n = 0; n < 40; n++) {
      ledger.sample("x" + n, 4, NEW).label("x" + n, "fresh", 1);
      fresh.add("fresh", ledger.young("x" + n));
    }
    ledger.command("b1", "ROLLBACK", Map.of());
    for (int n = 0; n < 10; n++) {
      ledger.sample("y" + n, 4, OLD);
    }
    sums.merge(Move.along(maps(fold).orElseThrow().backward().serving()).of(fresh));
    Evidence known = counted(fold.run(), head, OLD, sums);
    assertThat(Known.of(fold)).isEqualTo(Known.of(known));
    Scorer alone = new AlluviumConfig(settings(head)).heads().fit(known);
    for (int n = 0; n < 10; n++) {
      assertThat(labels(last(fold, 10).get(n)))
          .isEqualTo(labels(alone.decide(ledger.old("y" + n), 5)));
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void whatIsForgottenAfterTheCutOverWasNeverThere(Map<String, String> head) {
    fitted();
    int before = ledger.entries().size();
    ledger.sample("x1", 1, OLD).label("x1", "class0", 1);
    int between = ledger.entries().size();
    ledger.command("c1", "CUTOVER", Map.of("force", "true")).labelled(20, NEW);
    int after = ledger.entries().size();
    ledger.sample("x2", 1, NEW).label("x2", "class0", 1).sample("x3", 2, OLD).label("x3", "x", 1);
    int end = ledger.entries().size();
    for (String id : List.of("x1", "x2", "x3")) {
      ledger.command("f" + id, "FORGET", Map.of("sample", id));
    }
    SwapFold forgot = fold(head).run();
    ledger.entries().subList(after, end).clear();
    ledger.entries().subList(before, between).clear();
    SwapFold never = fold(head).run();
    assertThat(Known.of(forgot).anywhere()).isEqualTo(Known.of(never).anywhere());
  }

  /** Whatever comes in between, what heads look at is what the bank says. */
  @ParameterizedTest
  @MethodSource("heads")
  void whatHeadsLookAtFollowsTheBank(Map<String, String> head) {
    crossed();
    for (int step = 0; step < 200; step++) {
      String id = "s" + random.nextInt(220);
      String label = "class" + random.nextInt(SwapLedger.CLASSES);
      switch (random.nextInt(8)) {
        case 0, 1 -> ledger.label(id, label, 10 + step);
        case 2 -> ledger.withdraw(id, 10 + step);
        case 3 -> ledger.command("l" + step, "RELABEL", Map.of("sample", id, "to", label));
        case 4 -> ledger.command("f" + step, "FORGET", Map.of("sample", id));
        default -> ledger.copy(id, NEW);
      }
    }
    SwapFold fold = fold(head).run(40);
    assertThat(Known.of(fold)).isEqualTo(counted(fold, head, NEW));
    ledger.copies(0, 220);
    fold.run();
    assertThat(Known.of(fold)).isEqualTo(counted(fold, head, NEW));
    assertThat(fold.fold().learner().orElseThrow().statistics().samples())
        .isEqualTo(labelled(fold));
    ledger.command("b1", "ROLLBACK", Map.of());
    assertThat(Known.of(fold.run())).isEqualTo(counted(fold, head, OLD));
  }

  private static long labelled(SwapFold fold) {
    long[] labelled = {0};
    fold.stores()
        .memory()
        .bank()
        .forEach((id, value) -> {
          if (value instanceof BankValue.Sample sample && sample.assigned().isPresent()) {
            labelled[0]++;
          }
        });
    return labelled[0];
  }

  @ParameterizedTest
  @MethodSource("heads")
  void backfilledAndRetiredItIsWhatTheNewEncoderAloneWouldHaveLearnt(Map<String, String> head) {
    crossed().labelled(30, NEW).labelled(20, OLD).copies(0, 270).label("s5", "class0", 2);
    ledger.command("t1", "RETIRE", Map.of()).sample("ask", 2, NEW);
    SwapFold fold = fold(head).run();

    WrittenLedger alone = new WrittenLedger(settings(head));
    alone.append(new Body.Announcement(NEW, "new"));
    Map<Integer, String> labels = new TreeMap<>();
    for (int n = 0; n < 270; n++) {
      if (n < 80 || n >= 220) {
        labels.put(n, "class" + (n == 5 ? 0 : n % SwapLedger.CLASSES));
      }
    }
    labels.forEach((n, label) -> {
      alone.sample("s" + n, "here", NEW.id(), ledger.young("s" + n));
      alone.label("s" + n, "here", label);
    });
    alone.command("FORGET", Map.of("sample", "nobody"));
    alone.sample("ask", "here", NEW.id(), ledger.young("ask"));
    LedgerRun anew = alone.run(Map.of(), 0, false);
    assertThat(Known.of(fold).sums()).isEqualTo(anew.mark().get("sums_digest"));
    assertThat(fold.predictions().getLast().getCandidates())
        .isEqualTo(anew.predictions().getLast().getCandidates());
  }

  @ParameterizedTest
  @MethodSource("heads")
  void retiredTheImagesServeOnAndThroughAnotherChange(Map<String, String> head) {
    crossed().labelled(10, NEW).command("t1", "RETIRE", Map.of()).samples(40, NEW);
    SwapFold fold = fold(head).run();
    assertThat(fold.answer("t1").getDetails()).containsEntry("settled_samples", "80");
    assertThat(accuracy(last(fold, 40))).isGreaterThan(0.8);
    Known known = Known.of(fold);
    fold.restart();
    assertThat(Known.of(fold)).isEqualTo(known);
    ledger
        .label("s3", "class1", 2)
        .command("f1", "FORGET", Map.of("sample", "s3"))
        .command("r2", "RELEASE", Map.of("encoder", "old"))
        .announce(OLD, "old")
        .samples(140, NEW, OLD)
        .command("c2", "CUTOVER", Map.of("force", "true"))
        .samples(40, OLD);
    fold.run();
    assertThat(fold.events("label-refused")).hasSize(1);
    assertThat(fold.answer("f1").getMessage()).contains("is settled");
    assertThat(fold.answer("c2").getType()).isEqualTo("command-done");
    assertThat(accuracy(last(fold, 40))).isGreaterThan(0.8);
  }

  @ParameterizedTest
  @MethodSource("heads")
  void nothingOfTheSpaceThatIsLeftStaysInTheStores(Map<String, String> head) {
    crossed().labelled(10, NEW).command("t1", "RETIRE", Map.of());
    SwapFold fold = fold(head).run();
    fold.restart();
    for (FeatureMap map : new AlluviumConfig(settings(head)).heads().demands(OLD).features()) {
      for (Space key : List.of(map.space(), FeatureSums.heldOutKey(map))) {
        assertThat(fold.stores().classes().all(key)).isEmpty();
        assertThat(fold.stores().moments().get(key).get(0, 0)).isZero();
      }
    }
  }

  @Test
  void samplesThatLoseTheirVectorsLeaveHeadsThatLookAtThem() {
    Map<String, String> head = Map.of("alluvium.head", "knn", LIMIT, "60");
    crossed().copies(40, 60).labelled(20, NEW).samples(1, NEW);
    SwapFold restless = fold(head).run(1);
    assertThat(Known.of(restless)).isEqualTo(counted(restless, head, NEW));
    assertThat(Known.of(restless).samples()).hasSize(60);
    ledger.labelled(10, OLD).samples(2, OLD).command("t1", "RETIRE", Map.of()).samples(1, NEW);
    assertThat(Known.of(restless.run(3))).isEqualTo(counted(restless, head, NEW));
    ledger.labelled(30, NEW).samples(1, NEW).mark();
    assertThat(Known.of(restless.run(1))).isEqualTo(counted(restless, head, NEW));
    assertThat(Known.of(restless).samples()).hasSize(60);
    assertThat(restless.published()).isEqualTo(fold(head).run().published());
  }

  @Test
  void refusesFeaturesOfSamplesThatAreNotAtHand() {
    Map<String, String> head = Map.of("alluvium.head", "ranpac");
    Map<String, String> limited = Map.of("alluvium.head", "ranpac", LIMIT, "10");
    ledger.labelled(20, OLD).samples(1, OLD).command("r1", "RELEASE", Map.of("encoder", "new"));
    SwapFold fold = fold(limited).run();
    assertThat(fold.answer("r1").getMessage()).contains("lose their vectors there");
    fold.restart(settings(head));
    ledger.command("r2", "RELEASE", Map.of("encoder", "new"));
    assertThat(fold.run().answer("r2").getMessage())
        .contains("has no vector any more of 10 labelled samples");
  }
}
