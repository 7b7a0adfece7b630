package io.alluvium.benchmarks;

import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Label updates a second: the exact sums that a head rests on, brought up to date, and read after
 * every {@value #TOGETHER} so that nothing waits. Solves are not in it.
 */
final class UpdateBench {
  private static final int DIM = 768;
  private static final int CLASSES = 150;
  private static final int TOGETHER = 256;
  private static final double OF_SUMS = 5_000;
  private static final double OF_FEATURES = 300;

  private final Effort effort;
  private final Consumer<String> progress;

  UpdateBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  List<Figure> run() {
    return List.of(figure("auto", OF_SUMS), figure("ranpac", OF_FEATURES));
  }

  private Figure figure(String name, double least) {
    Samples samples = new Samples(DIM, CLASSES);
    Head head = Heads.named(name, HeadOptions.defaults());
    Evidence evidence = Evidence.empty(samples.space(), head.demands(samples.space()));
    List<LabelChange> changes = Stream.generate(samples::next).limit(TOGETHER).toList();
    Spread rates =
        effort.readings(
            () -> Pace.of(Duration.ofSeconds(1), () -> learnAndForget(evidence, changes)));
    progress.accept("updated the sums of " + name);
    return Figure.floor(
        Section.HEADS,
        String.format(Locale.ROOT, "label updates, %s, d=%d", name, DIM),
        "updates/s",
        rates,
        least);
  }

  /** Every other time the same samples leave again, so that the sums stay within their bounds. */
  private static long learnAndForget(Evidence evidence, List<LabelChange> changes) {
    changes.forEach(evidence::apply);
    evidence.statistics().digest();
    changes.forEach(change -> evidence.apply(change.inverse()));
    evidence.statistics().digest();
    return 2L * changes.size();
  }
}
