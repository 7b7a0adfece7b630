package io.alluvium.topology.internal.commit;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

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
  static final Duration PERIOD = Duration.ofMillis(20);

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
  private long startNanos;
  private long workedNanos;
  private long ticksSinceBusy = BUSY_TICKS;
  private boolean wrote;

  /**
   * Creates a pace.
   *
   * @param nanoClock elapsed time in nanoseconds, as of {@link System#nanoTime}
   */
  CommitPace(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.committedNanos = nanoClock.getAsLong();
    this.tickedNanos = committedNanos;
  }

  /** Returns the pace of a task that leaves commits to the interval that the user has set. */
  public static CommitPace ofTheUser() {
    return new CommitPace(System::nanoTime);
  }

  /** Returns the pace of a task, which asks for commits from now on. */
  public static CommitPace asking(ProcessorContext<?, ?> context) {
    CommitPace pace = new CommitPace(System::nanoTime);
    context.schedule(
        PERIOD,
        PunctuationType.WALL_CLOCK_TIME,
        nowMillis -> {
          if (pace.tick()) {
            context.commit();
          }
        });
    return pace;
  }

  /** Notes that the work on a record begins. */
  public void begin() {
    startNanos = nanoClock.getAsLong();
  }

  /** Notes that the work on a record is done. */
  public void end() {
    workedNanos += nanoClock.getAsLong() - startNanos;
    wrote = true;
  }

  /** Notes a tick; returns whether a commit should be asked for. */
  boolean tick() {
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
