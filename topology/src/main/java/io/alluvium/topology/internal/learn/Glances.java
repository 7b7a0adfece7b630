package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankValue;
import io.alluvium.stores.Counter;
import io.alluvium.stores.Glance;
import io.alluvium.stores.GlanceStore;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Samples that only the small encoder of a cascade has seen: each until the large one has seen it
 * too. Those that are answered are bounded in time and number as unlabelled samples of the bank
 * are; those that wait for their answer stay until it comes. Not thread-safe.
 */
final class Glances {
  private final GlanceStore store;
  private final AgeQueue answered;

  /** How many there are: mostly none, and then the store need not be asked about each sample. */
  private long size;

  /** Reads the store once. */
  Glances(GlanceStore store, MemoryLimits limits) {
    this.store = store;
    this.answered = new AgeQueue(limits.maxUnlabelled(), limits.unlabelledMillis());
    store.forEach((id, glance) -> {
      size++;
      enrol(id, glance);
    });
  }

  private void enrol(String id, Glance glance) {
    if (!glance.held()) {
      answered.add(glance.offset(), id, glance.appendMillis());
    }
  }

  Optional<Glance> glance(String id) {
    return size == 0 ? Optional.empty() : store.glance(id);
  }

  /** Takes in a sample that is to be answered by its image. */
  void add(LedgerEntry entry, BankValue.Origin origin, Body.Sample sample, Sight image) {
    size++;
    put(
        sample.id(),
        new Glance(
            image.space().id(),
            image.embedding(),
            sample.source(),
            sample.eventTime(),
            sample.domain(),
            entry.position().offset(),
            entry.appendMillis(),
            origin,
            false,
            false));
  }

  private void put(String id, Glance glance) {
    store.put(id, glance);
    answered.remove(glance.offset(), id);
    enrol(id, glance);
  }

  /**
   * Holds the answer back until the large encoder has seen the sample; returns what asks for it.
   */
  Notice.Look hold(String id) {
    Glance glance = glance(id).orElseThrow();
    put(id, glance.holding());
    return new Notice.Look(id, glance.origin(), true);
  }

  /** Asks the large encoder to see a sample, if there is a glance at it and it was not asked. */
  Optional<Notice> want(String id) {
    Optional<Glance> glance = glance(id).filter(each -> !each.wanted());
    glance.ifPresent(each -> put(id, each.asked()));
    return glance.map(each -> new Notice.Look(id, each.origin(), false));
  }

  /** Notes that a sample is answered by its image after all. */
  void settle(String id, Glance glance) {
    put(id, glance.settled());
  }

  /** Lets go of a glance. */
  void remove(String id, Glance glance) {
    delete(id);
    answered.remove(glance.offset(), id);
  }

  private void delete(String id) {
    size--;
    store.delete(id);
  }

  /** Lets go of answered ones that are overdue at the given time. */
  void expire(long nowMillis, Findings findings) {
    for (var id = answered.pollOverdue(nowMillis);
        id.isPresent();
        id = answered.pollOverdue(nowMillis)) {
      delete(id.get());
      findings.count(Counter.EXPIRED_SAMPLES);
    }
  }

  /** Returns what would be forgotten, by id. */
  Map<String, Glance> of(Forgotten forgotten) {
    Map<String, Glance> found = new TreeMap<>();
    if (size > 0 && !forgotten.isNothing()) {
      store.forEach((id, glance) -> {
        if (forgotten.has(id, glance.source(), glance.domain())) {
          found.put(id, glance);
        }
      });
    }
    return found;
  }
}
