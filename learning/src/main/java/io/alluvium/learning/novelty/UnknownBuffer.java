package io.alluvium.learning.novelty;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.source.Seen;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The last samples of a source that were far from every class. When it is full, the oldest goes;
 * what becomes a candidate leaves it. It keeps which samples they are, not their vectors: a sample
 * that is forgotten, or labelled, is none of them any more. Mutable, for one thread.
 */
public final class UnknownBuffer {
  /** Greatest number of samples. */
  public static final int CAPACITY = 512;

  /** p-value of novelty below which a sample belongs here, unless something else is wanted. */
  public static final double NOVEL = 0.03;

  private static final int MIN_BUFFERED = 64;
  private static final int LEAST_NEW = 16;

  /** A look is worth while once so large a part of the buffer is new. */
  private static final int NEW_PART = 4;

  private final List<Seen> samples = new ArrayList<>();
  private long sinceLook;

  /** Adds a sample. */
  public void add(Seen sample) {
    samples.add(sample);
    if (samples.size() > CAPACITY) {
      samples.removeFirst();
    }
    sinceLook++;
  }

  /** Returns whether enough has come since the last look. */
  public boolean isDue() {
    return samples.size() >= MIN_BUFFERED
        && sinceLook >= Math.max(LEAST_NEW, samples.size() / NEW_PART);
  }

  /**
   * Looks for groups.
   *
   * @param vectors finds the vector of a sample, as long as it is there and has no label
   * @return the candidates, largest first
   */
  public List<CandidateClass> look(
      CandidateFinder finder, Function<Seen, Optional<Embedding>> vectors) {
    sinceLook = 0;
    List<Unknown> unknown =
        samples.stream()
            .flatMap(
                sample -> vectors.apply(sample).map(found -> new Unknown(sample, found)).stream())
            .toList();
    Set<Seen> left = unknown.stream().map(Unknown::sample).collect(Collectors.toSet());
    samples.retainAll(left);
    List<CandidateClass> found = finder.find(unknown);
    Set<Seen> gone = new HashSet<>();
    found.forEach(one -> one.members().stream().map(Unknown::sample).forEach(gone::add));
    samples.removeAll(gone);
    return found;
  }

  /** Returns the samples, oldest first. */
  public List<Seen> samples() {
    return List.copyOf(samples);
  }

  /** Returns everything that is known besides the samples. */
  public StateWords save() {
    return new StateWriter().put(sinceLook).words();
  }

  /**
   * Returns a buffer that goes on where it was written.
   *
   * @throws IllegalArgumentException if this cannot have been written
   */
  public static UnknownBuffer load(Collection<Seen> samples, StateWords words) {
    if (samples.size() > CAPACITY) {
      throw new IllegalArgumentException(
          "there are " + samples.size() + " unknown samples, expected at most " + CAPACITY);
    }
    UnknownBuffer buffer = new UnknownBuffer();
    buffer.samples.addAll(samples);
    StateReader state = new StateReader(words);
    buffer.sinceLook = state.nextLong(Long.MAX_VALUE);
    state.end();
    return buffer;
  }
}
