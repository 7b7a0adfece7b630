package io.alluvium.topology.internal.sources;

import io.alluvium.learning.source.Adaptation;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.SourceWatch;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The sources that are watched, bounded in number: the one whose last sample is oldest leaves
 * first. Read from the store when they are needed first. Not thread-safe.
 */
final class KnownSources {
  private final SourceStore store;
  private final int most;
  private final Adaptation adaptation;
  private final Map<String, Known> sources = new HashMap<>();
  private final TreeMap<Long, String> byAge = new TreeMap<>();
  private final TreeSet<String> dirty = new TreeSet<>();

  private static final class Known {
    private long offset;
    private @Nullable SourceWatch watch;

    Known(long offset) {
      this.offset = offset;
    }
  }

  KnownSources(SourceStore store, int most, Adaptation adaptation) {
    this.store = store;
    this.most = most;
    this.adaptation = adaptation;
    store.forEach((name, state) -> enrol(name, new Known(state.offset())));
  }

  private void enrol(String name, Known known) {
    sources.put(name, known);
    byAge.put(known.offset, name);
  }

  boolean contains(String name) {
    return sources.containsKey(name);
  }

  /** Lets the oldest go if one more would be too many; returns which. */
  Optional<String> makeRoomFor(String name) {
    if (sources.containsKey(name) || sources.size() < most) {
      return Optional.empty();
    }
    String oldest = byAge.firstEntry().getValue();
    forget(oldest);
    return Optional.of(oldest);
  }

  void forget(String name) {
    Known known = sources.remove(name);
    if (known != null) {
      byAge.remove(known.offset);
      dirty.remove(name);
      store.delete(name);
    }
  }

  /** Numbers of one space say nothing in another. */
  void forgetAll() {
    List.copyOf(sources.keySet()).forEach(this::forget);
  }

  /**
   * Returns the watch of a source that has a sample at an offset; a new one where there is none.
   */
  SourceWatch touch(String name, long offset, Reference reference) {
    Known known = sources.get(name);
    if (known == null) {
      known = new Known(offset);
      known.watch = new SourceWatch(reference, adaptation);
    }
    byAge.remove(known.offset);
    known.offset = offset;
    enrol(name, known);
    return touch(name, reference);
  }

  /** Returns the watch of a source that is known. */
  SourceWatch touch(String name, Reference reference) {
    dirty.add(name);
    Known known = sources.get(name);
    if (known == null) {
      throw new IllegalStateException("source '" + name + "' is not known");
    }
    SourceWatch watch = known.watch;
    if (watch == null) {
      watch = load(name, reference);
      known.watch = watch;
    }
    return watch.under(reference);
  }

  private SourceWatch load(String name, Reference reference) {
    WatchState state =
        store
            .source(name)
            .orElseThrow(() -> new IllegalStateException("source '" + name + "' is not stored"));
    try {
      return SourceWatch.load(reference, adaptation, state.seen(), state.words());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("source '" + name + "' cannot be read", e);
    }
  }

  /** Writes those that changed. */
  void flush() {
    for (String name : dirty) {
      Known known = sources.get(name);
      if (known != null && known.watch != null) {
        store.put(name, new WatchState(known.offset, known.watch.recent(), known.watch.save()));
      }
    }
    dirty.clear();
  }
}
