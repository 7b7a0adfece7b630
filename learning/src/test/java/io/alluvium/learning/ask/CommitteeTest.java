package io.alluvium.learning.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Serving;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitteeTest {
  private static final Embedding SAMPLE = Embedding.of((short) 1, (short) 2);
  private static final Space SPACE =
      new Space(new SpaceId("ab".repeat(32)), 2, new Normalisation.Fixed(8, 4000));

  /** Answers with one class, whatever it sees. */
  private record Stubborn(String name, String answer) implements Head, Scorer {
    @Override
    public Scorer fit(Evidence evidence) {
      return this;
    }

    @Override
    public List<String> labels() {
      return List.of(answer);
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

  private final Learner learner =
      Learner.start(
          SPACE,
          new HeadPanel(
              List.of(
                  new Stubborn("serving", "a"),
                  new Stubborn("same", "a"),
                  new Stubborn("other", "b"),
                  new Stubborn("third", "c"))),
          SolveOptions.defaults(),
          Learner.Background.INLINE);

  private double disagreement(String... heads) {
    return new Committee(List.of(heads)).disagreement(learner, SAMPLE, learner.decide(SAMPLE, 1));
  }

  @Test
  void isTheShareOfChallengersThatAnswerOtherwise() {
    assertThat(disagreement("serving", "same", "other", "third")).isEqualTo(2.0 / 3);
    assertThat(disagreement("serving", "same")).isZero();
    assertThat(disagreement("other")).isEqualTo(1);
  }

  @Test
  void theHeadThatAnswersHasNoVote() {
    assertThat(disagreement("serving")).isZero();
    learner.serve(new Serving("other", OptionalLong.of(3)));
    assertThat(disagreement("serving", "same", "other", "third")).isEqualTo(1);
  }

  @Test
  void noAnswerIsAnotherThanAny() {
    Decision none = new Decision(List.of(), OptionalDouble.empty());

    assertThat(new Committee(List.of("same")).disagreement(learner, SAMPLE, none)).isEqualTo(1);
  }

  @Test
  void headsThatDoNotRunAreRefused() {
    assertThatThrownBy(() -> disagreement("absent")).hasMessageContaining("absent");
  }
}
