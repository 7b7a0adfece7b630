package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads that serve, run beside each other and take each other's place. */
class ServingHeadsTest {
  @TempDir private Path state;

  private final RandomGenerator random = Seeds.random();

  private LearnDriver learn(String head, String challengers) {
    Map<String, String> settings = new HashMap<>();
    settings.put(AlluviumConfig.HEAD, head);
    settings.put(AlluviumConfig.CHALLENGERS, challengers);
    settings.put(AlluviumConfig.CHALLENGERS_REPORT_LABELS, "20");
    settings.put(AlluviumConfig.HEAD_FEATURES, "24");
    settings.put(AlluviumConfig.HEAD_WINDOW, "15");
    settings.put(AlluviumConfig.SOLVE_MIN_UPDATES, "5");
    settings.put(AlluviumConfig.SOLVE_MAX_UPDATES, "11");
    settings.put(AlluviumConfig.SOLVE_DELAY_ENTRIES, "3");
    settings.put(AlluviumConfig.CHECKPOINT_UPDATES, "7");
    settings.put(AlluviumConfig.BANK_MAX_LABELLED, "50");
    return new LearnDriver(state, settings).announced();
  }

  /** Labelled samples, some of them corrected, withdrawn or forgotten. */
  private void play(LearnDriver learn, int from, int to) {
    for (int n = from; n < to; n++) {
      int axis = random.nextInt(Toy.DIM);
      learn.sample("s" + n, Toy.near(axis, random));
      learn.label("s" + n, "class" + axis, 1 + random.nextInt(2), 1);
      switch (random.nextInt(12)) {
        case 0 -> learn.label("s" + random.nextInt(n + 1), "class" + random.nextInt(5), 1, n + 2);
        case 1 -> learn.withdraw("s" + random.nextInt(n + 1), n + 2);
        case 2 ->
            learn.command("forget" + n, "FORGET", Map.of("sample", "s" + random.nextInt(n + 1)));
        default -> {}
      }
    }
  }

  private static long right(LearnDriver learn) {
    RandomGenerator queries = Seeds.random();
    long right = 0;
    for (int n = 0; n < 100; n++) {
      int axis = n % Toy.DIM;
      learn.sample("query" + n, Toy.near(axis, queries));
      right += ("class" + axis).equals(learn.lastPrediction().getLabel()) ? 1 : 0;
    }
    return right;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fastslow",
        "fetril",
        "keyvalue",
        "klda",
        "knn",
        "linear",
        "prior",
        "ranpac",
        "simplex",
        "teen",
        "trusted"
      })
  void anyHeadServesAndItsReplayIsTheSame(String head) {
    try (LearnDriver learn = learn(head, "")) {
      play(learn, 0, 120);
      assertThat(right(learn)).isGreaterThan(65);
      assertThat(learn.lastPrediction().getHead()).isEqualTo(head);
      assertThat(learn.replayedMarks()).isEmpty();
      Map<String, String> live = learn.mark();
      assertThat(learn.replayedMarks()).containsExactly(live);
    }
  }

  @Test
  void challengersAreScoredOnTheSameLabels() {
    try (LearnDriver learn = learn("ncm", "slda,knn")) {
      play(learn, 0, 60);
      List<Event> reports = learn.events("head-scores").toList();
      assertThat(reports).hasSize(3);
      Map<String, String> last = reports.getLast().getDetails();
      assertThat(last)
          .containsEntry("ncm.asked", "60")
          .containsEntry("slda.asked", "60")
          .containsEntry("knn.asked", "60")
          .containsEntry("serving", "ncm")
          .containsKeys("best", "knn.right", "knn.accuracy", "knn.fading_accuracy");
      assertThat(Long.parseLong(last.get("knn.right"))).isBetween(30L, 60L);
    }
  }

  @Test
  void promotedHeadAnswersFromItsPlaceOn() {
    try (LearnDriver learn = learn("ncm", "knn")) {
      play(learn, 0, 40);
      Prediction before = learn.lastPrediction();
      learn.command("p1", "PROMOTE", Map.of("head", "knn", "dry_run", "true"));
      assertThat(learn.events("command-dry-run").toList())
          .singleElement()
          .satisfies(event ->
              assertThat(event.getMessage())
                  .isEqualTo("It would be so: head knn answers instead of ncm."));
      learn.sample("q1", Toy.axis(1));
      assertThat(learn.lastPrediction().getHead()).isEqualTo("ncm").isEqualTo(before.getHead());
      learn.command("p2", "PROMOTE", Map.of("head", "knn"));
      long promoted = learn.ledger().size() - 1L;
      learn.sample("q2", Toy.axis(1));
      assertThat(learn.lastPrediction().getHead()).isEqualTo("knn");
      assertThat(learn.lastPrediction().getModel().getOffset()).isEqualTo(promoted);
      learn.command("p2", "PROMOTE", Map.of("head", "ncm"));
      assertThat(learn.events("command-repeated")).hasSize(1);
      play(learn, 40, 60);
      assertThat(learn.lastPrediction().getHead()).isEqualTo("knn");
      Map<String, String> live = learn.mark();
      assertThat(learn.replayedMarks()).containsExactly(live);
    }
  }

  @Test
  void headThatDoesNotRunCannotBePromoted() {
    try (LearnDriver learn = learn("ncm", "knn")) {
      learn.command("p1", "PROMOTE", Map.of("head", "slda"));
      assertThat(learn.events("command-refused").toList())
          .singleElement()
          .satisfies(event ->
              assertThat(event.getMessage())
                  .contains("head 'slda' does not run here: those that do are [ncm, knn]"));
      learn.sample("q", Toy.axis(1));
      assertThat(learn.lastPrediction().getHead()).isEqualTo("ncm");
    }
  }

  @Test
  void labelsThatTrustedHeadsSetAsideAreTold() {
    try (LearnDriver learn = learn("trusted", "")) {
      play(learn, 0, 60);
      assertThat(learn.events("solved").toList().getLast().getDetails())
          .containsKey("labels_set_aside");
    }
  }
}
