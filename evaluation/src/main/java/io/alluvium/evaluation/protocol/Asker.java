package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Learner;
import io.alluvium.learning.ask.AskOptions;
import io.alluvium.learning.ask.AskReason;
import io.alluvium.learning.ask.AskStrategy;
import io.alluvium.learning.ask.AskedQuestion;
import io.alluvium.learning.ask.Committee;
import io.alluvium.learning.ask.Draw;
import io.alluvium.learning.ask.LabelBudget;
import io.alluvium.learning.ask.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Asks for the labels of a stream as LEARN asks for those of a source, and keeps what was answered
 * by labels spent. Labels of samples that are not graded are given. For one stream and one thread.
 */
public final class Asker implements Asking {
  private static final int POINTS = 100;

  private final AskOptions options;
  private final LabelBudget budget;
  private final Committee committee;
  private final String key;
  private final long pointEvery;
  private final long most;
  private final Map<AskReason, Integer> reasons = new EnumMap<>(AskReason.class);
  private final List<Map<String, Object>> curve = new ArrayList<>();
  private long given;
  private long challenged;
  private long spent;
  private long samples;
  private long right;
  private long randomRight;

  /** Begins before a stream of so many samples. */
  public Asker(AskedLabels asked, long samples, long seed) {
    this.options = asked.options(samples);
    this.budget = new LabelBudget(options);
    this.committee = new Committee(asked.challengers());
    this.key = "ask" + seed;
    this.most = asked.labels() == 0 ? Long.MAX_VALUE : asked.labels();
    this.pointEvery = Math.max(1, (long) (options.budget() * samples) / POINTS);
  }

  @Override
  public boolean asks(Example example, boolean graded, Decision decision, Learner learner) {
    if (!graded) {
      given++;
      return true;
    }
    samples++;
    boolean isRight =
        decision.candidates().stream()
            .findFirst()
            .filter(best -> best.label().equals(example.label()))
            .isPresent();
    right += isRight ? 1 : 0;
    if (spent == most) {
      return false;
    }
    Optional<AskedQuestion> asked =
        budget.next(
            Question.of(
                Draw.of(key, example.id()), decision, learner.statistics(), OptionalDouble.empty()),
            () -> {
              challenged++;
              return committee.disagreement(learner, example.embedding(), decision);
            });
    asked.ifPresent(question -> spend(question.reason(), isRight));
    return asked.isPresent();
  }

  private void spend(AskReason reason, boolean isRight) {
    spent++;
    reasons.merge(reason, 1, Integer::sum);
    randomRight += reason == AskReason.RANDOM && isRight ? 1 : 0;
    if (spent % pointEvery == 0) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("labels", spent);
      point.put("samples", samples);
      point.put("prequential_accuracy", (double) right / samples);
      curve.add(point);
    }
  }

  /** Returns what was asked, by names. */
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("strategy", options.strategy().name().toLowerCase(Locale.ROOT));
    values.put("budget", options.budget());
    values.put("given", given);
    values.put("labels", spent);
    if (options.strategy() == AskStrategy.COMMITTEE) {
      values.put("challenged", challenged);
    }
    Map<String, Object> by = new LinkedHashMap<>();
    reasons.forEach((reason, count) -> by.put(reason.name().toLowerCase(Locale.ROOT), count));
    values.put("reasons", by);
    int random = reasons.getOrDefault(AskReason.RANDOM, 0);
    if (random > 0) {
      values.put("accuracy_of_random_share", (double) randomRight / random);
    }
    values.put("curve", curve);
    return values;
  }
}
