package io.alluvium.topology.internal.sources;

import io.alluvium.learning.novelty.UnknownBuffer;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The unknown samples of each source, read from the store when they are needed first. Not
 * thread-safe.
 */
final class UnknownSamples {
  private final SourceStore store;
  private final Map<String, UnknownBuffer> buffers = new HashMap<>();
  private final TreeSet<String> dirty = new TreeSet<>();

  UnknownSamples(SourceStore store) {
    this.store = store;
  }

  /** Returns those of a source, which are going to change. */
  UnknownBuffer of(String source) {
    dirty.add(source);
    return buffers.computeIfAbsent(
        source,
        name -> store.unknown(name).map(UnknownSamples::load).orElseGet(UnknownBuffer::new));
  }

  private static UnknownBuffer load(WatchState state) {
    try {
      return UnknownBuffer.load(state.seen(), state.words());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("unknown samples cannot be read", e);
    }
  }

  void forget(String source) {
    buffers.remove(source);
    dirty.remove(source);
    store.deleteUnknown(source);
  }

  /** Writes those that changed. */
  void flush() {
    for (String source : dirty) {
      UnknownBuffer buffer = buffers.get(source);
      if (buffer != null) {
        long newest = buffer.samples().isEmpty() ? 0 : buffer.samples().getLast().offset();
        store.putUnknown(source, new WatchState(newest, buffer.samples(), buffer.save()));
      }
    }
    dirty.clear();
  }
}
