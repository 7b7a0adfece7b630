package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Derived;
import io.alluvium.learning.FeatureSums;
import io.alluvium.learning.Learner;
import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.LearnerProgress.Solve;
import io.alluvium.learning.RecencyClock;
import io.alluvium.stores.AskingStore;
import io.alluvium.stores.Counter;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Panel;
import io.alluvium.stores.PanelStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.stores.Tally;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Hashes of what is known at one place of the ledger, as 64 hex digits.
 *
 * @param state SHA-256 over the memory (the bank, the commands carried out, what is frozen,
 *     confidences, labels of annotators), what was imported, what is known of sources, for which
 *     labels somebody was asked, the sums, those of features, what is known of the heads and what
 *     is kept of a change of the encoder where there is such, the place in the ledger, the clock of
 *     recency and the counters
 * @param sums SHA-256 over class sums and second moment alone; zeros before a space is announced
 * @param predictions newest link of the chain over all predictions
 * @param classes number of classes known
 */
record Digests(String state, String sums, String predictions, int classes) {

  static Digests of(
      MemoryStores memory,
      SourceStore sources,
      AskingStore asking,
      Optional<Learner> learner,
      Panel panel,
      SwapState swap,
      Tally tally,
      HashChain chain) {
    RecencyClock clock = memory.clock().clock();
    byte[] sums = learner.map(Learner::sumsDigest).orElseGet(() -> new byte[32]);
    MessageDigest state = HashChain.sha256();
    memory.bank().forEachRaw((key, value) -> updateRecord(state, key, value));
    memory.commands().forEachDone((id, offset) -> updateNamed(state, id, offset));
    memory.commands().forEachFrozen((label, offset) -> updateNamed(state, label, offset));
    memory
        .confidences()
        .forEach((offset, confidence) ->
            updateNumbers(state, offset, Double.doubleToLongBits(confidence)));
    memory
        .labelCounts()
        .forEach((group, count) -> {
          updateNamed(state, group, count.windowMillis());
          updateNumbers(state, count.count());
        });
    memory.imports().forEachRaw((key, value) -> updateRecord(state, key, value));
    sources.forEachRaw((key, value) -> updateRecord(state, key, value));
    asking.forEachRaw((key, value) -> updateRecord(state, key, value));
    state.update(sums);
    learner.ifPresent(l -> updateDerived(state, l.evidence().derived()));
    if (!panel.equals(Panel.PLAIN)) {
      state.update(PanelStore.encode(panel));
    }
    swap.update(state);
    updatePlace(state, learner.map(Learner::progress).orElse(LearnerProgress.START));
    if (!clock.equals(RecencyClock.START)) {
      updateClock(state, clock);
    }
    for (Counter counter : tally.told()) {
      updateNumbers(state, tally.get(counter));
    }
    state.update(HexFormat.of().parseHex(chain.hex()));
    int classes = learner.map(l -> l.statistics().labels().size()).orElse(0);
    return new Digests(
        HexFormat.of().formatHex(state.digest()),
        HexFormat.of().formatHex(sums),
        chain.hex(),
        classes);
  }

  /** Samples are those of the bank, which is hashed already. */
  static void updateDerived(MessageDigest state, Derived derived) {
    for (FeatureSums sums : derived.features()) {
      state.update(sums.fitted().digest());
      state.update(sums.heldOut().digest());
    }
  }

  private static void updateRecord(MessageDigest state, byte[] key, byte[] value) {
    state.update(lengthOf(key));
    state.update(key);
    state.update(lengthOf(value));
    state.update(value);
  }

  private static void updateNamed(MessageDigest state, String name, long offset) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    state.update(lengthOf(utf8));
    state.update(utf8);
    updateNumbers(state, offset);
  }

  /** What is not there is hashed as -1. */
  static void updatePlace(MessageDigest state, LearnerProgress place) {
    Solve pending = place.pending().orElse(new Solve(-1, -1, -1));
    updateNumbers(
        state,
        place.entries(),
        place.updates(),
        place.lastUpdateOffset().orElse(-1),
        place.modelOffset().orElse(-1),
        place.effective().updates(),
        place.effective().entries(),
        place.effective().effect(),
        pending.updates(),
        pending.entries(),
        pending.effect());
  }

  private static void updateClock(MessageDigest state, RecencyClock clock) {
    long started = clock.start().isPresent() ? 1 : 0;
    updateNumbers(
        state,
        clock.period(),
        started,
        clock.start().orElse(0),
        clock.votes(),
        clock.nearest().orElse(0));
  }

  private static void updateNumbers(MessageDigest state, long... numbers) {
    for (long number : numbers) {
      state.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
  }

  private static byte[] lengthOf(byte[] bytes) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
  }
}
