package io.alluvium.learning.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.hnsw.HnswGraphBuilder;
import org.apache.lucene.util.hnsw.HnswGraphSearcher;
import org.apache.lucene.util.hnsw.OnHeapHnswGraph;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/**
 * A hierarchical navigable small-world graph over nodes {@code 0} to {@code size - 1}: finds most
 * of the nodes that are closest to a query without looking at all of them. Keeps which nodes are
 * linked and nothing else: closeness is the caller's.
 *
 * <p>A function of its size and of the closeness of its nodes: built on the calling thread in the
 * order of the nodes, from a fixed seed. Immutable; safe for any thread. A node costs up to 270
 * bytes of links and some 130 of objects around them.
 *
 * <p>Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor search using
 * hierarchical navigable small world graphs", IEEE TPAMI 2020; the implementation is that of Apache
 * Lucene.
 */
public final class ProximityGraph {
  private static final int LINKS = 16;
  private static final int BUILD_CANDIDATES = 100;
  private static final long SEED = 42;

  /** How close two nodes are, the larger the closer. */
  @FunctionalInterface
  public interface Closeness {
    /** Returns the closeness, which is symmetric and finite. */
    double between(int node, int other);
  }

  private final OnHeapHnswGraph graph;

  private ProximityGraph(OnHeapHnswGraph graph) {
    this.graph = graph;
  }

  /** Links so many nodes, at least 1. */
  public static ProximityGraph of(int size, Closeness closeness) {
    try {
      HnswGraphBuilder builder =
          HnswGraphBuilder.create(new Pairs(size, closeness), LINKS, BUILD_CANDIDATES, SEED, size);
      return new ProximityGraph(builder.build(size));
    } catch (IOException e) {
      throw new UncheckedIOException("closeness is in memory, and yet cannot be read", e);
    }
  }

  /**
   * Returns some of the nodes closest to a query, in ascending order.
   *
   * @param count greatest number of nodes, at least 1: the more, the surer the first few of them
   * @param closeness of each node to the query
   * @param accepted which nodes may be returned; the others are passed through
   */
  public int[] nearest(int count, IntToDoubleFunction closeness, IntPredicate accepted) {
    TopKnnCollector found = new TopKnnCollector(count, Integer.MAX_VALUE);
    try {
      HnswGraphSearcher.search(
          new ToQuery(graph.size(), closeness), found, graph, new Accepted(graph.size(), accepted));
    } catch (IOException e) {
      throw new UncheckedIOException("closeness is in memory, and yet cannot be read", e);
    }
    ScoreDoc[] nodes = found.topDocs().scoreDocs;
    return Arrays.stream(nodes).mapToInt(node -> node.doc).sorted().toArray();
  }

  /** Returns about how many bytes it takes. */
  public long bytes() {
    return graph.ramBytesUsed();
  }

  private record Pairs(int size, Closeness closeness) implements RandomVectorScorerSupplier {
    @Override
    public UpdateableRandomVectorScorer scorer() {
      return new ToNode(size, closeness);
    }

    @Override
    public Pairs copy() {
      return this;
    }
  }

  private static final class ToNode implements UpdateableRandomVectorScorer {
    private final int size;
    private final Closeness closeness;
    private int from;

    ToNode(int size, Closeness closeness) {
      this.size = size;
      this.closeness = closeness;
    }

    @Override
    public void setScoringOrdinal(int node) {
      from = node;
    }

    @Override
    public float score(int node) {
      return (float) closeness.between(from, node);
    }

    @Override
    public int maxOrd() {
      return size;
    }
  }

  private record ToQuery(int maxOrd, IntToDoubleFunction closeness) implements RandomVectorScorer {
    @Override
    public float score(int node) {
      return (float) closeness.applyAsDouble(node);
    }
  }

  private record Accepted(int length, IntPredicate accepted) implements Bits {
    @Override
    public boolean get(int node) {
      return accepted.test(node);
    }
  }
}
