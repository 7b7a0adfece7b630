package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.internal.wire.Body;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** LEARN asks for labels over a ledger in which some come early, some late and some never. */
class AskingTest {
  private static final int DIM = 8;
  private static final int CLASSES = 5;
  private static final double BUDGET = 0.2;
  private static final Space SPACE =
      new Space(new SpaceId("ab".repeat(32)), DIM, new Normalisation.Fixed(8, 4000));
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES, "50",
          AlluviumConfig.SOLVE_DELAY_ENTRIES, "20",
          AlluviumConfig.SOURCES_LEAST_LABELLED, "100",
          AlluviumConfig.SOURCES_EVERY, "1",
          AlluviumConfig.ASK_BUDGET, Double.toString(BUDGET),
          AlluviumConfig.ASK_WINDOW, "100",
          AlluviumConfig.ASK_REPORT_ANSWERS, "10");

  private final RandomGenerator random = new SplittableRandom(5);
  private final double[][] means = new double[CLASSES][DIM];
  private final WrittenLedger ledger = new WrittenLedger(SETTINGS);
  private final Map<String, Integer> truth = new HashMap<>();
  private final Set<String> early = new HashSet<>();

  @BeforeEach
  void write() {
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = 0.4 * random.nextGaussian();
      }
    }
    ledger.append(new Body.Announcement(SPACE, "test"));
    stretch("one", 700);
    stretch("two", 700);
    stretch("one", 300);
  }

  private void stretch(String source, int samples) {
    String before = "";
    for (int n = 0; n < samples; n++) {
      String id = source + truth.size();
      truth.put(id, random.nextInt(CLASSES));
      boolean isEarly = n % 11 == 3;
      if (isEarly) {
        early.add(id);
        label(id, source);
      }
      sample(id, source);
      if (!before.isEmpty() && n % 3 > 0) {
        label(before, source);
      }
      if (n % 50 == 0) {
        sample(id, source);
      }
      before = isEarly ? "" : id;
    }
  }

  private void sample(String id, String source) {
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = (float) (means[truth.getOrDefault(id, 0)][i] + 0.5 * random.nextGaussian());
    }
    ledger.sample(id, source, SPACE.id(), SPACE.quantise(vector));
  }

  private void label(String id, String source) {
    ledger.label(id, source, "class" + truth.get(id));
  }

  private static List<LabelRequest> requests(LedgerRun run) {
    return run.all(LabelRequest.class);
  }

  private static String asking(LedgerRun run) {
    return run.text(Names.ASKING);
  }

  @Test
  void asksWithinTheBudgetOfEachSourceAndOnceForASample() {
    LedgerRun run = ledger.run(Map.of(), 50, false);

    assertThat(requests(run)).extracting(LabelRequest::getSampleId).doesNotHaveDuplicates();
    for (String source : List.of("one", "two")) {
      long samples =
          run.all(Prediction.class).stream().filter(p -> p.getSource().equals(source)).count();
      long asked = requests(run).stream().filter(r -> r.getSource().equals(source)).count();
      assertThat((double) asked).isBetween(0.6 * BUDGET * samples, 1.2 * BUDGET * samples);
    }
    assertThat(requests(run)).extracting(LabelRequest::getReason).contains("uncertain", "random");
  }

  @Test
  void neverAsksForALabelThatIsThere() {
    assertThat(requests(ledger.run(Map.of(), 50, false)))
        .extracting(LabelRequest::getSampleId)
        .doesNotContainAnyElementsOf(early);
  }

  @Test
  void requestsSayWhatPredictionsSay() {
    LedgerRun run = ledger.run(Map.of(), 50, false);
    Map<String, Prediction> predictions = new HashMap<>();
    run.all(Prediction.class).forEach(p -> predictions.put(p.getSampleId(), p));

    assertThat(requests(run))
        .isNotEmpty()
        .allSatisfy(request -> {
          Prediction prediction = Objects.requireNonNull(predictions.get(request.getSampleId()));
          assertThat(request.getPosition()).isEqualTo(prediction.getPosition());
          assertThat(request.getLabel()).isEqualTo(prediction.getLabel());
          assertThat(request.getNoveltyP()).isEqualTo(prediction.getNoveltyP());
          assertThat(request.getSpent()).isGreaterThan(0);
        });
  }

  @Test
  void estimatesAccuracyFromTheRandomShare() {
    LedgerRun run = ledger.run(Map.of(AlluviumConfig.ASK_STRATEGY, "random"), 50, false);
    List<Event> reports = run.events("asked").toList();
    long graded = 0;
    long right = 0;
    for (Event report : reports) {
      graded += Long.parseLong(report.getDetails().get("graded"));
      right += Long.parseLong(report.getDetails().get("right"));
    }
    double truly =
        run.all(Prediction.class).stream()
            .mapToInt(p -> ("class" + truth.get(p.getSampleId())).equals(p.getLabel()) ? 1 : 0)
            .average()
            .orElse(0);
    assertThat(graded).isGreaterThan(150);
    assertThat((double) right / graded).isBetween(truly - 0.1, truly + 0.1);
    assertThat(reports.getLast().getDetails()).containsKeys("low", "high", "requests", "answers");
    assertThat(Long.parseLong(reports.getLast().getDetails().get("answers")))
        .isBetween(1L, (long) requests(run).size());
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    ledger.command("FORGET", Map.of("sample", "one0"));
    stretch("one", 200);
    ledger.command("MARK", Map.of("name", "between"));
    stretch("three", 100);
    ledger.command("FORGET", Map.of("source", "two"));
    stretch("two", 100);
    Map<String, String> two =
        Map.of(AlluviumConfig.ASK_MAX_SOURCES, "2", AlluviumConfig.ASK_MAX_OPEN, "20");
    LedgerRun once = ledger.run(two, 0, false);
    assertThat(requests(once)).hasSizeGreaterThan(300);
    assertThat(once.events("asked")).isNotEmpty();

    for (LedgerRun other :
        List.of(ledger.run(two, 1, true), ledger.run(two, 97, true), ledger.run(two, 7, false))) {
      assertThat(other.published()).isEqualTo(once.published());
      assertThat(other.mark()).isEqualTo(once.mark());
      assertThat(asking(other)).isEqualTo(asking(once));
    }
  }

  @Test
  void nothingIsLeftOfASourceThatWasForgotten() {
    assertThat(asking(ledger.run(Map.of(), 50, true))).contains("source/two").contains("open/two");
    ledger.command("FORGET", Map.of("source", "two"));

    assertThat(asking(ledger.run(Map.of(), 50, true))).contains("open/one").doesNotContain("two");
  }

  @Test
  void openRequestsAreBounded() {
    LedgerRun free = ledger.run(Map.of(), 50, true);
    LedgerRun bounded = ledger.run(Map.of(AlluviumConfig.ASK_MAX_OPEN, "7"), 50, true);

    assertThat(asking(free).split("open/", -1)).hasSizeGreaterThan(50);
    assertThat(asking(bounded).split("open/", -1)).hasSizeBetween(3, 7 + 1);
  }

  @Test
  void asksNobodyUnlessToldTo() {
    LedgerRun run = ledger.run(Map.of(AlluviumConfig.ASK_BUDGET, "0"), 50, false);

    assertThat(requests(run)).isEmpty();
    assertThat(asking(run)).isEmpty();
  }

  @Test
  void wantsTwoCandidatesToTellHowSureAnAnswerIs() {
    assertThatThrownBy(() -> ledger.run(Map.of(AlluviumConfig.TOP_K, "1"), 50, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be at least 2 where alluvium.ask.budget is above 0");
  }

  private static Map<String, String> committee(String head, String challengers) {
    return Map.of(
        AlluviumConfig.ASK_STRATEGY,
        "committee",
        AlluviumConfig.ADAPT,
        "off",
        AlluviumConfig.HEAD,
        head,
        AlluviumConfig.CHALLENGERS,
        challengers);
  }

  @Test
  void challengersAreAskedWhereTheyMayDecideAndDisagree() {
    LedgerRun run = ledger.run(committee("slda", "knn"), 50, false);
    Map<String, String> challenger = new HashMap<>();
    ledger
        .run(committee("knn", "slda"), 50, false)
        .all(Prediction.class)
        .forEach(p -> challenger.put(p.getSampleId(), p.getLabel()));

    List<LabelRequest> disputed =
        requests(run).stream().filter(r -> r.getReason().equals("disagreement")).toList();
    assertThat(disputed)
        .hasSizeGreaterThan(5)
        .allMatch(r -> !r.getLabel().equals(challenger.get(r.getSampleId())));
    assertThat(requests(run)).anyMatch(r -> r.getReason().equals("uncertain"));
  }

  @Test
  void neitherRestartsNorCommitsLeaveATraceInACommittee() {
    ledger.command("PROMOTE", Map.of("head", "ncm"));
    stretch("one", 200);
    Map<String, String> three = committee("slda", "ncm,knn");
    LedgerRun once = ledger.run(three, 0, false);
    assertThat(requests(once)).extracting(LabelRequest::getReason).contains("disagreement");

    for (LedgerRun other : List.of(ledger.run(three, 5, true), ledger.run(three, 97, true))) {
      assertThat(other.published()).isEqualTo(once.published());
      assertThat(asking(other)).isEqualTo(asking(once));
    }
  }

  @Test
  void aCommitteeWantsChallengers() {
    assertThatThrownBy(
            () -> ledger.run(Map.of(AlluviumConfig.ASK_STRATEGY, "committee"), 50, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must name a head where alluvium.ask.strategy is committee");
  }
}
