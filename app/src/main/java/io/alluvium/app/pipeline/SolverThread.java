package io.alluvium.app.pipeline;

import io.alluvium.learning.Learner;
import io.alluvium.learning.Rehearsal;
import io.alluvium.learning.Scorer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Solves heads on one thread beside the stream threads; the first of a process after a {@link
 * Rehearsal}. Closed after the streams that use it.
 */
public final class SolverThread implements Learner.Background, AutoCloseable {
  /** Whether the compiler of this process knows what solves are made of. */
  private static final AtomicBoolean REHEARSED = new AtomicBoolean();

  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("alluvium-solver").daemon().factory());

  /** Whether there is work, which the rehearsal then gives way to. */
  private volatile boolean asked;

  /** Starts the thread. */
  public SolverThread() {
    if (REHEARSED.compareAndSet(false, true)) {
      executor.execute(() -> Rehearsal.run(() -> !asked));
    }
  }

  @Override
  public Supplier<Scorer> start(Supplier<Scorer> fit) {
    asked = true;
    return CompletableFuture.supplyAsync(fit, executor)::join;
  }

  @Override
  public <T> Supplier<T> compute(Supplier<T> work) {
    asked = true;
    return CompletableFuture.supplyAsync(work, executor)::join;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
