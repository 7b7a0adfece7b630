package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Assignment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Writes samples, and their labels when they are due. With a delay of N, the labels of the samples
 * 0 to t - N - 1 are known when sample t is predicted. For one thread.
 */
final class StreamWriter {
  private record Due(long position, long order, Step.Label label) {}

  private final ExampleSet set;
  private final long seed;
  private final LabelOptions options;
  private final List<String> classes;
  private final List<Step> steps = new ArrayList<>();
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::position).thenComparingLong(Due::order));
  private long samples;
  private long labels;

  StreamWriter(ExampleSet set, ProtocolOptions options) {
    this.set = set;
    this.seed = options.seed();
    this.options = options.labels();
    this.classes = set.labels();
  }

  /** Writes a sample that is learnt at once and not graded. */
  void warm(int example) {
    steps.add(new Step.Sample(example, false));
    schedule(samples, example, label(example), 1);
    next();
  }

  /** Writes a sample whose prediction counts. */
  void sample(int example) {
    steps.add(new Step.Sample(example, true));
    String id = set.examples().get(example).id();
    if (SeededOrder.fraction("labelled" + seed, id) < options.fraction()) {
      long position = samples + options.delay();
      String truth = label(example);
      boolean trusted = SeededOrder.fraction("trusted" + seed, id) < options.trusted();
      int weight = trusted ? LabelOptions.TRUSTED_WEIGHT : 1;
      if (!trusted && isWrong(id)) {
        schedule(position, example, another(truth, id), weight);
        if (options.corrected()) {
          schedule(position + options.correctionDelay(), example, truth, weight);
        }
      } else {
        schedule(position, example, truth, weight);
      }
    }
    next();
  }

  private boolean isWrong(String id) {
    return classes.size() > 1 && SeededOrder.fraction("noise" + seed, id) < options.noise();
  }

  private String label(int example) {
    Example sample = set.examples().get(example);
    return sample.label();
  }

  /** Returns one of the other classes, each as likely as the others. */
  private String another(String truth, String id) {
    int others = classes.size() - 1;
    int at = (int) (SeededOrder.fraction("wrong" + seed, id) * others);
    String drawn = classes.get(at);
    return drawn.compareTo(truth) < 0 ? drawn : classes.get(at + 1);
  }

  private void schedule(long position, int example, String label, int weight) {
    due.add(new Due(position, labels, new Step.Label(example, new Assignment(label, weight))));
    labels++;
  }

  private void next() {
    while (!due.isEmpty() && due.element().position() <= samples) {
      steps.add(due.remove().label());
    }
    samples++;
  }

  /** Lets all labels come that are still on their way. */
  void flush() {
    while (!due.isEmpty()) {
      steps.add(due.remove().label());
    }
  }

  /** Lets the head be solved from all labels that came. */
  void solve() {
    steps.add(new Step.Solve());
  }

  /** Lets the test samples be asked about. */
  void probe(int task, boolean end) {
    steps.add(new Step.Probe(task, end));
  }

  List<Step> steps() {
    return steps;
  }
}
