package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerSetsTest {
  private final AnswerSets sets = sets(0.9, AnswerSets.Limits.GLOBAL);

  private static AnswerSets sets(double coverage, AnswerSets.Limits limits) {
    return new AnswerSets(new AnswerSets.Options(coverage, limits, AnswerSets.Tracking.QUANTILE));
  }

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
    AnswerSets none = sets(0, AnswerSets.Limits.GLOBAL);
    assertThat(none.of(answer(0.9), AnswerSetsTest::notAsked)).isEmpty();
    assertThat(none.add(answer(0.9), AnswerSetsTest::notAsked, "class-0")).isEmpty();
  }

  @Test
  void classesBelongByLimitsOfTheirOwn() {
    AnswerSets own = sets(0.9, AnswerSets.Limits.CLASS);
    for (int n = 0; n < 200; n++) {
      own.add(answer(0.7, 0.2, 0.05), () -> answer(0.7, 0.2, 0.05), "class-0");
      own.add(answer(0.7, 0.2, 0.05), () -> answer(0.7, 0.2, 0.05), "class-2");
    }

    Decision all = answer(0.4, 0.11, 0.1, 0.01);
    assertThat(own.of(all, () -> all).orElseThrow()).contains("class-2").doesNotContain("class-1");
    assertThat(own.of(answer(0.4, 0.11), () -> all).orElseThrow())
        .as("all classes are looked at where one of them may belong")
        .contains("class-2");
    own.move(Map.of("class-2", "class-1"));
    assertThat(own.of(all, () -> all).orElseThrow()).contains("class-1").doesNotContain("class-2");
    assertThat(own.retain(List.of("class-0"))).isTrue();
  }
}
