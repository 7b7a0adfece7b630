package io.alluvium.benchmarks;

import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.SolveOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
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
        if ((long) dim * classes <= effort.largestModel()) {
          figures.add(growth(dim, classes));
        }
      }
    }
    return figures;
  }

  /** Both learners answer in turns, so that other work on the machine meets both alike. */
  private Figure history() {
    Learner young = learner(384, CLASSES, SHORT);
    Learner old = learner(384, CLASSES, effort.longHistory());
    List<Embedding> queries = queries(384, CLASSES);
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    for (int reading = -1; reading < effort.repetitions(); reading++) {
      double first = rate(young::decide, queries);
      double second = rate(old::decide, queries);
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

  /** Fitted once to all samples: what grows is the cost of an answer, not that of learning. */
  private Figure growth(int dim, int classes) {
    Samples samples = new Samples(dim, classes);
    Head head = Heads.named("auto", HeadOptions.defaults());
    Evidence evidence = Evidence.empty(samples.space(), head.demands(samples.space()));
    for (int i = 0; i < LABELS_A_CLASS * classes; i++) {
      evidence.apply(samples.next());
    }
    Scorer scorer = head.fit(evidence);
    progress.accept(String.format(Locale.ROOT, "fitted %,d classes, d=%d", classes, dim));
    double rate = rate(scorer::decide, queries(dim, classes));
    return Figure.shown(
        Section.HEADS,
        String.format(Locale.ROOT, "predictions d=%d, C=%,d", dim, classes),
        "samples/s",
        Spread.of(rate));
  }

  private Learner learner(int dim, int classes, int labels) {
    Samples samples = new Samples(dim, classes);
    Learner learner =
        Learner.start(
            samples.space(),
            Heads.named("auto", HeadOptions.defaults()),
            SolveOptions.defaults(),
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

  private static double rate(
      BiFunction<Embedding, Integer, Decision> answers, List<Embedding> queries) {
    int[] next = {0};
    return Pace.of(
        Duration.ofSeconds(1),
        () -> {
          Decision decision = answers.apply(queries.get(next[0]++ % QUERIES), 5);
          return Math.min(1, decision.candidates().size());
        });
  }
}
