package io.alluvium.topology.internal.learn;

import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.BankPolicy;
import java.util.Map;

/**
 * Which labelled samples keep their vector, and how long.
 *
 * @param policy which of too many keep it
 * @param seed key of the random choices of a policy
 * @param maxLabelled greatest number of labelled samples with their vector; 0 is no limit
 * @param labelledMillis longest time a labelled sample keeps it; 0 is no limit
 */
record Retention(BankPolicy policy, long seed, int maxLabelled, long labelledMillis) {

  static Retention of(AlluviumConfig config) {
    return new Retention(
        config.bankPolicy(),
        config.getLong(AlluviumConfig.BANK_POLICY_SEED),
        config.getInt(AlluviumConfig.BANK_MAX_LABELLED),
        config.getLong(AlluviumConfig.BANK_LABELLED_TTL_MS));
  }

  /** Returns whether a labelled sample may lose its vector at all. */
  boolean settles() {
    return maxLabelled > 0 || labelledMillis > 0;
  }

  /** Returns whether it must be known how sure the model was of each sample. */
  boolean needsConfidence() {
    return policy == BankPolicy.CONFIDENCE && maxLabelled > 0;
  }

  /** Returns a queue with these bounds. */
  FairQueue queue() {
    return new FairQueue(
        maxLabelled > 0 ? maxLabelled : Integer.MAX_VALUE,
        labelledMillis > 0 ? labelledMillis : Long.MAX_VALUE);
  }

  /** Returns the policy and its bounds, for programs. */
  Map<String, String> details() {
    return Map.of(
        "policy", policy.code(),
        "max_labelled", Integer.toString(maxLabelled),
        "labelled_ttl_ms", Long.toString(labelledMillis));
  }

  /** Says the same to people. */
  @Override
  public String toString() {
    String number = maxLabelled > 0 ? "at most " + maxLabelled + " labelled samples keep it" : "";
    String time = labelledMillis > 0 ? "for at most " + labelledMillis + " ms" : "";
    String between = number.isEmpty() || time.isEmpty() ? "" : ", ";
    return "policy " + policy.code() + ": " + number + between + time;
  }
}
