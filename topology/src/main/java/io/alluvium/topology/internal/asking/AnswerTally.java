package io.alluvium.topology.internal.asking;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.ask.Proportion;
import io.alluvium.stores.AskingStore;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.WatchState;
import java.util.List;
import java.util.Optional;

/**
 * Counts requests and answers, and how many answers of the random share agree with the classifier.
 * Nothing is taken back: like a counter, it says what happened. Not thread-safe.
 */
final class AnswerTally {
  private final AskingStore store;
  private final int reportEvery;
  private long requests;
  private long answers;
  private long graded;
  private long right;
  private boolean dirty;

  AnswerTally(AskingStore store, int reportEvery) {
    this.store = store;
    this.reportEvery = reportEvery;
    store.tally().ifPresent(this::load);
  }

  private void load(WatchState stored) {
    try {
      StateReader state = new StateReader(stored.words());
      requests = state.nextLong(Long.MAX_VALUE);
      answers = state.nextLong(requests);
      graded = state.nextLong(Long.MAX_VALUE);
      right = state.nextLong(graded);
      state.end();
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("tally of answers cannot be read", e);
    }
  }

  void request() {
    dirty = true;
    requests++;
  }

  void answer() {
    dirty = true;
    answers++;
  }

  /** Grades an answer of the random share; returns a report where one is due. */
  Optional<Asking.Report> grade(boolean isRight) {
    dirty = true;
    graded++;
    right += isRight ? 1 : 0;
    if (graded < reportEvery) {
      return Optional.empty();
    }
    Asking.Report report = new Asking.Report(requests, answers, new Proportion(right, graded));
    graded = 0;
    right = 0;
    return Optional.of(report);
  }

  /** Writes what has changed. */
  void flush() {
    if (dirty) {
      dirty = false;
      StateWriter state = new StateWriter().put(requests).put(answers).put(graded).put(right);
      store.putTally(new WatchState(0, List.of(), state.words()));
    }
  }
}
