package io.alluvium.learning.adapt;

import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.drift.DriftEvent;
import io.alluvium.learning.drift.DriftMonitor;
import io.alluvium.learning.drift.LabelCorrelation;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Adapts only while it should: another adapter is started by an alarm from the samples that led to
 * it (while labels come in runs, as soon as {@link RecentClasses} has several), answers as long as
 * samples are nearer to the classes where it moves them, and is reset when they no longer are.
 *
 * <p>A sample is answered by the adapter while {@link EvidenceGate} is open for it, so a source
 * that returns to what it was is answered as before from its first samples on. When the gate says
 * that it has returned, the episode ends: the adapter is reset, and detectors begin anew. Mutable,
 * for one thread; one for each source.
 */
public final class AutoAdapter implements Adapter {
  /** Samples of the source that are needed before it is adapted to, and from which it begins. */
  static final int LEAST_SAMPLES = 64;

  /** Samples after an alarm before which it is not asked whether nothing is left of the change. */
  private static final long LEAST_WAITED = 128;

  /** A detector that thinks the change is just now is not believed. */
  private static final long LEAST_SINCE = 16;

  private final FrozenClassifier classifier;
  private final SurpriseModel surprise;
  private final DisplacingAdapter adapter;
  private final LabelCorrelation correlation;
  private final EvidenceGate gate = new EvidenceGate();
  private final Collapse collapse;
  private final RecentClasses classes = new RecentClasses();
  private final Deque<Sample> recent = new ArrayDeque<>();
  private final List<DriftEvent> events = new ArrayList<>();
  private DriftMonitor monitor;
  private boolean active;
  private long waited;

  AutoAdapter(FrozenClassifier classifier, SurpriseModel surprise, DisplacingAdapter adapter) {
    this.classifier = classifier;
    this.surprise = surprise;
    this.adapter = adapter;
    this.monitor = surprise.monitor();
    this.correlation =
        new LabelCorrelation(
            classifier.geometry().classes(), classifier.geometry().learntByChance());
    this.collapse = new Collapse(classifier.geometry().classes());
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    List<Posterior> answers = new ArrayList<>();
    double present = gate.evidence();
    for (Sample sample : batch) {
      present = active ? EvidenceGate.with(present, gain(sample)) : 0;
      answers.add(active && present > 0 ? adapter.answer(sample) : sample.frozen());
    }
    return answers;
  }

  /** By how much the squared distance to the nearest class falls where the sample is displaced. */
  private double gain(Sample sample) {
    double[] moved = sample.whitened();
    double[] displacement = classifier.geometry().whitenedDifference(adapter.displacement(sample));
    double frozen = classifier.geometry().leastSquaredDistance(moved);
    Points.add(moved, displacement, -1);
    return frozen - classifier.geometry().leastSquaredDistance(moved);
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {
    for (Sample sample : batch) {
      WhitenedPoint point = surprise.at(sample.whitened());
      correlation.add(sample.frozen().best());
      classes.add(sample.frozen().best());
      Optional<DriftEvent> alarm = monitor.add(surprise.surprise(point), point);
      if (active) {
        goOn(sample);
      } else if (recent.size() + 1 >= LEAST_SAMPLES && alarm.isPresent()) {
        long since = Math.max(alarm.get().since(), LEAST_SINCE);
        if (waited == 0) {
          events.add(alarm.get());
          classes.keep(since);
        }
        beginOrWait(sample, since);
      } else if (waited > 0) {
        beginOrWait(sample, LEAST_SAMPLES);
      }
      remember(sample);
    }
  }

  private void remember(Sample sample) {
    recent.addLast(sample);
    if (recent.size() > LEAST_SAMPLES) {
      recent.removeFirst();
    }
  }

  /** Waits until several classes show the change, or until there is nothing of it left. */
  private void beginOrWait(Sample last, long since) {
    if (!conditions().correlated() || classes.areSeveral()) {
      begin(last, since);
    } else {
      waited = waited >= LEAST_WAITED && monitor.isAsBefore() ? 0 : waited + 1;
    }
  }

  /** Begins with the samples since the change. */
  private void begin(Sample last, long since) {
    active = true;
    waited = 0;
    gate.reset();
    adapter.reset();
    recent.stream()
        .skip(Math.max(0, recent.size() + 1 - since))
        .forEach(sample -> adapter.absorb(sample, conditions()));
    adapter.absorb(last, conditions());
  }

  private void goOn(Sample sample) {
    collapse.add(adapter.answer(sample).best(), sample.frozen().best());
    boolean returned = gate.add(gain(sample));
    adapter.absorb(sample, conditions());
    if (returned || collapse.isSuspected()) {
      end();
    }
  }

  private void end() {
    active = false;
    waited = 0;
    adapter.reset();
    collapse.reset();
    recent.clear();
    monitor = surprise.monitor();
  }

  private Conditions conditions() {
    return Conditions.of(correlation, monitor.isFarOff());
  }

  /** Returns whether the source is being adapted to. */
  public boolean isActive() {
    return active;
  }

  /** Returns whether labels of the source come in runs. */
  public boolean isCorrelated() {
    return correlation.isCorrelated();
  }

  /** Returns the alarms since the last call, oldest first, and forgets them. */
  public List<DriftEvent> takeEvents() {
    List<DriftEvent> taken = List.copyOf(events);
    events.clear();
    return taken;
  }

  @Override
  public void reset() {
    end();
  }
}
