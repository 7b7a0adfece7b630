package io.alluvium.training;

import io.alluvium.evaluation.embedding.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cuts vectors into batches in which each class that occurs occurs a few times: a contrast needs
 * others of the same class.
 */
final class ClassBatches {
  /** Vectors of a class that stay together. */
  private static final int TOGETHER = 4;

  private final Map<String, List<Example>> classes;
  private final int size;
  private final Random random;

  /**
   * Prepares to cut.
   *
   * @param size vectors of a batch, but for the last one
   */
  ClassBatches(List<Example> examples, int size, Random random) {
    this.classes =
        examples.stream()
            .collect(Collectors.groupingBy(Example::label, TreeMap::new, Collectors.toList()));
    this.size = size;
    this.random = random;
  }

  /** Returns batches in which each vector is once, in another order each time. */
  List<Batch> epoch() {
    List<List<Example>> pieces = new ArrayList<>();
    for (List<Example> one : classes.values()) {
      List<Example> order = new ArrayList<>(one);
      Collections.shuffle(order, random);
      for (int i = 0; i < order.size(); i += TOGETHER) {
        pieces.add(order.subList(i, Math.min(i + TOGETHER, order.size())));
      }
    }
    Collections.shuffle(pieces, random);
    List<Batch> batches = new ArrayList<>();
    List<Example> batch = new ArrayList<>();
    for (List<Example> piece : pieces) {
      batch.addAll(piece);
      if (batch.size() >= size) {
        batches.add(new Batch(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      batches.add(new Batch(batch));
    }
    return batches;
  }
}
