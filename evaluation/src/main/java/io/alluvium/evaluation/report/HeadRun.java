package io.alluvium.evaluation.report;

import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.metrics.Mistake;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.protocol.Asker;
import io.alluvium.evaluation.protocol.Asking;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Player;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.learning.Head;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SolveOptions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays scripts to heads and grades them.
 *
 * @param set the data set
 * @param scripts what is played, the same to each head
 * @param solves when a head is solved
 * @param options settings of the protocol
 * @param clocks measure and decide nothing
 */
public record HeadRun(
    ExampleSet set,
    List<Script> scripts,
    SolveOptions solves,
    ProtocolOptions options,
    Clocks clocks) {
  /** Copies the list. */
  public HeadRun {
    scripts = List.copyOf(scripts);
  }

  /** Mistakes that a row names, the most frequent ones. */
  private static final int MAX_MISTAKES = 2_000;

  /**
   * Plays all scripts to a head.
   *
   * @param name its name in the report
   * @param answers is given each graded answer
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  public HeadRow row(String name, Head head, Watch watch, Consumer<GradedAnswer> answers) {
    return HeadRow.of(
        name, scripts.stream().map(script -> play(script, name, head, watch, answers)).toList());
  }

  private ScriptRow play(
      Script script, String name, Head head, Watch watch, Consumer<GradedAnswer> answers) {
    Optional<Asker> asker =
        options
            .labels()
            .asked()
            .map(asked -> new Asker(asked, script.samples() - options.warm(), options.seed()));
    Player player =
        new Player(
            set, head, solves, clocks, asker.<Asking>map(each -> each).orElse(Asking.EVERYTHING));
    Grader grader = new Grader(script, new AnswerLog(name, script.name(), answers));
    String prefix = String.join(" ", name, script.name()).strip() + ", ";
    player.play(script, grader, (what, done, of) -> watch.at(prefix + what, done, of));
    Effort effort = player.effort();
    Map<String, Object> metrics =
        MetricSheet.of(script, grader, effort, stateBytes(player.learner()));
    MetricSheet.latency(player.latency(), metrics);
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("ledger_digest", script.ledgerDigest(set));
    details.put("state_digest", stateDigest(player.learner()));
    answered(script.isProbed() ? grader.seen() : grader.stream(), player.learner(), details);
    asker.ifPresent(each -> details.put("asking", each.values()));
    details.put("tasks", tasks(script, grader));
    details.put("curve", grader.curve());
    details.put("marks", grader.marks());
    return new ScriptRow(script.name(), metrics, details);
  }

  /**
   * As they lie in the stores: a count and the sums of each class, and the second moment, int64.
   */
  static long stateBytes(Learner learner) {
    long dim = learner.statistics().space().dim();
    long classes = learner.statistics().labels().size();
    return Long.BYTES * (classes * (1 + dim) + dim * (dim + 1) / 2);
  }

  /** Over the digest of the sums and the place in the ledger. */
  private static String stateDigest(Learner learner) {
    return new Sha256()
        .text(HexFormat.of().formatHex(learner.statistics().digest()))
        .number(learner.progress().entries())
        .number(learner.progress().updates())
        .number(learner.progress().effective().updates())
        .number(learner.progress().effective().effect())
        .hex();
  }

  /** Adds what answers say of each class, and where the learner has the classes. */
  static void answered(Answers answers, Learner learner, Map<String, Object> details) {
    details.put("classes", answers.confusion().classes());
    details.put("mistakes", mistakes(answers));
    details.put("calibration", answers.probabilities().bins());
    details.put("class_map", ClassMap.of(learner.statistics()));
  }

  private static List<Mistake> mistakes(Answers answers) {
    return answers.confusion().mistakes().stream().limit(MAX_MISTAKES).toList();
  }

  private static List<Map<String, Object>> tasks(Script script, Grader grader) {
    List<Map<String, Object>> tasks = new ArrayList<>();
    if (script.groups().size() < 2) {
      return tasks;
    }
    for (Grader.TaskEnd end : grader.ends()) {
      int i = end.task();
      Map<String, Object> task = new LinkedHashMap<>();
      task.put("name", script.groups().get(i).name());
      task.put("test_samples", script.groups().get(i).examples().size());
      task.put("accuracy", grader.matrix().at(i, i));
      task.put("error", 1 - grader.matrix().at(i, i));
      task.put("seen_accuracy.samples", grader.matrix().seenBySamples(i));
      task.put("seen_accuracy.tasks", grader.matrix().seenByTasks(i));
      task.put("cumulative_samples", end.effort().samples());
      task.put("cumulative_multiply_adds", end.effort().operations());
      task.put("cumulative_cpu_seconds", end.effort().cpuNanos() / 1e9);
      tasks.add(task);
    }
    return tasks;
  }
}
