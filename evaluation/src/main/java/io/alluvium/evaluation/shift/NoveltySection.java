package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.metrics.Novelty;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.PrincipalAxes;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.drift.ReferenceSketch;
import io.alluvium.learning.novelty.CosineToMean;
import io.alluvium.learning.novelty.NeighbourDistance;
import io.alluvium.learning.novelty.NormalScore;
import io.alluvium.learning.novelty.NoveltyScore;
import io.alluvium.learning.novelty.RelativeMahalanobis;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The object {@code novelty} of the report: how well each score tells novel samples from the pool.
 */
final class NoveltySection {
  private static final int NEIGHBOURS = 5;
  private static final int BANK_PER_CLASS = 20;
  private static final double ALARM = 0.05;

  private NoveltySection() {}

  static Map<String, Object> values(LearntModel model, Shrinkage shrinkage, ShiftParts parts) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("known", parts.pool().size());
    values.put("novel", parts.novel().size());
    for (NoveltyScore score : scores(model, shrinkage, parts)) {
      values.put(score.name(), figures(score, parts));
    }
    return values;
  }

  private static List<NoveltyScore> scores(
      LearntModel model, Shrinkage shrinkage, ShiftParts parts) {
    PrincipalAxes axes = PrincipalAxes.of(model.statistics(), shrinkage, 1);
    List<Embedding> bank = bank(parts);
    return List.of(
        new RelativeMahalanobis(model.classifier().geometry()),
        new CosineToMean(model.classifier().geometry()),
        new NeighbourDistance(
            model.classifier().geometry().space(), bank, Math.min(NEIGHBOURS, bank.size())),
        NormalScore.of(axes),
        NormalScore.ofLeastVariance(axes));
  }

  private static List<Embedding> bank(ShiftParts parts) {
    Map<String, Integer> taken = new HashMap<>();
    return parts.learnt().stream()
        .filter(one -> taken.merge(one.label(), 1, Integer::sum) <= BANK_PER_CLASS)
        .map(Example::embedding)
        .toList();
  }

  private static Map<String, Object> figures(NoveltyScore score, ShiftParts parts) {
    ReferenceSketch reference = ReferenceSketch.of(scored(score, parts.calibration()));
    double[] known = scored(score, parts.pool());
    double[] novel = scored(score, parts.novel());
    Novelty novelty = new Novelty();
    Arrays.stream(known).forEach(novelty::addKnown);
    Arrays.stream(novel).forEach(novelty::addNovel);
    Map<String, Object> figures = new LinkedHashMap<>();
    if (novelty.isDefined()) {
      figures.put("auroc", novelty.auroc());
      figures.put("fpr95", novelty.falsePositiveRateAt95());
      figures.put("novel_below_" + ALARM, shareBelow(reference, novel));
    }
    figures.put("known_below_" + ALARM, shareBelow(reference, known));
    return figures;
  }

  private static double[] scored(NoveltyScore score, List<Example> examples) {
    return examples.stream()
        .mapToDouble(example -> score.score(example.embedding().toPoint()))
        .toArray();
  }

  private static double shareBelow(ReferenceSketch reference, double[] scores) {
    return Arrays.stream(scores).filter(score -> reference.pValue(score) < ALARM).count()
        / (double) scores.length;
  }
}
