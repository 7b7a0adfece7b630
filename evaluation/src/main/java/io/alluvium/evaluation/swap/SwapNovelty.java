package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.Novelty;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.learning.novelty.NoveltyMeasure;
import io.alluvium.learning.transition.Move;
import io.alluvium.learning.transition.Transition;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How well samples of no class are told from the questions, by relative Mahalanobis distance: by
 * what each encoder was taught itself, by what was moved to the space of the new one, and by images
 * of one encoder's views in the space of the other.
 */
final class SwapNovelty {
  private final SwapData data;
  private final Optional<ClassGeometry> old;
  private final Optional<ClassGeometry> young;
  private final SufficientStatistics learnt;
  private final Shrinkage shrinkage;

  /**
   * What came out.
   *
   * @param novel number of samples of no class; the questions are the others
   * @param rows area under the ROC curve, and share of the questions that are taken for novel where
   *     95 in 100 of the others are
   */
  record Result(int novel, Map<String, Figures> rows) {
    Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("novel", novel);
      rows.forEach((name, figures) -> values.put(name, figures.values()));
      return values;
    }

    void print(PrintWriter out) {
      out.printf(Locale.ROOT, "novelty of %d samples of no class, AUROC (FPR95):", novel);
      rows.forEach((name, each) ->
          out.printf(Locale.ROOT, " %s %.4f (%.3f)", name, each.auroc(), each.fpr95()));
      out.println();
    }
  }

  /** Of one way to tell. */
  record Figures(double auroc, double fpr95) {
    private Map<String, Object> values() {
      return Map.of("auroc", auroc, "fpr95", fpr95);
    }
  }

  SwapNovelty(SwapData data, Shrinkage shrinkage) {
    this.data = data;
    this.shrinkage = shrinkage;
    this.learnt = sums(data.oldSpace(), data.history());
    this.old = ClassGeometry.of(learnt, shrinkage);
    this.young =
        ClassGeometry.of(sums(data.newSpace(), data.inNewSpace(data.history())), shrinkage);
  }

  private static SufficientStatistics sums(Space space, List<Example> examples) {
    SufficientStatistics sums = new SufficientStatistics(space);
    examples.forEach(example -> sums.add(example.label(), example.embedding()));
    return sums;
  }

  /**
   * Returns what is told beside a change from the old encoder to the new one; empty where the data
   * set has no samples of no class.
   *
   * @param forward maps to the new space
   * @param backward maps to the old one
   */
  Optional<Result> swap(Transition forward, Transition backward) {
    Map<String, Figures> rows = new LinkedHashMap<>();
    tell("old", old, Function.identity(), false, rows);
    tell(
        "moved",
        ClassGeometry.of(Move.along(forward).of(learnt), shrinkage),
        Function.identity(),
        true,
        rows);
    tell("image", old, view -> backward.map(data.newSpace(), view), true, rows);
    tell("backfill", young, Function.identity(), true, rows);
    return result(rows);
  }

  /**
   * Returns what is told where the old encoder is the small one before the new one; empty as above.
   *
   * @param forward maps to the space of the large one
   */
  Optional<Result> cascade(Transition forward) {
    Map<String, Figures> rows = new LinkedHashMap<>();
    tell("large", young, Function.identity(), true, rows);
    tell("small", old, Function.identity(), false, rows);
    tell("image", young, view -> forward.map(data.oldSpace(), view), false, rows);
    return result(rows);
  }

  private Optional<Result> result(Map<String, Figures> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(new Result(data.novel().size(), rows));
  }

  private void tell(
      String name,
      Optional<ClassGeometry> geometry,
      Function<Embedding, Embedding> way,
      boolean asNew,
      Map<String, Figures> rows) {
    if (geometry.isEmpty()) {
      return;
    }
    Novelty novelty = new Novelty();
    for (Example known : views(data.asked(), asNew)) {
      novelty.addKnown(score(geometry.get(), way.apply(known.embedding())));
    }
    for (Example novel : views(data.novel(), asNew)) {
      novelty.addNovel(score(geometry.get(), way.apply(novel.embedding())));
    }
    if (novelty.isDefined()) {
      rows.put(name, new Figures(novelty.auroc(), novelty.falsePositiveRateAt95()));
    }
  }

  private List<Example> views(List<Example> examples, boolean asNew) {
    return asNew ? data.inNewSpace(examples) : examples;
  }

  private static double score(ClassGeometry geometry, Embedding view) {
    return NoveltyMeasure.AUTO.score(geometry, view);
  }
}
