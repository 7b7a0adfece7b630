package io.alluvium.topology.internal.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when what a task wrote should be committed: soon while it has time, seldom while it is busy,
 * since a commit costs the same whether much or little was written. It changes when results can be
 * seen, never what they are. Not thread-safe; one per task.
 *
 * <p>Whether a task is busy is measured by the time it spends on its records, not by how old they
 * are: clocks of other machines do not matter.
 */
public final class CommitPace {
  /** Time between two ticks. */
  public static final Duration PERIOD = Duration.ofMillis(20);

  /** Least time between two commits of a task that has time. */
  private static final Duration PROMPT = Duration.ofMillis(100);

  /** Least time between two commits of a busy task. */
  private static final Duration BUSY = Duration.ofSeconds(1);

  /** A task that works for more than one part in so many of the time between two ticks is busy. */
  private static final int BUSY_PART = 2;

  /** For so many ticks after it was busy, a task still counts as such. */
  private static final int BUSY_TICKS = 5;

  private final LongSupplier nanoClock;
  private long committedNanos;
  private long tickedNanos;
  private long workedNanos;
  private long ticksSinceBusy = BUSY_TICKS;
  private boolean wrote;

  /**
   * Creates a pace.
   *
   * @param nanoClock elapsed time in nanoseconds, as of {@link System#nanoTime}
   */
  public CommitPace(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.committedNanos = nanoClock.getAsLong();
    this.tickedNanos = committedNanos;
  }

  /** Notes that the work on a record begins: returns what {@link #worked} wants to know. */
  public long begin() {
    return nanoClock.getAsLong();
  }

  /**
   * Notes that the work on a record is done.
   *
   * @param startNanos what {@link #begin} returned
   */
  public void worked(long startNanos) {
    workedNanos += nanoClock.getAsLong() - startNanos;
    wrote = true;
  }

  /** Notes a tick; returns whether a commit should be asked for. */
  public boolean tick() {
    long now = nanoClock.getAsLong();
    boolean busy = workedNanos * BUSY_PART > now - tickedNanos;
    ticksSinceBusy = busy ? 0 : ticksSinceBusy + 1;
    tickedNanos = now;
    workedNanos = 0;
    Duration least = ticksSinceBusy < BUSY_TICKS ? BUSY : PROMPT;
    return wrote && now - committedNanos >= least.toNanos();
  }

  /** Notes a commit. */
  public void committed() {
    committedNanos = nanoClock.getAsLong();
    wrote = false;
  }
}
