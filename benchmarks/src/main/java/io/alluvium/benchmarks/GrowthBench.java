package io.alluvium.benchmarks;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What a prediction costs as the history, the classes and the dimensions grow. */
final class GrowthBench {
  private static final int QUERIES = 256;
  private static final int SHORT = 10_000;
  private static final int CLASSES = 150;
  private static final int[] DIMS = {128, 384, 768};
  private static final int[] GROWING = {100, 1_000, 10_000, 100_000};
  private static final int LABELS_A_CLASS = 2;
  private static final double FLAT = 0.9;

  private final Effort effort;
  private final Consumer<String> progress;

  GrowthBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  List<Figure> run() {
    List<Figure> figures = new ArrayList<>();
    figures.add(history());
    for (int dim : DIMS) {
      for (int classes : GROWING) {
        figures.add(growth(dim, classes));
      }
    }
    return figures;
  }

  /** Both learners answer in turns, so that other work on the machine meets both alike. */
  private Figure history() {
    Learner young = learner(384, CLASSES, SHORT, SolveOptions.defaults());
    Learner old = learner(384, CLASSES, effort.longHistory(), SolveOptions.defaults());
    List<Embedding> queries = queries(384, CLASSES);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int reading = -1; reading < effort.repetitions(); reading++) {
      double first = rate(young, queries);
      double second = rate(old, queries);
      if (reading >= 0) {
        before.add(first);
        after.add(second);
      }
    }
    return Figure.ratio(
        Section.HEADS,
        String.format(Locale.ROOT, "predictions after %,d labels", effort.longHistory()),
        "samples/s",
        new Spread(after),
        new Figure.Limit(String.format(Locale.ROOT, "after %,d", SHORT), new Spread(before)),
        FLAT);
  }

  /** One solve when all is there: what grows is the cost of an answer, not that of learning. */
  private Figure growth(int dim, int classes) {
    int labels = LABELS_A_CLASS * classes;
    Learner learner = learner(dim, classes, labels, new SolveOptions(labels, labels, 0, 0));
    double rate = rate(learner, queries(dim, classes));
    return Figure.shown(
        Section.HEADS,
        String.format(Locale.ROOT, "predictions d=%d, C=%,d", dim, classes),
        "samples/s",
        Spread.of(rate));
  }

  private Learner learner(int dim, int classes, int labels, SolveOptions options) {
    Samples samples = new Samples(dim, classes);
    Learner learner =
        Learner.start(
            samples.space(),
            Heads.named("auto", HeadOptions.defaults()),
            options,
            Learner.Background.INLINE);
    for (int i = 0; i < labels; i++) {
      learner.learn(samples.next(), i);
      learner.finishEntry();
    }
    progress.accept(
        String.format(Locale.ROOT, "learnt %,d labels of %,d classes, d=%d", labels, classes, dim));
    return learner;
  }

  private static List<Embedding> queries(int dim, int classes) {
    Samples samples = new Samples(dim, classes);
    return Stream.generate(samples::query).limit(QUERIES).toList();
  }

  private double rate(Learner learner, List<Embedding> queries) {
    int[] next = {0};
    return Pace.of(
        Duration.ofSeconds(1),
        () -> {
          learner.decide(queries.get(next[0]++ % QUERIES), 5);
          return 1;
        });
  }
}
