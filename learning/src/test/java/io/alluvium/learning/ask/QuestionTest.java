package io.alluvium.learning.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QuestionTest {
  private final SufficientStatistics learnt =
      new SufficientStatistics(
          new Space(new SpaceId("ab".repeat(32)), 2, new Normalisation.Fixed(8, 512)));

  @Test
  void doubtIsOneLessTheMarginAndScarcityTheMeanByTheClass() {
    add("often", 6);
    add("seldom", 2);
    Decision answer = answer(new Candidate("seldom", 0.5), new Candidate("often", 0.25));

    assertThat(Question.of(0.3, answer, learnt, OptionalDouble.of(0.01)))
        .isEqualTo(new Question(0.3, 0.75, 2, OptionalDouble.of(0.01)));
  }

  @Test
  void nothingIsSureBeforeThereAreTwoClasses() {
    add("only", 6);

    assertThat(
            Question.of(0.3, answer(new Candidate("only", 1)), learnt, OptionalDouble.empty())
                .doubt())
        .isEqualTo(1);
    assertThat(Question.of(0.3, answer(), learnt, OptionalDouble.empty()).doubt()).isEqualTo(1);
  }

  @Test
  void drawsAreEvenAndFollowFromTheName() {
    assertThat(Draw.of("ask", "a")).isEqualTo(Draw.of("ask", "a")).isNotEqualTo(Draw.of("b", "a"));
    double sum = 0;
    for (int n = 0; n < 2000; n++) {
      sum += Draw.of("ask", "sample" + n);
    }
    assertThat(sum / 2000).isCloseTo(0.5, within(0.03));
  }

  @Test
  void intervalIsWilsons() {
    Proportion share = new Proportion(81, 263);

    assertThat(share.low()).isCloseTo(0.2553, within(5e-5));
    assertThat(share.high()).isCloseTo(0.3662, within(5e-5));
    assertThat(new Proportion(0, 5).low()).isZero();
    assertThat(new Proportion(5, 5).high()).isEqualTo(1);
    assertThatThrownBy(() -> new Proportion(6, 5)).hasMessageContaining("6 of 5");
  }

  private void add(String label, int samples) {
    for (int n = 0; n < samples; n++) {
      learnt.add(label, Embedding.of((short) n, (short) 1));
    }
  }

  private static Decision answer(Candidate... candidates) {
    return new Decision(List.of(candidates), OptionalDouble.empty());
  }
}
