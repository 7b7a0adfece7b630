package io.alluvium.learning.transition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.SufficientStatistics;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;

/**
 * All that a map between two spaces is fitted from: number, sums and products of the coordinates of
 * samples that both encoders have seen, in the two parts of {@link Fold}.
 *
 * <p>The two embeddings of a sample, one after the other, are summed as one vector: its second
 * moment holds {@code Gxx}, {@code Gxy} and {@code Gyy}. So the sums are integers and share all
 * that those of labelled samples have: any order, split or merge gives the same bits, and a pair
 * taken away leaves no trace. No pair is kept. Mutable, for one thread.
 */
public final class ShadowMoments {
  /** What all pairs are counted as; there are no classes here. */
  private static final String ALL = "pairs";

  private final Space from;
  private final Space to;
  private final Map<Fold, SufficientStatistics> folds = new EnumMap<>(Fold.class);

  private ShadowMoments(Space from, Space to, Map<Fold, SufficientStatistics> folds) {
    this.from = from;
    this.to = to;
    folds.forEach((fold, sums) -> this.folds.put(fold, sums.copy()));
  }

  /**
   * Creates the moments of no pairs.
   *
   * @throws IllegalArgumentException if both spaces are the same, or have more dimensions together
   *     than {@link Embedding#MAX_DIM}
   */
  public ShadowMoments(Space from, Space to) {
    if (from.id().equals(to.id())) {
      throw new IllegalArgumentException(
          "both spaces are " + from.id().abbreviated() + ", expected two");
    }
    this.from = from;
    this.to = to;
    Space joined = joined(from, to);
    for (Fold fold : Fold.values()) {
      folds.put(fold, new SufficientStatistics(joined));
    }
  }

  private static Space joined(Space from, Space to) {
    MessageDigest digest = sha256();
    digest.update("pairs".getBytes(UTF_8));
    digest.update(from.id().toBytes());
    SpaceId id = SpaceId.ofBytes(digest.digest(to.id().toBytes()));
    return new Space(id, from.dim() + to.dim(), new Normalisation.Fixed(Short.MAX_VALUE, 1));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the space that is left. */
  public Space from() {
    return from;
  }

  /** Returns the space that is entered. */
  public Space to() {
    return to;
  }

  /** Returns the number of pairs in both parts. */
  public long samples() {
    return samples(Fold.FIT) + samples(Fold.HOLD);
  }

  /** Returns the number of pairs of a part. */
  public long samples(Fold fold) {
    return sums(fold).samples();
  }

  /**
   * Adds a pair.
   *
   * @throws IllegalArgumentException if an embedding is none of its space
   */
  public void add(Pair pair) {
    check("old", pair.from(), from);
    check("new", pair.to(), to);
    sums(Fold.of(pair.sampleId())).add(ALL, pair.joined());
  }

  /**
   * Takes away a pair that was added.
   *
   * @throws IllegalArgumentException if an embedding is none of its space
   * @throws IllegalStateException if there is none
   */
  public void subtract(Pair pair) {
    check("old", pair.from(), from);
    check("new", pair.to(), to);
    sums(Fold.of(pair.sampleId())).subtract(ALL, pair.joined());
  }

  private static void check(String what, Embedding embedding, Space space) {
    if (!space.allows(embedding)) {
      throw new IllegalArgumentException(
          what
              + " view has dimension "
              + embedding.dim()
              + " and norm "
              + embedding.norm()
              + ", space "
              + space.id().abbreviated()
              + " has "
              + space.dim()
              + " and at most "
              + space.maxNorm());
    }
  }

  /**
   * Adds the pairs of others between the same spaces.
   *
   * @throws IllegalArgumentException if a space differs
   */
  public void merge(ShadowMoments other) {
    for (Fold fold : Fold.values()) {
      sums(fold).merge(other.sums(fold));
    }
  }

  /** Returns an independent copy. */
  public ShadowMoments copy() {
    return new ShadowMoments(from, to, folds);
  }

  /**
   * Returns the SHA-256 of the state, 32 bytes: over the digests of both parts, each that of {@link
   * SufficientStatistics#digest} over the joined vectors.
   */
  public byte[] digest() {
    MessageDigest digest = sha256();
    for (Fold fold : Fold.values()) {
      digest.update(sums(fold).digest());
    }
    return digest.digest();
  }

  /** The exact sums of a part. */
  SufficientStatistics sums(Fold fold) {
    SufficientStatistics sums = folds.get(fold);
    if (sums == null) {
      throw new IllegalStateException("there is no part " + fold);
    }
    return sums;
  }

  /** The exact sums of both parts. */
  SufficientStatistics sums() {
    SufficientStatistics all = sums(Fold.FIT).copy();
    all.merge(sums(Fold.HOLD));
    return all;
  }
}
