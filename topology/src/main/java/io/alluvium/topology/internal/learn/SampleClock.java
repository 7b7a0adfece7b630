package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Recency;
import io.alluvium.learning.RecencyClock;
import io.alluvium.stores.ClockStore;
import io.alluvium.topology.internal.wire.Body;

/**
 * Places each accepted sample in its bucket of time, once: the bank remembers it. Writes nothing
 * unless samples count by their age. Not thread-safe.
 */
final class SampleClock {
  private final Recency recency;
  private final ClockStore store;
  private RecencyClock clock;

  /** Reads the store once. */
  SampleClock(Recency recency, ClockStore store) {
    this.recency = recency;
    this.store = store;
    this.clock = store.clock();
  }

  /** Returns whether samples count by their age. */
  boolean isOn() {
    return recency.isOn();
  }

  /** Returns the bucket of the next accepted sample. */
  long place(Body.Sample sample) {
    RecencyClock.Placed placed = clock.place(recency, sample.eventTime());
    if (!placed.clock().equals(clock)) {
      clock = placed.clock();
      store.put(clock);
    }
    return placed.period();
  }

  /** Returns the present bucket. */
  long period() {
    return clock.period();
  }
}
