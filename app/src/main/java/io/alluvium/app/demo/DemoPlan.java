package io.alluvium.app.demo;

import java.util.Optional;

/**
 * When what happens in a demo of a given length. Positions count sample records from 0.
 *
 * @param records sample records in the whole run, {@link #MIN_RECORDS} to {@link #MAX_RECORDS}
 */
record DemoPlan(int records) {
  static final int MIN_RECORDS = 100;
  static final int MAX_RECORDS = 95_000;

  /** New classes appear over this part of their phase, so that the last ones can be learnt too. */
  private static final int OPENING_PERCENT = 70;

  /** The bad typing's begin and end, in percent of its phase. */
  private static final int BAD_FROM = 25;

  private static final int BAD_UNTIL = 65;

  private static final int DUPLICATE_EVERY = 200;

  DemoPlan {
    if (records < MIN_RECORDS || records > MAX_RECORDS) {
      throw new IllegalArgumentException(
          "demo has " + records + " records, expected " + MIN_RECORDS + " to " + MAX_RECORDS);
    }
  }

  DemoPhase phase(int position) {
    for (DemoPhase phase : DemoPhase.values()) {
      if (position < phase.end(records)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("position is " + position + ", expected below " + records);
  }

  Typing typing(int position) {
    if (position < within(DemoPhase.BAD_TYPING, BAD_FROM)) {
      return Typing.BEFORE;
    }
    return position < within(DemoPhase.BAD_TYPING, BAD_UNTIL) ? Typing.DURING : Typing.AFTER;
  }

  /** Returns how many new classes have appeared at a position, itself included. */
  int opened(int position, int newClasses) {
    int begin = DemoPhase.NEW_CLASSES.start(records);
    if (position < begin) {
      return 0;
    }
    long span = within(DemoPhase.NEW_CLASSES, OPENING_PERCENT) - (long) begin;
    return (int) Math.min(newClasses, 1 + ((long) position - begin) * newClasses / span);
  }

  /** Returns how many samples a label of this position stays behind its sample. */
  int labelDelay(int position) {
    return phase(position) == DemoPhase.LATE_LABELS
        ? Math.min(500, records / 20)
        : Math.min(20, records / 100);
  }

  /** Returns whether an earlier sample is sent again here: one record in {@code 200}. */
  boolean isDuplicate(int position) {
    return position % DUPLICATE_EVERY == DUPLICATE_EVERY / 2 - 1;
  }

  /** Returns the mark to set before the sample of a position, if the world changes there. */
  Optional<DemoAction.Mark> mark(int position) {
    DemoPhase phase = phase(position);
    Typing typing = typing(position);
    if (position == phase.start(records)) {
      return Optional.of(new DemoAction.Mark(phase, typing, phase.description()));
    }
    if (typing == typing(position - 1)) {
      return Optional.empty();
    }
    String message = typing == Typing.DURING ? "begins to type badly" : "types well again";
    return Optional.of(new DemoAction.Mark(phase, typing, DemoStream.BAD_SOURCE + " " + message));
  }

  private int within(DemoPhase phase, int percent) {
    long length = phase.end(records) - (long) phase.start(records);
    return phase.start(records) + (int) (length * percent / 100);
  }
}
