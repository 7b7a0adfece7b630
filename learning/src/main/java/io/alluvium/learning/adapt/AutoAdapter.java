package io.alluvium.learning.adapt;

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
 * <p>A sample is answered by the adapter if the evidence for the shift is above 0: how much nearer
 * the sample itself is to a class when it is moved, as difference of squared Mahalanobis distances
 * clipped at 30, plus nine tenths of the evidence before. So a source that returns to what it was
 * is answered as before from its first samples on. {@value #RETURNED} samples in a row without
 * evidence end the episode: the adapter is reset, and detectors begin anew. Evidence looks at no
 * answer, so a wrong displacement cannot confirm itself. Mutable, for one thread; one for each
 * source.
 */
public final class AutoAdapter implements Adapter {
  /** Samples of the source that are needed before it is adapted to, and from which it begins. */
  static final int LEAST_SAMPLES = 64;

  static final int RETURNED = 32;

  /** A detector that thinks the change is just now is not believed. */
  private static final long LEAST_SINCE = 16;

  private static final double CLIP = 30;
  private static final double KEPT = 0.9;
  private static final double COLLAPSED = 0.9;
  private static final double COLLAPSE_MEMORY = 500;

  private final FrozenClassifier classifier;
  private final SurpriseModel surprise;
  private final DisplacingAdapter adapter;
  private final LabelCorrelation correlation;
  private final AnswerShares adaptedShares;
  private final AnswerShares frozenShares;
  private final Deque<Sample> recent = new ArrayDeque<>();
  private final List<DriftEvent> events = new ArrayList<>();
  private DriftMonitor monitor;
  private boolean active;
  private double evidence;
  private int without;

  AutoAdapter(FrozenClassifier classifier, SurpriseModel surprise, DisplacingAdapter adapter) {
    this.classifier = classifier;
    this.surprise = surprise;
    this.adapter = adapter;
    this.monitor = surprise.monitor();
    this.correlation = new LabelCorrelation(classifier.geometry().classes());
    this.adaptedShares = new AnswerShares(classifier.geometry().classes(), COLLAPSE_MEMORY);
    this.frozenShares = new AnswerShares(classifier.geometry().classes(), COLLAPSE_MEMORY);
  }

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    List<Posterior> answers = new ArrayList<>();
    double present = evidence;
    for (Sample sample : batch) {
      present = active ? evidence(present, sample) : 0;
      answers.add(active && present > 0 ? adapter.answer(sample) : sample.frozen());
    }
    return answers;
  }

  private double evidence(double before, Sample sample) {
    double[] moved = sample.whitened();
    double[] displacement = classifier.geometry().whitenedDifference(adapter.displacement(sample));
    double frozen = classifier.geometry().leastSquaredDistance(moved);
    Points.add(moved, displacement, -1);
    double adapted = classifier.geometry().leastSquaredDistance(moved);
    return KEPT * before + Math.clamp(frozen - adapted, -CLIP, CLIP);
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {
    for (Sample sample : batch) {
      double[] whitened = sample.whitened();
      correlation.add(sample.frozen().best());
      Optional<DriftEvent> alarm = monitor.add(surprise.surprise(whitened), whitened);
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
    evidence = 0;
    without = 0;
    adapter.reset();
    recent.stream()
        .skip(Math.max(0, recent.size() + 1 - Math.max(since, LEAST_SINCE)))
        .forEach(sample -> adapter.absorb(sample, conditions()));
    adapter.absorb(last, conditions());
  }

  private void goOn(Sample sample) {
    evidence = evidence(evidence, sample);
    adaptedShares.add(adapter.answer(sample).best());
    frozenShares.add(sample.frozen().best());
    without = evidence < 0 ? without + 1 : 0;
    adapter.absorb(sample, conditions());
    boolean collapsed = adaptedShares.largest() > COLLAPSED && frozenShares.largest() < COLLAPSED;
    if (without >= RETURNED || collapsed) {
      end();
    }
  }

  private void end() {
    active = false;
    adapter.reset();
    adaptedShares.reset();
    frozenShares.reset();
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
