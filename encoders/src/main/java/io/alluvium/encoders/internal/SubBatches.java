package io.alluvium.encoders.internal;

import io.alluvium.encoders.EncoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a list into pieces of a fixed size and works on them, on the caller's thread or on a few of
 * its own. Used by one thread at a time.
 */
final class SubBatches implements AutoCloseable {
  private final int size;
  private final @Nullable ExecutorService workers;

  /** Uses the caller's thread if {@code threads} is 1. */
  SubBatches(int size, int threads) {
    this.size = size;
    this.workers =
        threads == 1
            ? null
            : Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("alluvium-encoder-", 0).factory());
  }

  /**
   * Applies a function of pieces to the list and returns the results of all pieces in order. The
   * first piece that throws decides the exception; no piece is running any more when this returns.
   */
  <I, O> List<O> map(List<I> inputs, Function<List<I>, List<O>> function) {
    List<List<I>> pieces = new ArrayList<>();
    for (int start = 0; start < inputs.size(); start += size) {
      pieces.add(inputs.subList(start, Math.min(start + size, inputs.size())));
    }
    return workers == null || pieces.size() == 1
        ? pieces.stream().flatMap(piece -> function.apply(piece).stream()).toList()
        : concurrently(workers, pieces, function);
  }

  @Override
  public void close() {
    if (workers != null) {
      workers.close();
    }
  }

  private static <I, O> List<O> concurrently(
      ExecutorService workers, List<List<I>> pieces, Function<List<I>, List<O>> function) {
    List<Callable<List<O>>> tasks = new ArrayList<>(pieces.size());
    pieces.forEach(piece -> tasks.add(() -> function.apply(piece)));
    List<O> outputs = new ArrayList<>();
    try {
      for (Future<List<O>> done : workers.invokeAll(tasks)) {
        outputs.addAll(done.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EncoderException("interrupted while embedding", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new EncoderException("embedding failed: " + e.getCause(), e);
    }
    return outputs;
  }
}
