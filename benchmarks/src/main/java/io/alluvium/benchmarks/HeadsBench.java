package io.alluvium.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What heads cost: scores, label updates, pauses, and how that grows. */
final class HeadsBench {
  private final Effort effort;
  private final Consumer<String> progress;

  HeadsBench(Effort effort, Consumer<String> progress) {
    this.effort = effort;
    this.progress = progress;
  }

  Outcome run() {
    List<Figure> figures = new ArrayList<>();
    figures.addAll(new ScoringBench(effort, progress).run());
    figures.addAll(new UpdateBench(effort, progress).run());
    figures.addAll(new PauseBench(effort, progress).run());
    figures.addAll(new GrowthBench(effort, progress).run());
    return new Outcome(figures, List.of());
  }
}
