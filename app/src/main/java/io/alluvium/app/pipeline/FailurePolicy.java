package io.alluvium.app.pipeline;

import io.alluvium.encoders.EncoderException;
import io.alluvium.schemas.serde.RegistryUnavailableException;
import io.alluvium.stores.CorruptStateException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: it is replaced, a bounded number of times; then, or at
 * once when another try cannot help, the process stops with a message. Nothing is committed that
 * was not done. Safe for any thread.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
  private static final int MAX_REPLACEMENTS = 5;
  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final String application;
  private final LongSupplier nanoTime;
  private final Deque<Long> replacements = new ArrayDeque<>();
  private @Nullable PipelineException failure;

  FailurePolicy(String application, LongSupplier nanoTime) {
    this.application = application;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable thrown) {
    Optional<String> hopeless = hopeless(thrown);
    if (hopeless.isPresent()) {
      return stop(hopeless.get(), thrown);
    }
    long now = nanoTime.getAsLong();
    replacements.removeIf(then -> now - then > WINDOW.toNanos());
    if (replacements.size() >= MAX_REPLACEMENTS) {
      return stop(
          "its thread died "
              + (MAX_REPLACEMENTS + 1)
              + " times within "
              + WINDOW.toMinutes()
              + " minutes, last of "
              + root(thrown),
          thrown);
    }
    replacements.add(now);
    LOG.warn(
        "{}: a thread died and is replaced ({} of {}): {}",
        application,
        replacements.size(),
        MAX_REPLACEMENTS,
        root(thrown),
        thrown);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse stop(String why, Throwable thrown) {
    failure = new PipelineException(application + " stopped: " + why, thrown);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /**
   * Returns why another try cannot help, if it cannot: these have been retried where they happened.
   */
  private static Optional<String> hopeless(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RegistryUnavailableException
          || cause instanceof EncoderException
          || cause instanceof CorruptStateException
          || cause instanceof PipelineException
          || cause instanceof Error) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
    }
    return Optional.empty();
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  synchronized Optional<PipelineException> failure() {
    return Optional.ofNullable(failure);
  }
}
