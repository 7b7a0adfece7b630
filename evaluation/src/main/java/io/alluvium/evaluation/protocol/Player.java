package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Amendment;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Head;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SolveOptions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Plays a script to a learner, entry by entry as LEARN does with a ledger that has the same
 * entries: it begins with the announcement of the space, and a prediction has the bits it would
 * have there. Solves run on the calling thread. For one script.
 */
public final class Player {
  /** Steps after which the observer is given time. */
  private static final int SETTLE_EVERY = 256;

  private final ExampleSet set;
  private final Learner learner;
  private final Map<String, Assignment> labels = new HashMap<>();
  private final Map<String, Long> arrivals = new HashMap<>();
  private final Stopwatch wall;
  private final Stopwatch cpu;
  private final Clocks clocks;
  private final Asking asking;
  private final Set<String> unasked = new HashSet<>();
  private final Latency latency = new Latency();
  private long offset;
  private long samples;
  private long learnt;
  private long solves;
  private long scoreOperations;
  private long sumOperations;

  /**
   * Begins with the announcement of the space of the set.
   *
   * @param clocks measure and decide nothing
   */
  public Player(ExampleSet set, Head head, SolveOptions solves, Clocks clocks) {
    this(set, head, solves, clocks, Asking.EVERYTHING);
  }

  /**
   * Begins with the announcement of the space of the set.
   *
   * @param clocks measure and decide nothing
   * @param asking says which labels of the script come; others are no entries
   */
  public Player(ExampleSet set, Head head, SolveOptions solves, Clocks clocks, Asking asking) {
    this.set = set;
    this.learner = Learner.start(set.space(), head, solves, Learner.Background.INLINE);
    this.wall = new Stopwatch(clocks.wall());
    this.cpu = new Stopwatch(clocks.cpu());
    this.clocks = clocks;
    this.asking = asking;
    finishEntry();
  }

  /**
   * Plays all steps.
   *
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  public void play(Script script, Observer observer, Watch watch) {
    List<Step> steps = script.steps();
    int last = steps.size() - 1;
    start();
    for (int i = 0; i <= last; i++) {
      if (i % SETTLE_EVERY == 0) {
        pause(observer);
        watch.at("stream", i, steps.size());
      }
      switch (steps.get(i)) {
        case Step.Sample(int example, boolean graded) ->
            sample(set.examples().get(example), graded, observer);
        case Step.Label(int example, Assignment label) ->
            label(set.examples().get(example), label, observer);
        case Step.Solve() -> solve();
        case Step.Probe(int task, boolean end) -> {
          stop();
          observer.settle();
          observer.probing(task, end, effort());
          probe(script, i == last, observer, watch);
          start();
        }
      }
    }
    stop();
    observer.settle();
  }

  private void pause(Observer observer) {
    stop();
    observer.settle();
    start();
  }

  private void start() {
    wall.start();
    cpu.start();
  }

  private void stop() {
    cpu.stop();
    wall.stop();
  }

  private void sample(Example example, boolean graded, Observer observer) {
    samples++;
    arrivals.put(example.id(), offset);
    scoreOperations += (long) known() * set.space().dim();
    long before = clocks.wall().getAsLong();
    Decision decision = decide(example);
    latency.add(clocks.wall().getAsLong() - before);
    observer.streamed(example, graded, decision);
    if (!asking.asks(example, graded, decision, learner)) {
      unasked.add(example.id());
    }
    finishEntry();
  }

  private void label(Example example, Assignment label, Observer observer) {
    if (unasked.contains(example.id())) {
      return;
    }
    Optional<Assignment> before = Optional.ofNullable(labels.put(example.id(), label));
    if (!before.equals(Optional.of(label))) {
      learnt++;
      if (before.isEmpty()) {
        sumOperations += (long) set.space().dim() * (set.space().dim() + 1) / 2;
      }
      learner.learn(
          new LabelChange(
              example.id(),
              example.embedding(),
              0,
              Objects.requireNonNull(arrivals.get(example.id())),
              before,
              Optional.of(label)),
          offset);
      observer.labelled(example, label.label(), before.isEmpty());
    }
    finishEntry();
  }

  private void solve() {
    solves++;
    learner.amend(Amendment.NONE, offset);
    finishEntry();
  }

  private void finishEntry() {
    if (learner.finishEntry().isPresent()) {
      solves++;
    }
    offset++;
  }

  private void probe(Script script, boolean isLast, Observer observer, Watch watch) {
    for (int group = 0; group < script.groups().size(); group++) {
      watch.at("test samples", group, script.groups().size());
      probe(group, script.groups().get(group).examples(), observer);
    }
    if (isLast) {
      for (int example : script.novel()) {
        observer.probedNovel(decide(set.examples().get(example)));
      }
    }
    observer.probedAll();
  }

  /** Asks about test samples, as many at once as the head wants to see. */
  private void probe(int group, List<Integer> examples, Observer observer) {
    Scorer scorer = learner.scorer();
    int window = scorer.window();
    for (int from = 0; from < examples.size(); from += window) {
      List<Example> asked =
          examples.subList(from, Math.min(from + window, examples.size())).stream()
              .map(set.examples()::get)
              .toList();
      List<Decision> decisions =
          scorer.decide(asked.stream().map(Example::embedding).toList(), Math.max(1, known()));
      for (int i = 0; i < decisions.size(); i++) {
        observer.probed(group, asked.get(i), decisions.get(i));
      }
    }
  }

  private Decision decide(Example example) {
    return learner.decide(example.embedding(), Math.max(1, known()));
  }

  private int known() {
    return learner.statistics().labels().size();
  }

  /** Returns what was done so far. */
  public Effort effort() {
    long dim = set.space().dim();
    return new Effort(
        samples,
        learnt,
        solves,
        scoreOperations,
        sumOperations,
        solves * (dim * dim * dim / 3),
        wall.totalNanos(),
        cpu.totalNanos());
  }

  /** Returns how long the answers to the samples of the stream took so far. */
  public Latency latency() {
    return latency;
  }

  /** Returns the learner as it is: read only. */
  public Learner learner() {
    return learner;
  }
}
