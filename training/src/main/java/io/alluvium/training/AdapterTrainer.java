package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains an adapter. On a CPU with one thread the same vectors and options give the same weights.
 * For one training and one thread.
 */
final class AdapterTrainer {
  private final TrainingSet set;
  private final AdapterOptions options;
  private final AdapterLoss loss;
  private final Weights weights;
  private final Prototypes prototypes;
  private final ClassBatches batches;
  private final Optional<ClassBatches> oldBatches;
  private final Adam adam;
  private final Adam prototypeAdam;
  private final Optional<ProjectedUpdate> projection;
  private final StochasticRestore restore;
  private final WeightAverage average;

  /**
   * Prepares to train.
   *
   * @param classes the loss that tells classes apart
   */
  AdapterTrainer(TrainingSet set, AdapterOptions options, ClassLoss classes, TorchRuntime torch) {
    this.set = set;
    this.options = options;
    this.loss = new AdapterLoss(torch, options, classes);
    String seed = "adapter" + options.seed();
    this.weights =
        Weights.start(set.space().dim(), options.hidden(), SeededOrder.random(seed + ":weights"));
    List<Example> old = set.ofOld(set.training());
    this.prototypes = Prototypes.of(old, set.space().dim());
    this.batches =
        new ClassBatches(
            options.onlyNew() ? set.ofNew(set.training()) : set.training(),
            options.batch(),
            SeededOrder.random(seed + ":order"));
    boolean asksOld = options.projection() == AdapterOptions.Projection.TRANSFER && !old.isEmpty();
    this.oldBatches =
        asksOld
            ? Optional.of(new ClassBatches(old, options.batch(), SeededOrder.random(seed + ":old")))
            : Optional.empty();
    this.adam = new Adam(options.learningRate());
    this.prototypeAdam = new Adam(options.learningRate());
    this.projection = projection(old);
    this.restore =
        new StochasticRestore(weights, options.restore(), SeededOrder.random(seed + ":restore"));
    this.average = new WeightAverage(weights, options.averaging());
  }

  private Optional<ProjectedUpdate> projection(List<Example> old) {
    if (options.projection() == AdapterOptions.Projection.OFF || old.isEmpty()) {
      return Optional.empty();
    }
    List<double[]> inputs =
        old.stream().map(example -> input(new Batch(List.of(example)))).toList();
    return Optional.of(
        new ProjectedUpdate(
            weights, new HiddenUnits(options.activation()), inputs, options.energy()));
  }

  private static double[] input(Batch one) {
    float[] row = one.rows();
    double[] input = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      input[i] = row[i];
    }
    return input;
  }

  /**
   * The adapter of the best epoch.
   *
   * @param epoch its number, from 1
   * @param choice its score on the part that has picked it
   */
  record Trained(ResidualAdapter adapter, int epoch, Score choice) {}

  /**
   * Trains.
   *
   * @param judge scores each epoch on the part that picks
   * @param tell is given a line for each epoch
   * @throws EvaluationException if the loss is no longer a finite number
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  Trained train(Judge judge, Watch watch, Consumer<String> tell) {
    projection.ifPresent(protecting ->
        tell.accept(
            "projection protects "
                + protecting.protectedInputs()
                + " of "
                + (set.space().dim() + 1)
                + " directions"));
    @Nullable Trained best = null;
    for (int epoch = 1; epoch <= options.epochs(); epoch++) {
      double mean = epoch(epoch, watch);
      ResidualAdapter adapter = average.weights().adapter(options.activation());
      Score score = judge.after(adapter, set.choosing());
      tell.accept(
          String.format(Locale.ROOT, "epoch %d: loss %.4f, held out %s", epoch, mean, score));
      if (best == null || score.right() > best.choice().right()) {
        best = new Trained(adapter, epoch, score);
      }
    }
    if (best == null) {
      throw new IllegalStateException("no epoch was trained");
    }
    return best;
  }

  private double epoch(int epoch, Watch watch) {
    List<Batch> all = batches.epoch();
    Optional<List<float[]>> oldGradient =
        oldBatches.map(old -> loss.ofOld(weights, old.epoch().getFirst()).weights());
    double sum = 0;
    for (int i = 0; i < all.size(); i++) {
      watch.at("training, epoch " + epoch, i, all.size());
      sum += step(all.get(i), oldGradient);
    }
    return sum / all.size();
  }

  private float step(Batch batch, Optional<List<float[]>> oldGradient) {
    AdapterLoss.Gradient gradient = loss.of(weights, batch, prototypes);
    if (!Float.isFinite(gradient.loss())) {
      throw new EvaluationException(
          "the loss is "
              + gradient.loss()
              + ", expected a finite number: take a smaller --learning-rate or a larger --temperature");
    }
    List<float[]> update = adam.update(gradient.weights());
    weights.add(projection.map(one -> one.of(update, oldGradient)).orElse(update));
    if (!gradient.prototypes().isEmpty()) {
      prototypes.add(prototypeAdam.update(new ArrayList<>(gradient.prototypes())));
    }
    restore.apply(weights);
    average.follow(weights);
    return gradient.loss();
  }
}
