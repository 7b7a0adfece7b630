package io.alluvium.encoders;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an encoder folder wants its payloads gathered, under the names that DJL Serving gives them.
 * Advice to the caller: the encoder itself takes what it is given.
 *
 * @param batchSize payloads to gather, from {@code batch_size}; null if the folder does not say
 * @param maxBatchDelay longest wait for them, from {@code max_batch_delay} in milliseconds; null if
 *     the folder does not say
 */
public record Batching(@Nullable Integer batchSize, @Nullable Duration maxBatchDelay) {
  /** What an encoder without a folder says: nothing. */
  public static final Batching UNSAID = new Batching(null, null);
}
