package io.alluvium.learning;

import java.util.List;
import java.util.Map;

/**
 * Linear softmax classifier, trained by gradient descent in one pass over the samples in the order
 * in which they came: rows of classes that are absent from a batch stand still, and what other rows
 * learn may not speak against them.
 *
 * <p>Depends on the order of samples, but not on that of labels, and is trained anew at each solve
 * from the samples that are at hand: what is taken back leaves no trace, and nothing of a former
 * training is kept. Arithmetic is in double in one fixed order. A solve costs {@code n C dim}, and
 * as much again for each class that is present in a batch; a prediction costs what it does for
 * {@code ncm}. A class that came since has the direction of its mean.
 *
 * <p>Source: Zheng, Qiu, Ma, "Learn or recall? Revisiting incremental learning with pre-trained
 * language models" (SEQ*), ACL 2024, frozen rows; Lin, Yang, Fan and Zhang, "Beyond not-forgetting:
 * continual learning with backward knowledge transfer" (CUBER), NeurIPS 2022, updates are kept off
 * the subspace of old tasks unless both agree. See {@link SoftmaxTrainer} for what it departs in.
 */
final class LinearClassifier implements Head {
  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Demands demands(Space space) {
    return Demands.ofExemplars();
  }

  @Override
  public Scorer fit(Evidence evidence) {
    Space space = evidence.statistics().space();
    List<LabelledExemplar> samples = evidence.exemplars().byArrival();
    Map<String, double[]> rows = new SoftmaxTrainer(space).train(samples);
    return MetricScorer.of(evidence.statistics(), new TrainedMetric(space, rows));
  }
}
