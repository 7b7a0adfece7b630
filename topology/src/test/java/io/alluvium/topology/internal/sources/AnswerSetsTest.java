package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerSetsTest {
  private final AnswerSets sets = new AnswerSets(0.9);

  private static Decision answer(double... probabilities) {
    List<Candidate> candidates =
        IntStream.range(0, probabilities.length)
            .mapToObj(c -> new Candidate("class-" + c, probabilities[c]))
            .toList();
    return new Decision(candidates, OptionalDouble.empty());
  }

  private static Decision notAsked() {
    throw new AssertionError("all classes were looked at");
  }

  @Test
  void fewCandidatesSayWhatTheSetIsUnlessAllOfThemBelongToIt() {
    assertThat(sets.of(answer(0.7, 0.2, 0.05), AnswerSetsTest::notAsked).orElseThrow())
        .containsExactly("class-0", "class-1");
    assertThat(sets.of(answer(0.3, 0.25), () -> answer(0.3, 0.25, 0.2, 0.15, 0.1)).orElseThrow())
        .containsExactly("class-0", "class-1", "class-2", "class-3", "class-4");
    assertThat(sets.of(answer(), AnswerSetsTest::notAsked).orElseThrow()).isEmpty();
  }

  @Test
  void setsEndAtTheLargest() {
    double[] equal = new double[AnswerSets.LARGEST + 8];
    Arrays.fill(equal, 0.1);
    assertThat(sets.of(answer(0.1), () -> answer(equal)).orElseThrow()).hasSize(AnswerSets.LARGEST);
    assertThat(sets.of(answer(equal), AnswerSetsTest::notAsked).orElseThrow())
        .hasSize(AnswerSets.LARGEST);
  }

  @Test
  void labelsAreFoundBeyondTheFewCandidates() {
    Decision few = answer(0.4, 0.3);
    Decision all = answer(0.4, 0.3, 0.2, 0.1);
    for (int n = 1; n < 1000; n++) {
      assertThat(sets.add(few, () -> all, n % 10 == 0 ? "nowhere" : "class-3")).isEmpty();
    }
    AnswerSets.Report report = sets.add(few, () -> all, "nowhere").orElseThrow();
    assertThat(report.labelled()).isEqualTo(1000);
    assertThat(report.held()).isBetween(800L, 900L);
    assertThat(report.members()).isBetween(3600L, 4000L);
  }

  @Test
  void withoutCoverageThereAreNone() {
    AnswerSets none = new AnswerSets(0);
    assertThat(none.of(answer(0.9), AnswerSetsTest::notAsked)).isEmpty();
    assertThat(none.add(answer(0.9), AnswerSetsTest::notAsked, "class-0")).isEmpty();
  }
}
