package io.alluvium.learning.adapt;

import java.util.List;

/**
 * Follows one source with what it has seen of it. For each micro-batch, {@link #answer} first and
 * then {@link #absorb}: an answer depends on earlier batches, and on the other samples of its own
 * only in adapters that say so. Mutable, for one thread; one for each source.
 */
public interface Adapter {
  /** Returns the name, as {@link Adapters#named} knows it. */
  String name();

  /** Returns an answer to each sample. Changes nothing. */
  List<Posterior> answer(List<Sample> batch, Conditions conditions);

  /** Takes up what the samples say of the source. */
  void absorb(List<Sample> batch, Conditions conditions);

  /** Forgets the source: answers are those of the frozen classifier again. */
  void reset();
}
