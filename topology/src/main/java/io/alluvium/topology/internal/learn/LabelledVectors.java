package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankValue;
import io.alluvium.stores.ConfidenceStore;
import io.alluvium.stores.HashChain;
import io.alluvium.topology.internal.learn.FairQueue.Entry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labelled samples that have a vector, and which of them loses it next. Not thread-safe.
 *
 * <p>Sources, see docs/design/015-bank-policies.md: the balanced reservoir is after Chrysakis and
 * Moens, "Online continual learning from imbalanced data", ICML 2020, with a keyed hash of the
 * sample id in the place of random numbers. Confidence is the least-confident criterion of Lewis
 * and Gale, "A sequential algorithm for training text classifiers", SIGIR 1994.
 */
final class LabelledVectors {
  private static final String ONE_GROUP = "";

  /** Of what is not known, the model counts as sure: it leaves first. */
  private static final double SURE = 1;

  private final Retention retention;
  private final ConfidenceStore confidences;
  private final FairQueue queue;

  /** Samples of the present entry: how sure the model is of them is written when it ends. */
  private final Map<String, BankValue.Sample> entering = new LinkedHashMap<>();

  LabelledVectors(Retention retention, ConfidenceStore confidences) {
    this.retention = retention;
    this.confidences = confidences;
    this.queue = retention.queue();
  }

  /** Takes in a labelled sample; it is asked about from the next entry on. */
  void add(String id, BankValue.Sample sample) {
    if (retention.settles() && sample.assigned().isPresent() && sample.vector().isPresent()) {
      entering.put(id, sample);
    }
  }

  void remove(String id) {
    entering.remove(id);
    queue.remove(id);
  }

  /** Removes and returns the id of a sample that has to lose its vector at the given time. */
  Optional<String> pollOverdue(long nowMillis) {
    entering.forEach((id, sample) -> queue.add(entry(id, sample)));
    entering.clear();
    return queue.pollTooOld(nowMillis).or(() -> queue.pollSurplus().map(FairQueue.Surplus::id));
  }

  private Entry entry(String id, BankValue.Sample sample) {
    String group =
        switch (retention.policy()) {
          case BALANCED_RESERVOIR -> sample.assigned().orElseThrow();
          case RECENCY, CONFIDENCE -> ONE_GROUP;
        };
    long rank =
        switch (retention.policy()) {
          case RECENCY -> 0;
          case BALANCED_RESERVOIR -> hash(id);
          case CONFIDENCE -> surestFirst(confidences.get(sample.offset()).orElse(SURE));
        };
    return new Entry(sample.offset(), id, sample.appendMillis(), group, rank);
  }

  /** Bits of doubles from 0 on ascend with them. */
  private static long surestFirst(double confidence) {
    return -Double.doubleToLongBits(confidence);
  }

  /** The first 64 bits of SHA-256 over the seed, big-endian, and the id. */
  private long hash(String id) {
    MessageDigest digest = HashChain.sha256();
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, retention.seed()));
    digest.update(id.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }
}
