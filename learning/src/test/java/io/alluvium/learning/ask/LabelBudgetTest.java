package io.alluvium.learning.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelBudgetTest {
  private static final int SAMPLES = 20_000;

  private final RandomGenerator random = new SplittableRandom(11);

  private static AskOptions options(AskStrategy strategy, double budget) {
    return new AskOptions(strategy, budget, 0.2, 1000);
  }

  private Question question() {
    return new Question(
        random.nextDouble(),
        random.nextDouble(),
        1,
        random.nextInt(3) == 0 ? OptionalDouble.of(random.nextDouble()) : OptionalDouble.empty());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5})
  void spendsItsBudgetAndNoMoreThanAWindowOfIt(double share) {
    LabelBudget budget = new LabelBudget(options(AskStrategy.AUTO, share));
    int asked = 0;
    for (int n = 1; n <= SAMPLES; n++) {
      asked += budget.next(question()).isPresent() ? 1 : 0;
      assertThat(asked).isLessThan((int) (share * (n + 1000) + 5 * Math.sqrt(share * n)) + 2);
    }
    assertThat(asked / (double) SAMPLES).isCloseTo(share, within(0.08 * share + 0.001));
  }

  @Test
  void asksAboutTheMostDoubtful() {
    LabelBudget budget = new LabelBudget(options(AskStrategy.UNCERTAIN, 0.1));
    List<Double> asked = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int n = 0; n < SAMPLES; n++) {
      Question question = question();
      Optional<AskedQuestion> answer = budget.next(question);
      if (n > SAMPLES / 2 && answer.map(each -> each.reason() == AskReason.RANDOM).isEmpty()) {
        others.add(question.doubt());
      } else if (answer.isPresent() && answer.get().reason() == AskReason.UNCERTAIN) {
        asked.add(question.doubt());
      }
    }
    List<Double> late = asked.subList(asked.size() / 2, asked.size());
    assertThat(late).allMatch(doubt -> doubt > 0.7);
    assertThat(mean(late)).isGreaterThan(0.9);
    assertThat(mean(others)).isCloseTo(0.46, within(0.03));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElse(0);
  }

  @Test
  void randomShareDependsOnTheDrawAlone() {
    AskOptions options = options(AskStrategy.AUTO, 0.1);
    LabelBudget budget = new LabelBudget(options);
    for (int n = 0; n < SAMPLES; n++) {
      Question question = question();
      boolean isRandom =
          budget.next(question).filter(each -> each.reason() == AskReason.RANDOM).isPresent();
      assertThat(isRandom).isEqualTo(question.draw() < 0.1 * 0.2);
    }
  }

  @Test
  void asksAtRandomOnlyWhereThatIsAll() {
    LabelBudget budget = new LabelBudget(options(AskStrategy.RANDOM, 0.3));
    for (int n = 0; n < 1000; n++) {
      Question question = question();
      assertThat(budget.next(question).isPresent()).isEqualTo(question.draw() < 0.3);
    }
  }

  /** However doubtful or novel others are: the share of those drawn is then of all answers. */
  @Test
  void asksNobodyElseWhereAllIsAskedAtRandom() {
    LabelBudget budget = new LabelBudget(new AskOptions(AskStrategy.AUTO, 0.3, 1, 1000));
    for (int n = 0; n < SAMPLES; n++) {
      Question question = new Question(random.nextDouble(), 1, 1, OptionalDouble.of(0.001));
      assertThat(budget.next(question).isPresent()).isEqualTo(question.draw() < 0.3);
    }
  }

  @Test
  void asksNobodyWithoutABudget() {
    LabelBudget budget = new LabelBudget(options(AskStrategy.AUTO, 0));
    for (int n = 0; n < 1000; n++) {
      assertThat(budget.next(question())).isEmpty();
    }
  }

  @Test
  void challengersAreAskedOnlyWhereTheyMayDecide() {
    LabelBudget budget = new LabelBudget(options(AskStrategy.COMMITTEE, 0.1));
    int challenged = 0;
    int disputed = 0;
    for (int n = 0; n < SAMPLES; n++) {
      Question question =
          new Question(random.nextDouble(), random.nextDouble(), 1, OptionalDouble.empty());
      double threshold = threshold(budget);
      boolean room = budget.spending() < 0.1;
      double share = random.nextInt(4) / 3.0;
      boolean[] called = new boolean[1];
      Optional<AskedQuestion> asked =
          budget.next(
              question,
              () -> {
                called[0] = true;
                return share;
              });
      boolean near = question.doubt() < threshold && 2 * question.doubt() >= threshold;
      assertThat(called[0]).isEqualTo(near && room && question.draw() >= 0.02);
      boolean raised = called[0] && share > 0 && question.doubt() * (1 + share) >= threshold;
      assertThat(asked.filter(each -> each.reason() == AskReason.DISAGREEMENT).isPresent())
          .isEqualTo(raised);
      if (raised) {
        assertThat(asked.orElseThrow().priority()).isEqualTo(question.doubt() * (1 + share));
        disputed++;
      }
      challenged += called[0] ? 1 : 0;
    }
    assertThat(disputed).isBetween(SAMPLES / 100, challenged - SAMPLES / 100);
    assertThat(challenged).isLessThan(SAMPLES / 2);
  }

  private static double threshold(LabelBudget budget) {
    StateReader state = new StateReader(words(budget));
    state.nextDouble();
    return state.nextDouble();
  }

  @Test
  void whereChallengersAgreeNothingChanges() {
    LabelBudget committee = new LabelBudget(options(AskStrategy.COMMITTEE, 0.1));
    LabelBudget auto = new LabelBudget(options(AskStrategy.AUTO, 0.1));
    for (int n = 0; n < SAMPLES; n++) {
      Question question = question();
      assertThat(committee.next(question)).isEqualTo(auto.next(question, LabelBudgetTest::never));
      assertThat(words(committee)).isEqualTo(words(auto));
    }
  }

  private static double never() {
    throw new AssertionError("challengers were asked");
  }

  @Test
  void saysWhatSpokeForAsking() {
    LabelBudget budget = new LabelBudget(options(AskStrategy.COMMITTEE, 0.1));
    Map<AskReason, Integer> reasons = new EnumMap<>(AskReason.class);
    for (int n = 0; n < SAMPLES; n++) {
      Question question =
          switch (n % 20) {
            case 0 -> new Question(1 - 1e-9, 0.05, 1, OptionalDouble.of(0.001));
            case 1 -> new Question(1 - 1e-9, 0.5, 9, OptionalDouble.of(0.5));
            case 2 -> new Question(n % 40 == 2 ? 0 : 1 - 1e-9, 0.1, 1, OptionalDouble.empty());
            case 3 -> new Question(1 - 1e-9, 0.95, 1, OptionalDouble.empty());
            default -> new Question(1 - 1e-9, 0.01, 1, OptionalDouble.of(0.5));
          };
      budget
          .next(question, () -> 1)
          .ifPresent(each -> reasons.merge(each.reason(), 1, Integer::sum));
    }
    assertThat(reasons.keySet()).containsExactlyInAnyOrder(AskReason.values());
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWhereItWasWritten(AskStrategy strategy) {
    AskOptions options = options(strategy, 0.1);
    LabelBudget whole = new LabelBudget(options);
    LabelBudget parts = new LabelBudget(options);
    for (int n = 0; n < 5000; n++) {
      Question question = question();
      if (n % 7 == 0) {
        whole.pass();
        parts.pass();
      }
      assertThat(parts.next(question)).isEqualTo(whole.next(question));
      if (n % 13 == 0) {
        parts = LabelBudget.load(options, new StateReader(words(parts)));
      }
      assertThat(words(parts)).isEqualTo(words(whole));
    }
  }

  private static StateWords words(LabelBudget budget) {
    StateWriter state = new StateWriter();
    budget.save(state);
    return state.words();
  }

  @Test
  void refusesWhatItHasNotWritten() {
    AskOptions options = options(AskStrategy.AUTO, 0.1);
    for (StateWriter wrong :
        List.of(new StateWriter().put(-1.0).put(0.5), new StateWriter().put(1.0).put(0.0))) {
      assertThatThrownBy(() -> LabelBudget.load(options, new StateReader(wrong.words())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("budget has spent");
    }
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> new AskOptions(AskStrategy.AUTO, 1.5, 0.2, 10))
        .hasMessage("budget is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new AskOptions(AskStrategy.AUTO, 0.5, -0.2, 10))
        .hasMessage("random share is -0.2, expected 0 to 1");
    assertThatThrownBy(() -> new AskOptions(AskStrategy.AUTO, 0.5, 0.2, 0))
        .hasMessage("window is 0, expected at least 1");
    assertThatThrownBy(() -> new Question(0.5, 1.5, 1, OptionalDouble.empty()))
        .hasMessage("doubt is 1.5, expected 0 to 1.0");
  }
}
