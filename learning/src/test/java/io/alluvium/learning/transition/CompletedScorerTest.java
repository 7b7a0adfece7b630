package io.alluvium.learning.transition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Answers over classes that only one of two scorers knows. */
class CompletedScorerTest {
  private static final Space SPACE = space("1");
  private static final Embedding QUERY = SPACE.quantise(new float[] {1, 0});

  private static Space space(String digit) {
    return new Space(new SpaceId(digit.repeat(64)), 2, new Normalisation.L2());
  }

  private static SwapScorer saying(Space space, Map<String, Double> probabilities) {
    return new SwapScorer.Direct(space, new FixedScorer(new TreeMap<>(probabilities)));
  }

  private static Map<String, Double> probabilities(Decision decision) {
    Map<String, Double> byLabel = new TreeMap<>();
    for (Candidate candidate : decision.candidates()) {
      byLabel.put(candidate.label(), candidate.probability());
    }
    return byLabel;
  }

  private final SwapScorer completed =
      new SwapScorer.Completed(
          saying(SPACE, Map.of("a", 0.75, "b", 0.25)),
          saying(SPACE, Map.of("a", 0.1, "b", 0.5, "c", 0.4)));

  @Test
  void whoIsKnownToOneAloneHasItsProbabilityAndTheOthersShareTheRest() {
    Map<String, Double> found = probabilities(completed.decide(QUERY, 3));
    assertThat(found.get("c")).isCloseTo(0.4, within(1e-12));
    assertThat(found.get("a")).isCloseTo(0.75 * 0.6, within(1e-12));
    assertThat(found.get("b")).isCloseTo(0.25 * 0.6, within(1e-12));
  }

  @Test
  void decidesByProbabilityWithTheMarginOfTheirLogarithms() {
    Decision decision = completed.decide(QUERY, 2);
    assertThat(decision.candidates()).extracting(Candidate::label).containsExactly("a", "c");
    assertThat(decision.margin().orElseThrow()).isCloseTo(Math.log(0.45 / 0.4), within(1e-12));
  }

  @Test
  void whereBothKnowTheSameTheFirstOneSpeaks() {
    SwapScorer first = saying(SPACE, Map.of("a", 0.75, "b", 0.25));
    SwapScorer both = new SwapScorer.Completed(first, saying(SPACE, Map.of("a", 0.01, "b", 0.99)));
    assertThat(both.decide(QUERY, 2)).isEqualTo(first.decide(QUERY, 2));
  }

  @Test
  void spacesNeverMix() {
    SwapScorer here = saying(SPACE, Map.of("a", 1.0));
    SwapScorer there = saying(space("2"), Map.of("a", 1.0));
    assertThatThrownBy(() -> new SwapScorer.Completed(here, there))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected one");
  }
}
