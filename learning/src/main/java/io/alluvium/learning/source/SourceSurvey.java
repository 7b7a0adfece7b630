package io.alluvium.learning.source;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.DriftEvent;
import io.alluvium.learning.drift.LabelCorrelation;
import io.alluvium.learning.drift.LabelShift;
import io.alluvium.learning.drift.Surprise;
import io.alluvium.learning.drift.WindowAlerts;
import java.util.Optional;

/**
 * Sums up a source for people, once in {@value #EVERY} of its samples, and tells whether classes
 * come in other shares. Windows begin anew with a solve, whose coordinates and classes are others.
 * Mutable, for one thread.
 */
final class SourceSurvey {
  /** Samples of the source between two reports. */
  static final long EVERY = 1000;

  private AdaptationWorth worth = AdaptationWorth.NONE;
  private WindowAlerts alerts;
  private LabelShift shares;

  /** Starts without samples. */
  SourceSurvey(Reference reference) {
    renew(reference);
  }

  /** Goes on beside another solve. */
  void renew(Reference reference) {
    alerts = new WindowAlerts(reference.geometry());
    shares = new LabelShift(reference.numbers());
  }

  void answered(int answer, LabelCorrelation correlation) {
    shares.add(answer, correlation.isCorrelated());
  }

  void lookedAt(WhitenedPoint placed, Surprise surprise) {
    alerts.add(placed, surprise);
  }

  void changed() {
    worth = worth.changed();
  }

  void adapted() {
    worth = worth.answered();
  }

  void labelled(boolean frozenIsRight, boolean answeredIsRight) {
    worth = worth.labelled(frozenIsRight, answeredIsRight);
  }

  /** Returns the alarm that ends a window, if it raises one. */
  Optional<DriftEvent> shift(LabelCorrelation correlation) {
    return shares.endWindow(correlation.autocorrelation());
  }

  /** Returns the report that ends a window. */
  SourceReport report(long samples, boolean changed, LabelCorrelation correlation) {
    SourceReport report =
        new SourceReport(
            samples,
            alerts.count(),
            alerts.frechet(),
            alerts.histogram(),
            alerts.outlierShare(),
            correlation.autocorrelation(),
            changed,
            worth);
    alerts.clear();
    return report;
  }

  void save(StateWriter state) {
    worth.save(state);
  }

  void load(StateReader state) {
    worth = AdaptationWorth.load(state);
  }

  void saveOfSolve(StateWriter state) {
    alerts.save(state);
    shares.save(state);
  }

  void loadOfSolve(StateReader state) {
    alerts.load(state);
    shares.load(state);
  }
}
