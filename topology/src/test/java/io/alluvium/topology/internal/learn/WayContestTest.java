package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.transition.SwapScorer;
import io.alluvium.topology.Toy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WayContestTest {
  private final WayContest contest = new WayContest(Map.of());

  /** A way that always says the same. */
  private static SwapScorer saying(String label) {
    return new SwapScorer.Direct(Toy.space(1), new OneAnswer(label));
  }

  private record OneAnswer(String label) implements Scorer {
    @Override
    public List<String> labels() {
      return List.of(label);
    }

    @Override
    public double[] scores(Embedding query) {
      return new double[1];
    }

    @Override
    public Scorer refreshed(Evidence now, Set<String> changed) {
      return this;
    }
  }

  private static void ask(WayContest contest, int count, String truth) {
    for (int n = 0; n < count; n++) {
      contest.ask(List.of("one", "two"), WayContestTest::saying, Toy.axis(0), truth);
    }
  }

  @Test
  void fewLabelsChangeNothing() {
    ask(contest, 49, "two");
    assertThat(contest.better("one")).isEmpty();
    ask(contest, 1, "two");
    assertThat(contest.better("one")).contains("two");
    assertThat(contest.better("two")).isEmpty();
  }

  @Test
  void whoIsOnlyALittleBetterDoesNotTakeOver() {
    ask(contest, 100, "one");
    ask(contest, 90, "two");
    assertThat(contest.better("one")).isEmpty();
    ask(contest, 60, "two");
    assertThat(contest.better("one")).contains("two");
  }

  @Test
  void goesOnWhereItStood() {
    ask(contest, 30, "two");
    WayContest again = new WayContest(contest.scores());
    assertThat(again.better("one")).isEmpty();
    ask(again, 20, "two");
    assertThat(again.better("one")).contains("two");
    assertThat(contest.better("one")).isEmpty();
  }
}
