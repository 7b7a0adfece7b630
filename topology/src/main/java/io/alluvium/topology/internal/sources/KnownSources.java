package io.alluvium.topology.internal.sources;

import io.alluvium.learning.source.Adaptation;
import io.alluvium.learning.source.Reference;
import io.alluvium.learning.source.SourceWatch;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.WatchState;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Set<String> dirty = new HashSet<>();

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
    store.forEach((name, state) -> sources.put(name, new Known(state.offset())));
  }

  boolean contains(String name) {
    return sources.containsKey(name);
  }

  /** Lets the oldest go if one more would be too many; returns which. */
  Optional<String> makeRoomFor(String name) {
    if (sources.containsKey(name) || sources.size() < most) {
      return Optional.empty();
    }
    String oldest =
        Collections.min(
                sources.entrySet(), Comparator.comparingLong(each -> each.getValue().offset))
            .getKey();
    forget(oldest);
    return Optional.of(oldest);
  }

  void forget(String name) {
    if (sources.remove(name) != null) {
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
      sources.put(name, known);
    }
    known.offset = offset;
    return touch(name, reference);
  }

  /** Returns the watch of a source that is known. */
  SourceWatch touch(String name, Reference reference) {
    dirty.add(name);
    Known known = sources.get(name);
    if (known == null) {
      throw new IllegalStateException("source '" + name + "' is not known");
    }
    return watch(name, known, reference).under(reference);
  }

  private SourceWatch watch(String name, Known known, Reference reference) {
    SourceWatch watch = known.watch;
    if (watch == null) {
      watch = load(name, reference);
      known.watch = watch;
    }
    return watch;
  }

  /** Returns whether some source has changed and is not as before yet. */
  boolean isAnyChanged(Reference reference) {
    for (Map.Entry<String, Known> each : sources.entrySet()) {
      if (watch(each.getKey(), each.getValue(), reference).hasChanged()) {
        return true;
      }
    }
    return false;
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
