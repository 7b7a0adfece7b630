package io.alluvium.topology.internal.asking;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.ask.AskOptions;
import io.alluvium.learning.ask.LabelBudget;
import io.alluvium.stores.AskingStore;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.WatchState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was spent of the budget of each source, bounded in number: the source whose last sample is
 * oldest leaves first. Not thread-safe.
 */
final class SourceBudgets {
  private final AskingStore store;
  private final AskOptions options;
  private final int most;
  private final Map<String, Known> sources = new HashMap<>();
  private final TreeMap<Long, String> byAge = new TreeMap<>();
  private final TreeSet<String> dirty = new TreeSet<>();

  private record Known(long offset, LabelBudget budget) {}

  SourceBudgets(AskingStore store, AskOptions options, int most) {
    this.store = store;
    this.options = options;
    this.most = most;
    store.forEachSource((name, state) -> enrol(name, new Known(state.offset(), load(name, state))));
  }

  private LabelBudget load(String name, WatchState state) {
    try {
      StateReader reader = new StateReader(state.words());
      LabelBudget budget = LabelBudget.load(options, reader);
      reader.end();
      return budget;
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("budget of source '" + name + "' cannot be read", e);
    }
  }

  private void enrol(String name, Known known) {
    sources.put(name, known);
    byAge.put(known.offset(), name);
  }

  /** Returns the budget of a source that has a sample at an offset; a whole one if it is new. */
  LabelBudget touch(String name, long offset) {
    Known known = sources.get(name);
    LabelBudget budget = known == null ? new LabelBudget(options) : known.budget();
    if (known != null) {
      byAge.remove(known.offset());
    } else if (sources.size() >= most) {
      forget(byAge.firstEntry().getValue());
    }
    enrol(name, new Known(offset, budget));
    dirty.add(name);
    return budget;
  }

  void forget(String name) {
    Known known = sources.remove(name);
    if (known != null) {
      byAge.remove(known.offset());
      dirty.remove(name);
      store.deleteSource(name);
    }
  }

  /** Writes those that changed. */
  void flush() {
    for (String name : dirty) {
      Known known = sources.get(name);
      if (known != null) {
        StateWriter state = new StateWriter();
        known.budget().save(state);
        store.putSource(name, new WatchState(known.offset(), List.of(), state.words()));
      }
    }
    dirty.clear();
  }
}
