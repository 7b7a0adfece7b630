package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.HeapRegistry;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Position;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.processor.api.Record;
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
  private final WireSerdes serdes = HeapRegistry.serdes();
  private final double[][] means = new double[CLASSES][DIM];
  private final List<byte[]> ledger = new ArrayList<>();
  private final Map<String, Integer> truth = new HashMap<>();
  private final Set<String> early = new HashSet<>();

  @BeforeEach
  void write() {
    for (double[] mean : means) {
      for (int i = 0; i < DIM; i++) {
        mean[i] = 0.4 * random.nextGaussian();
      }
    }
    append(new Body.Announcement(SPACE, "test"));
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
    append(
        new Body.Sample(
            id,
            source,
            OptionalLong.empty(),
            Optional.empty(),
            List.of(new Body.View(SPACE.id(), SPACE.quantise(vector)))));
  }

  private void label(String id, String source) {
    append(
        new Body.Label(
            id,
            source,
            Optional.of(Assignment.of("class" + truth.get(id))),
            1,
            Optional.empty(),
            OptionalLong.empty()));
  }

  private void command(String type, Map<String, String> arguments) {
    append(new Body.Command(type + ledger.size(), type, arguments, Optional.empty()));
  }

  private void append(Body body) {
    ledger.add(
        serdes
            .ledgerEntry()
            .serializer()
            .serialize(
                "ledger",
                LedgerFormat.toAvro(new Unsequenced(Optional.empty(), body, OptionalInt.empty()))));
  }

  /** One run of LEARN: what it said, and the stores it left. */
  private final class Run {
    private final KnowledgeStores stores = KnowledgeStores.onHeap();
    private final List<Object> published = new ArrayList<>();
    private final AlluviumConfig config;
    private final Map<String, String> mark;

    /**
     * Folds the whole ledger.
     *
     * @param commit entries between two commits; 0 commits once at the end
     * @param restarts whether the task is opened anew after each commit
     */
    Run(Map<String, String> changed, int commit, boolean restarts) {
      Map<String, String> settings = new HashMap<>(SETTINGS);
      settings.putAll(changed);
      config = new AlluviumConfig(settings);
      LearnFold fold = open();
      for (int at = 0; at < ledger.size(); at++) {
        fold.fold(new Record<>(new byte[0], ledger.get(at), 1000), "ledger", new Position(0, at));
        if (commit > 0 && at % commit == commit - 1) {
          fold.flush(at);
          fold = restarts ? open() : fold;
        }
      }
      mark = fold.mark();
      fold.flush(ledger.size() - 1);
    }

    private LearnFold open() {
      return new LearnFold(
          config,
          serdes,
          Learner.Background.INLINE,
          stores,
          (record, sink) -> published.add(record.value()));
    }

    <T> List<T> all(Class<T> type) {
      return published.stream().filter(type::isInstance).map(type::cast).toList();
    }

    List<LabelRequest> requests() {
      return all(LabelRequest.class);
    }

    Stream<Event> events(String type) {
      return all(Event.class).stream().filter(event -> event.getType().equals(type));
    }

    String asking() {
      StringBuilder text = new StringBuilder();
      stores
          .asking()
          .forEachRaw((key, value) ->
              text.append(new String(key, StandardCharsets.ISO_8859_1))
                  .append(new String(value, StandardCharsets.ISO_8859_1)));
      return text.toString();
    }
  }

  @Test
  void asksWithinTheBudgetOfEachSourceAndOnceForASample() {
    Run run = new Run(Map.of(), 50, false);

    assertThat(run.requests()).extracting(LabelRequest::getSampleId).doesNotHaveDuplicates();
    for (String source : List.of("one", "two")) {
      long samples =
          run.all(Prediction.class).stream().filter(p -> p.getSource().equals(source)).count();
      long asked = run.requests().stream().filter(r -> r.getSource().equals(source)).count();
      assertThat((double) asked).isBetween(0.6 * BUDGET * samples, 1.2 * BUDGET * samples);
    }
    assertThat(run.requests()).extracting(LabelRequest::getReason).contains("uncertain", "random");
  }

  @Test
  void neverAsksForALabelThatIsThere() {
    assertThat(new Run(Map.of(), 50, false).requests())
        .extracting(LabelRequest::getSampleId)
        .doesNotContainAnyElementsOf(early);
  }

  @Test
  void requestsSayWhatPredictionsSay() {
    Run run = new Run(Map.of(), 50, false);
    Map<String, Prediction> predictions = new HashMap<>();
    run.all(Prediction.class).forEach(p -> predictions.put(p.getSampleId(), p));

    assertThat(run.requests())
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
    Run run = new Run(Map.of(AlluviumConfig.ASK_STRATEGY, "random"), 50, false);
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
        .isBetween(1L, (long) run.requests().size());
  }

  @Test
  void neitherRestartsNorCommitsLeaveATrace() {
    command("FORGET", Map.of("sample", "one0"));
    stretch("one", 200);
    command("MARK", Map.of("name", "between"));
    stretch("three", 100);
    command("FORGET", Map.of("source", "two"));
    stretch("two", 100);
    Map<String, String> two =
        Map.of(AlluviumConfig.ASK_MAX_SOURCES, "2", AlluviumConfig.ASK_MAX_OPEN, "20");
    Run once = new Run(two, 0, false);
    assertThat(once.requests()).hasSizeGreaterThan(300);
    assertThat(once.events("asked")).isNotEmpty();

    for (Run other :
        List.of(new Run(two, 1, true), new Run(two, 97, true), new Run(two, 7, false))) {
      assertThat(other.published).isEqualTo(once.published);
      assertThat(other.mark).isEqualTo(once.mark);
      assertThat(other.asking()).isEqualTo(once.asking());
    }
  }

  @Test
  void nothingIsLeftOfASourceThatWasForgotten() {
    assertThat(new Run(Map.of(), 50, true).asking()).contains("source/two").contains("open/two");
    command("FORGET", Map.of("source", "two"));

    assertThat(new Run(Map.of(), 50, true).asking()).contains("open/one").doesNotContain("two");
  }

  @Test
  void openRequestsAreBounded() {
    Run free = new Run(Map.of(), 50, true);
    Run bounded = new Run(Map.of(AlluviumConfig.ASK_MAX_OPEN, "7"), 50, true);

    assertThat(free.asking().split("open/", -1)).hasSizeGreaterThan(50);
    assertThat(bounded.asking().split("open/", -1)).hasSizeBetween(3, 7 + 1);
  }

  @Test
  void asksNobodyUnlessToldTo() {
    Run run = new Run(Map.of(AlluviumConfig.ASK_BUDGET, "0"), 50, false);

    assertThat(run.requests()).isEmpty();
    assertThat(run.asking()).isEmpty();
  }

  @Test
  void wantsTwoCandidatesToTellHowSureAnAnswerIs() {
    assertThatThrownBy(() -> new Run(Map.of(AlluviumConfig.TOP_K, "1"), 50, false))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("must be at least 2 where alluvium.ask.budget is above 0");
  }
}
