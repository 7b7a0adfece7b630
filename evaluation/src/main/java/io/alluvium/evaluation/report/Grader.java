package io.alluvium.evaluation.report;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.AccuracyMatrix;
import io.alluvium.evaluation.metrics.Baselines;
import io.alluvium.evaluation.metrics.Novelty;
import io.alluvium.evaluation.metrics.Prequential;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Observer;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.TestGroup;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a learner answers while one script is played, and hands on each graded answer.
 * Answers to the stream wait until the learner's clocks stand still. For one script and one thread.
 */
final class Grader implements Observer {
  private static final int POINTS = 100;

  /** The stream at one place: graded samples so far, accuracy so far, and of the last ones. */
  record Point(long samples, double accuracy, double windowAccuracy) {}

  /** What had been done when a task was over. */
  record TaskEnd(int task, Effort effort) {}

  private final Answers stream = new Answers();
  private final Prequential prequential = new Prequential();
  private final Baselines baselines = new Baselines();
  private final AccuracyMatrix matrix;
  private final List<Point> curve = new ArrayList<>();
  private final List<TaskEnd> ends = new ArrayList<>();
  private final List<Streamed> waiting = new ArrayList<>();
  private final AnswerLog log;
  private final Marks marks;
  private final List<String> tasks;
  private final long pointEvery;

  private Answers seen = new Answers();
  private Novelty novelty = new Novelty();
  private int task;
  private boolean end;
  private long graded;

  /** An answer to the stream that is not counted yet. */
  private record Streamed(Example example, boolean graded, Decision decision) {}

  /** Begins before the stream; graded answers go to the log. */
  Grader(Script script, AnswerLog log) {
    this(script.groups().stream().map(TestGroup::name).toList(), script.samples(), log);
  }

  /**
   * Begins without an answer.
   *
   * @param tasks names of the tasks whose test samples are asked about
   * @param samples about how many samples are graded
   */
  Grader(List<String> tasks, long samples, AnswerLog log) {
    this.tasks = List.copyOf(tasks);
    this.log = log;
    this.matrix = new AccuracyMatrix(tasks.size());
    this.pointEvery = Math.max(1, samples / POINTS);
    this.marks = new Marks(pointEvery);
  }

  @Override
  public void streamed(Example example, boolean isGraded, Decision decision) {
    waiting.add(new Streamed(example, isGraded, decision));
    marks.sample(graded, example.domain());
    graded += isGraded ? 1 : 0;
  }

  @Override
  public void labelled(Example example, String label, boolean first) {
    marks.label(label, first);
  }

  @Override
  public void settle() {
    waiting.forEach(this::count);
    waiting.clear();
  }

  private void count(Streamed answer) {
    String truth = answer.example().label();
    if (!answer.graded()) {
      baselines.learn(truth);
      return;
    }
    Decision decision = answer.decision();
    log.streamed(answer.example(), decision);
    stream.add(truth, decision);
    baselines.add(truth);
    prequential.add(truth.equals(guess(decision)));
    if (prequential.total() % pointEvery == 0) {
      curve.add(
          new Point(prequential.total(), prequential.accuracy(), prequential.windowAccuracy()));
    }
  }

  @Override
  public void probing(int newTask, boolean isEnd, Effort effort) {
    task = newTask;
    end = isEnd;
    seen = new Answers();
    novelty = new Novelty();
    log.looking(newTask);
    if (isEnd) {
      ends.add(new TaskEnd(newTask, effort));
      if (tasks.size() > 1) {
        marks.task(graded, tasks.get(newTask));
      }
    }
  }

  @Override
  public void probed(int group, Example example, Decision decision) {
    log.probed(group, example, decision);
    if (group <= task) {
      seen.add(example.label(), decision);
      novelty.addKnown(doubt(decision));
    }
    if (end) {
      matrix.add(task, group, example.label().equals(guess(decision)));
    }
  }

  @Override
  public void probedNovel(Decision decision) {
    novelty.addNovel(doubt(decision));
  }

  @Override
  public void probedAll() {
    matrix.addProbe(seen.confusion().accuracy());
  }

  /** Returns the class that is answered; null if there is none. */
  static @Nullable String guess(Decision decision) {
    return decision.candidates().isEmpty() ? null : decision.candidates().getFirst().label();
  }

  private static double doubt(Decision decision) {
    return 1 - decision.candidates().stream().findFirst().map(Candidate::probability).orElse(0.0);
  }

  /** Returns the graded answers to the stream. */
  Answers stream() {
    return stream;
  }

  Prequential prequential() {
    return prequential;
  }

  Baselines baselines() {
    return baselines;
  }

  AccuracyMatrix matrix() {
    return matrix;
  }

  /** Returns the answers of the last look to the test samples of the tasks learnt until then. */
  Answers seen() {
    return seen;
  }

  Novelty novelty() {
    return novelty;
  }

  List<Point> curve() {
    return curve;
  }

  /** Returns what happened to the stream. */
  List<Mark> marks() {
    return marks.all(graded);
  }

  List<TaskEnd> ends() {
    return ends;
  }
}
