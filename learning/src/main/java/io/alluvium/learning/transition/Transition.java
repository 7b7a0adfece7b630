package io.alluvium.learning.transition;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A map from one embedding space to another, {@code y = x W + b}, and the covariance {@code R} of
 * what it leaves unexplained. Rows are vectors; units are those of {@link Embedding#get} on both
 * sides. Immutable; safe for any thread.
 */
public final class Transition {
  private final Space from;
  private final Space to;
  private final Matrix weights;
  private final double[] offset;
  private final Matrix residual;
  private final double residualShare;
  private final int hops;

  /**
   * Makes a map of its parts, which are kept.
   *
   * @param weights {@code W}, float64[from][to]
   * @param offset {@code b}, float64[to]
   * @param residual {@code R}, float64[to][to], positive semidefinite
   * @param residualShare {@code tr(R)} over the variance of the new space, at least 0
   * @param hops encoder changes that it spans, at least 1
   */
  Transition(
      Space from,
      Space to,
      Matrix weights,
      double[] offset,
      Matrix residual,
      double residualShare,
      int hops) {
    this.from = from;
    this.to = to;
    this.weights = weights;
    this.offset = offset;
    this.residual = residual;
    this.residualShare = residualShare;
    this.hops = hops;
  }

  /** Returns the space that is left. */
  public Space from() {
    return from;
  }

  /** Returns the space that is entered. */
  public Space to() {
    return to;
  }

  /** {@code W}: never written to. */
  Matrix weights() {
    return weights;
  }

  /** {@code b}: never written to. */
  double[] offset() {
    return offset;
  }

  /** {@code R}: never written to. */
  Matrix residual() {
    return residual;
  }

  /** Returns the share of the variance of the new space that is not explained, at least 0. */
  public double residualShare() {
    return residualShare;
  }

  /** Returns how many changes of the encoder it spans, at least 1. */
  public int hops() {
    return hops;
  }

  /**
   * Returns the map alone, to be told on: the rows of {@code W}, then {@code b}, each float64[to].
   */
  public List<double[]> rows() {
    List<double[]> rows = new ArrayList<>();
    for (int row = 0; row < from.dim(); row++) {
      rows.add(Arrays.copyOfRange(weights.values(), row * to.dim(), (row + 1) * to.dim()));
    }
    rows.add(offset.clone());
    return rows;
  }

  /**
   * Returns the map that was told by {@link #rows}: it gives the same images, and says nothing of
   * what is left unexplained.
   *
   * @throws IllegalArgumentException if there are not as many rows and numbers as the spaces have
   *     dimensions
   */
  public static Transition ofRows(Space from, Space to, List<double[]> rows) {
    if (rows.size() != from.dim() + 1 || rows.stream().anyMatch(row -> row.length != to.dim())) {
      throw new IllegalArgumentException(
          "map has " + rows.size() + " rows, expected " + (from.dim() + 1) + " of " + to.dim());
    }
    Matrix weights = Matrix.zeros(from.dim(), to.dim());
    for (int row = 0; row < from.dim(); row++) {
      System.arraycopy(rows.get(row), 0, weights.values(), row * to.dim(), to.dim());
    }
    Matrix none = Matrix.zeros(to.dim(), to.dim());
    return new Transition(from, to, weights, rows.getLast().clone(), none, 0, 1);
  }

  /** Returns the same map with nothing left unexplained. */
  public Transition withoutResidual() {
    int dim = to.dim();
    return new Transition(from, to, weights, offset, Matrix.zeros(dim, dim), 0, hops);
  }

  /**
   * Returns the image of an embedding, normalised and quantised as embeddings of the new space are.
   *
   * @param space the space of the embedding
   * @throws IllegalArgumentException if that is not {@link #from}, or the dimension differs, or the
   *     image has no direction in an L2 space
   */
  public Embedding map(Space space, Embedding embedding) {
    checkSpace(space);
    return to.requantise(image(embedding));
  }

  /** Returns {@code x W + b}, float64[to]. */
  double[] image(Embedding embedding) {
    if (embedding.dim() != from.dim()) {
      throw new IllegalArgumentException(
          "embedding has dimension " + embedding.dim() + ", the map takes " + from.dim());
    }
    double[] image = weights.rowTimes(embedding.toPoint());
    for (int i = 0; i < image.length; i++) {
      image[i] += offset[i];
    }
    return image;
  }

  /**
   * Checks that something is of the space that the map takes.
   *
   * @throws IllegalArgumentException if it is not: vectors of different spaces never meet
   */
  void checkSpace(Space space) {
    if (!space.equals(from)) {
      throw new IllegalArgumentException(
          "vectors are of space "
              + space.id().abbreviated()
              + ", the transition leads from "
              + from.id().abbreviated()
              + " to "
              + to.id().abbreviated());
    }
  }

  /**
   * Returns this map followed by another: {@code W = W1 W2}, {@code b = b1 W2 + b2}, {@code R =
   * W2'R1 W2 + R2}.
   *
   * @throws IllegalArgumentException if the other does not begin where this one ends
   */
  public Transition then(Transition next) {
    next.checkSpace(to);
    double[] moved = next.weights.rowTimes(offset);
    for (int i = 0; i < moved.length; i++) {
      moved[i] += next.offset[i];
    }
    Matrix carried =
        next.weights.transposed().times(residual.times(next.weights)).plus(1, next.residual);
    double variance =
        next.residualShare > 0 ? next.residual.trace() / next.residualShare : Double.NaN;
    double share = Double.isNaN(variance) ? residualShare : carried.trace() / variance;
    return new Transition(
        from, next.to, weights.times(next.weights), moved, carried, share, hops + next.hops);
  }
}
