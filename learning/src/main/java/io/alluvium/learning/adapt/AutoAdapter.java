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
 * it, answers as long as samples are nearer to the classes where it moves them, and is reset when
 * they no longer are.
 *
 * <p>A sample is answered by the adapter while {@link EvidenceGate} is open for it, so a source
 * that returns to what it was is answered as before from its first samples on. When the gate says
 * that it has returned, the episode ends: the adapter is reset, and detectors begin anew. Mutable,
 * for one thread; one for each source.
 */
public final class AutoAdapter implements Adapter {
  /** Samples of the source that are needed before it is adapted to, and from which it begins. */
  static final int LEAST_SAMPLES = 64;

  /** A detector that thinks the change is just now is not believed. */
  private static final long LEAST_SINCE = 16;

  private final FrozenClassifier classifier;
  private final SurpriseModel surprise;
  private final DisplacingAdapter adapter;
  private final LabelCorrelation correlation;
  private final EvidenceGate gate = new EvidenceGate();
  private final Collapse collapse;
  private final Deque<Sample> recent = new ArrayDeque<>();
  private final List<DriftEvent> events = new ArrayList<>();
  private DriftMonitor monitor;
  private boolean active;

  AutoAdapter(FrozenClassifier classifier, SurpriseModel surprise, DisplacingAdapter adapter) {
    this.classifier = classifier;
    this.surprise = surprise;
    this.adapter = adapter;
    this.monitor = surprise.monitor();
    this.correlation = new LabelCorrelation(classifier.geometry().classes());
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
      Optional<DriftEvent> alarm = monitor.add(surprise.surprise(point), point);
      if (active) {
        goOn(sample);
      } else if (recent.size() + 1 >= LEAST_SAMPLES && alarm.isPresent()) {
        events.add(alarm.get());
        begin(sample, alarm.get().since());
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

  /** Begins with the samples since the change. */
  private void begin(Sample last, long since) {
    active = true;
    gate.reset();
    adapter.reset();
    recent.stream()
        .skip(Math.max(0, recent.size() + 1 - Math.max(since, LEAST_SINCE)))
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
    adapter.reset();
    collapse.reset();
    recent.clear();
    monitor = surprise.monitor();
  }

  private Conditions conditions() {
    return new Conditions(correlation.isCorrelated(), correlation.autocorrelation());
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
