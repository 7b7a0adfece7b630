package io.alluvium.topology.internal.learn;

import io.alluvium.learning.LabelChange;
import io.alluvium.stores.Counter;
import io.alluvium.topology.internal.wire.Reason;
import java.util.Optional;

/** Says which changes of labels can be made, and counts those that are. Not thread-safe. */
final class LabelGate {
  /** Why a label cannot change what it says it does. */
  record Fault(Reason reason, String message) {}

  private final LabelCensus census;
  private final Frozen frozen;
  private final int maxClasses;

  /**
   * Makes a gate.
   *
   * @param census what labels there are: kept up to date by this
   * @param frozen classes that take no labels
   * @param maxClasses greatest number of classes, at least 1
   */
  LabelGate(LabelCensus census, Frozen frozen, int maxClasses) {
    this.census = census;
    this.frozen = frozen;
    this.maxClasses = maxClasses;
  }

  /** Returns why a change cannot be made, if it cannot. */
  Optional<Fault> fault(LabelChange change) {
    return frozen
        .fault(change)
        .map(message -> new Fault(Reason.FROZEN, message))
        .or(() -> oneTooMany(change).map(text -> new Fault(Reason.TOO_MANY_CLASSES, text)))
        .or(() ->
            census
                .tooMuch(change.addedWeight())
                .map(text -> new Fault(Reason.TOO_MUCH_WEIGHT, text)));
  }

  /** Returns what is wrong with a change that creates a class too many. */
  private Optional<String> oneTooMany(LabelChange change) {
    int classes = census.classesAfter(change);
    boolean creates = change.entered().map(label -> !census.contains(label)).orElse(false);
    return creates && classes > maxClasses
        ? Optional.of(
            "label '"
                + change.entered().get()
                + "' would be class "
                + classes
                + ", the limit is "
                + maxClasses)
        : Optional.empty();
  }

  /** Counts a change that is made; what classes it makes or empties is told. */
  LabelChange counted(LabelChange change, Findings findings) {
    findings.count(kind(change));
    findings.tell(census.move(change));
    return change;
  }

  private static Counter kind(LabelChange change) {
    if (change.to().isEmpty()) {
      return Counter.WITHDRAWALS;
    }
    return change.from().isEmpty() ? Counter.LABELS : Counter.CORRECTIONS;
  }
}
