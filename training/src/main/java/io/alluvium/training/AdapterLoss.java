package io.alluvium.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/** The loss of an adapter on a batch, and its gradient. For one thread. */
final class AdapterLoss {
  private final TorchRuntime torch;
  private final AdapterOptions options;
  private final ClassLoss classes;

  AdapterLoss(TorchRuntime torch, AdapterOptions options, ClassLoss classes) {
    this.torch = torch;
    this.options = options;
    this.classes = classes;
  }

  /**
   * A loss.
   *
   * @param loss its value
   * @param weights its gradient in the order of {@link Weights#parts}
   * @param prototypes its gradient by the prototypes, float32[classes * dim] in a list of one;
   *     empty where there are none
   */
  record Gradient(float loss, List<float[]> weights, List<float[]> prototypes) {}

  /** Returns the loss on vectors of classes that are learnt, with all its terms. */
  Gradient of(Weights weights, Batch batch, Prototypes prototypes) {
    try (NDManager manager = torch.manager()) {
      NDArray before = rows(manager, batch.rows(), weights.dim());
      List<NDArray> parts;
      List<NDArray> moving = new ArrayList<>();
      float loss;
      try (GradientCollector collector = torch.record()) {
        parts = parts(manager, weights);
        NDArray adapted = adapted(parts, before);
        NDArray sum = classes.of(adapted, batch, manager);
        if (options.drift() > 0) {
          sum = sum.add(Constants.times(Drift.of(before, adapted), options.drift()));
        }
        if (options.relation() > 0 && !prototypes.isEmpty()) {
          NDArray means = rows(manager, prototypes.means(), weights.dim());
          NDArray now = rows(manager, prototypes.now(), weights.dim());
          now.setRequiresGradient(true);
          moving.add(now);
          PrototypeRelation relation = new PrototypeRelation(options.relationTemperature());
          NDArray kept = relation.of(before, adapted, means, now);
          sum = sum.add(Constants.times(kept, options.relation()));
        }
        collector.backward(sum);
        loss = sum.getFloat();
      }
      return new Gradient(loss, gradients(parts), gradients(moving));
    }
  }

  /** Returns the loss on vectors of classes that were learnt before: that of the classes alone. */
  Gradient ofOld(Weights weights, Batch batch) {
    try (NDManager manager = torch.manager()) {
      NDArray before = rows(manager, batch.rows(), weights.dim());
      List<NDArray> parts;
      float loss;
      try (GradientCollector collector = torch.record()) {
        parts = parts(manager, weights);
        NDArray sum = classes.of(adapted(parts, before), batch, manager);
        collector.backward(sum);
        loss = sum.getFloat();
      }
      return new Gradient(loss, gradients(parts), List.of());
    }
  }

  /**
   * Makes the arrays whose gradient is wanted. Only while a collector is open: one that opens takes
   * the gradient of every such array from itself.
   */
  private static List<NDArray> parts(NDManager manager, Weights weights) {
    int dim = weights.dim();
    int hidden = weights.hidden();
    List<Shape> shapes =
        List.of(new Shape(hidden, dim), new Shape(hidden), new Shape(dim, hidden), new Shape(dim));
    List<NDArray> parts = new ArrayList<>();
    for (int p = 0; p < shapes.size(); p++) {
      NDArray part = manager.create(weights.parts().get(p), shapes.get(p));
      part.setRequiresGradient(true);
      parts.add(part);
    }
    return parts;
  }

  private NDArray adapted(List<NDArray> parts, NDArray before) {
    NDArray inner = before.matMul(parts.get(0).transpose()).add(parts.get(1));
    NDArray made =
        switch (options.activation()) {
          case RELU -> Activation.relu(inner);
          case TANH -> Activation.tanh(inner);
        };
    NDArray moved = before.add(made.matMul(parts.get(2).transpose())).add(parts.get(3));
    return moved.div(moved.norm(new int[] {1}, true));
  }

  private static NDArray rows(NDManager manager, float[] rows, int dim) {
    return manager.create(rows, new Shape(rows.length / dim, dim));
  }

  private static List<float[]> gradients(List<NDArray> parts) {
    return parts.stream().map(part -> part.getGradient().toFloatArray()).toList();
  }
}
