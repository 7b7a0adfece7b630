package io.alluvium.learning.drift;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import java.util.Optional;

/**
 * Watches whether the answers to a source become wrong more often, where labels come: an adaptive
 * window and {@link Ddm}. Both begin anew with an alarm, so that each rise is told once. Mutable,
 * for one thread.
 */
public final class ErrorDetectors {
  private Adwin window = new Adwin(DriftMonitor.DELTA);
  private final Ddm ddm = new Ddm();

  /**
   * Adds whether an answer was wrong.
   *
   * @param kind what is suspected where errors have become more frequent
   * @return the alarm it raises, if any
   */
  public Optional<DriftEvent> add(boolean wrong, SuspectedKind kind) {
    double before = window.mean();
    boolean cut = window.add(wrong ? 1 : 0) && window.mean() > before;
    double share = ddm.errorShare();
    boolean drift = ddm.add(wrong) == Ddm.Level.DRIFT;
    if (!cut && !drift) {
      return Optional.empty();
    }
    DriftEvent event =
        cut
            ? new DriftEvent("adwin", "error", window.mean(), window.width(), kind)
            : new DriftEvent("ddm", "error", share, 0, kind);
    window = new Adwin(DriftMonitor.DELTA);
    ddm.reset();
    return Optional.of(event);
  }

  /** Writes what is known of the errors. */
  public void save(StateWriter state) {
    window.save(state);
    ddm.save(state);
  }

  /** Goes on where it was written. */
  public ErrorDetectors load(StateReader state) {
    window = Adwin.load(DriftMonitor.DELTA, state);
    ddm.load(state);
    return this;
  }
}
