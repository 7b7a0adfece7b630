package io.alluvium.learning.source;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.SeededNumbers;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.WhitenedPoint;
import io.alluvium.learning.adapt.Conditions;
import io.alluvium.learning.adapt.Posterior;
import io.alluvium.learning.drift.DriftEvent;
import io.alluvium.learning.drift.DriftMonitor;
import io.alluvium.learning.drift.ErrorDetectors;
import io.alluvium.learning.drift.LabelCorrelation;
import io.alluvium.learning.drift.Surprise;
import io.alluvium.learning.drift.SurpriseModel;
import io.alluvium.learning.drift.SuspectedKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches one source: notices that it has changed, follows where it went, and says when it is over.
 *
 * <p>For each sample, {@link #under} the reference of the time, then {@link #looksAt}, if it does
 * {@link #displaced} and {@link #absorb}, and {@link #finish}; for each first label, {@link
 * #label}. A pure function of these calls; what {@link #save} wrote and {@link #load} reads goes on
 * bit for bit. Mutable, for one thread.
 *
 * <p>Beside a new solve the detectors begin anew, since their numbers are in the coordinates of the
 * old one; a change that was noticed, the displacement and what is known of errors stay.
 */
public final class SourceWatch {
  /** Samples of the source that are needed before an alarm is believed. */
  private static final int LEAST_SAMPLES = Trail.SAMPLES;

  /** A detector that thinks the change is just now is not believed. */
  private static final long LEAST_SINCE = 16;

  /** Samples after which a change that nobody can follow is what the source is like. */
  private static final long SETTLED = 10_000;

  /** Samples without anything to follow after which it is over, where nothing can be compared. */
  private static final long QUIET = 128;

  /** Samples over which the share of those that are answered elsewhere fades. */
  private static final double MOVED_MEMORY = 32;

  /** What stored state begins with that has a survey in it; earlier ones begin with a count. */
  private static final long WITH_SURVEY = -2;

  /** What stored state begins with that has an adapter in it too. */
  private static final long WITH_ADAPTER = -3;

  private final Trail trail = new Trail();
  private final ErrorDetectors errors = new ErrorDetectors();
  private final Follower follower;
  private final SourceSurvey survey;
  private final boolean ungated;
  private Reference reference;
  private LabelCorrelation correlation;
  private @Nullable DriftMonitor monitor;
  private boolean changed;
  private double movedShare;
  private long answered;
  private long began;
  private long beganCount;
  private long quietSince;
  private EpisodeScore score = EpisodeScore.NONE;

  /** Starts without samples. */
  public SourceWatch(Reference reference, Adaptation adaptation) {
    this.reference = reference;
    this.ungated = adaptation.isUngated();
    this.follower = new Follower(reference, adaptation);
    this.survey = new SourceSurvey(reference);
    this.correlation = correlation(reference);
  }

  private static LabelCorrelation correlation(Reference reference) {
    return new LabelCorrelation(reference.numbers(), reference.geometry().learntByChance());
  }

  /** Goes on beside the reference of the time; returns itself. */
  public SourceWatch under(Reference now) {
    boolean sameSolve = now.generation() == reference.generation();
    reference = now;
    if (!sameSolve) {
      follower.renew(now);
      survey.renew(now);
      correlation = correlation(now).after(correlation);
      monitor = null;
    }
    if (monitor == null) {
      watchAnew();
    }
    return this;
  }

  private void watchAnew() {
    monitor = reference.surprise().map(SurpriseModel::monitor).orElse(null);
  }

  /** Returns whether the source has changed and that is not over. */
  public boolean hasChanged() {
    return changed;
  }

  /**
   * Notes the answer to a sample; returns whether the sample is to be looked at: each while the
   * source has changed, all answers are adapted or there is nothing to compare with, else one in so
   * many, chosen by offset so that no rhythm of the source can hide from it.
   *
   * @param offset its place in the ledger
   * @param frozenAnswer number of the class it was answered with, by {@link Reference#number}
   * @param every one in how many is looked at, at least 1
   */
  public boolean looksAt(long offset, int frozenAnswer, int every) {
    correlation.add(frozenAnswer);
    survey.answered(frozenAnswer, correlation);
    answered++;
    return changed || ungated || monitor == null || new SeededNumbers(offset).below(every) == 0;
  }

  /**
   * Returns whether most of the last samples are nearer to classes where they are moved back. If
   * not, it is no displacement of the source that explains those which are: they may be of classes
   * that nobody knows.
   */
  public boolean moves() {
    return changed && movedShare >= 0.5;
  }

  /** Returns whether samples are followed, so that answers can be adapted. */
  public boolean isFollowing() {
    return follower.isFollowing();
  }

  /** Returns the sample where the source was before it changed; empty where it is not followed. */
  public Optional<Displaced> displaced(Embedding sample, WhitenedPoint placed) {
    return follower.displaced(sample, placed);
  }

  /**
   * Returns the adapted answer to a sample that is followed, among the classes of the reference;
   * empty where that is the answer to the displaced one.
   */
  public Optional<Posterior> adapted(Embedding sample, Surroundings around) {
    return follower.answer(sample, trail.recent(), conditions(), around);
  }

  /**
   * Takes up a sample that was answered.
   *
   * @param displaced as {@link #displaced} has it
   * @param frozenAnswer number of the class it was answered with, by {@link Reference#number}
   * @param adaptedAnswer the same of the adapted answer; empty if the sample is not displaced, or
   *     if answers are not adapted
   * @return what has changed, if anything
   */
  public List<SourceChange> absorb(
      Seen seen,
      Embedding sample,
      WhitenedPoint placed,
      Optional<Displaced> displaced,
      int frozenAnswer,
      OptionalInt adaptedAnswer,
      Surroundings around) {
    List<SourceChange> changes = new ArrayList<>(0);
    follower.see(placed);
    boolean begins = follower.canBegin(displaced);
    Optional<DriftEvent> alarm =
        monitor == null
            ? Optional.empty()
            : reference.surprise().flatMap(model -> add(model.surprise(placed), placed));
    if (displaced.isPresent()) {
      if (displaced.get().open() && adaptedAnswer.isPresent()) {
        survey.adapted();
        score = score.answered();
      }
      follow(
          sample,
          placed,
          displaced.get(),
          frozenAnswer,
          adaptedAnswer.orElse(frozenAnswer),
          around);
    }
    if (begins && alarm.isPresent() && trail.recent().size() + 1 >= LEAST_SAMPLES) {
      begin(seen, sample, alarm.get(), around).ifPresent(changes::add);
    } else if (follower.isWaiting()) {
      followOrWait(sample, LEAST_SAMPLES, around);
    }
    trail.add(seen);
    over().ifPresent(changes::add);
    return changes;
  }

  /** Ends a sample, looked at or not; returns what is to be told by count. */
  public List<SourceChange> finish() {
    if (answered % SourceSurvey.EVERY != 0) {
      return List.of();
    }
    List<SourceChange> told = new ArrayList<>(2);
    survey
        .shift(correlation)
        .map(event -> new SourceChange.Began(event, lookedAtAgo(event.since()), false, false))
        .ifPresent(told::add);
    told.add(new SourceChange.Told(survey.report(answered, changed, correlation)));
    return told;
  }

  private Optional<DriftEvent> add(Surprise surprise, WhitenedPoint placed) {
    survey.lookedAt(placed, surprise);
    return monitor == null ? Optional.empty() : monitor.add(surprise, placed);
  }

  private void follow(
      Embedding sample,
      WhitenedPoint placed,
      Displaced displaced,
      int frozen,
      int adapted,
      Surroundings around) {
    movedShare += ((displaced.away() ? 1 : 0) - movedShare) / MOVED_MEMORY;
    Follower.Step step =
        follower.follow(sample, placed, displaced, frozen, adapted, conditions(), around);
    if (step != Follower.Step.GOES_ON) {
      score = step == Follower.Step.COLLAPSED ? score.reset() : score;
      quietSince = trail.count();
      trail.clear();
      watchAnew();
    }
  }

  private Optional<SourceChange> begin(
      Seen seen, Embedding sample, DriftEvent event, Surroundings around) {
    long since = Math.max(event.since(), LEAST_SINCE);
    follower.change(since);
    followOrWait(sample, since, around);
    if (changed) {
      return Optional.empty();
    }
    changed = true;
    survey.changed();
    began = seen.offset();
    beganCount = trail.count();
    score = EpisodeScore.NONE;
    return Optional.of(
        new SourceChange.Began(
            event,
            event.since() == 0 ? seen.offset() : trail.offset(event.since() - 1),
            correlation.isCorrelated(),
            true));
  }

  private void followOrWait(Embedding sample, long since, Surroundings around) {
    if (!follower.isReady(conditions())) {
      follower.waitForClasses();
      return;
    }
    movedShare = 1;
    follower.begin(
        Stream.concat(
                trail.last(since - 1).stream().map(around::vector).flatMap(Optional::stream),
                Stream.of(sample))
            .toList(),
        conditions(),
        around);
  }

  private Conditions conditions() {
    return Conditions.of(correlation, monitor != null && monitor.isFarOff());
  }

  private Optional<SourceChange> over() {
    boolean waitsYet = follower.isWaiting() && trail.count() - beganCount < QUIET;
    if (!changed || follower.isActive() || waitsYet) {
      return Optional.empty();
    }
    boolean returned = monitor == null ? trail.count() - quietSince >= QUIET : monitor.isAsBefore();
    if (!returned && trail.count() - beganCount < SETTLED) {
      return Optional.empty();
    }
    changed = false;
    follower.stopWaiting();
    watchAnew();
    return Optional.of(
        new SourceChange.Ended(
            returned ? SourceChange.Reason.RETURNED : SourceChange.Reason.SETTLED,
            began,
            trail.count() - beganCount,
            score));
  }

  /**
   * Takes up the first label of a sample.
   *
   * @param frozenIsRight whether the answer without adaptation agrees with it
   * @param adaptedIsRight the same with adaptation; empty where the source is not followed
   * @return that labels disagree with answers more often than before, if they do
   */
  public Optional<SourceChange> label(boolean frozenIsRight, Optional<Boolean> adaptedIsRight) {
    if (adaptedIsRight.isPresent()) {
      score = score.labelled(frozenIsRight, adaptedIsRight.get());
    }
    survey.labelled(frozenIsRight, adaptedIsRight.orElse(frozenIsRight));
    SuspectedKind kind = monitor == null ? SuspectedKind.CONCEPT : monitor.kindOfErrors();
    return errors
        .add(!frozenIsRight, kind)
        .map(event ->
            new SourceChange.Began(
                event, lookedAtAgo(event.since()), correlation.isCorrelated(), false));
  }

  /**
   * Returns about where the sample stood that came so many samples ago, looked at or not: the trail
   * has those that were.
   */
  private long lookedAtAgo(long samples) {
    return trail.offset(answered == 0 ? samples : samples * trail.count() / answered);
  }

  /** Returns the last samples, which {@link #load} wants again. */
  public List<Seen> recent() {
    return trail.recent();
  }

  /** Returns everything that is known besides the last samples. */
  public StateWords save() {
    StateWriter state = new StateWriter().put(follower.hasAdapter() ? WITH_ADAPTER : WITH_SURVEY);
    trail.save(state);
    state.put(changed).put(movedShare).put(answered).put(began).put(beganCount).put(quietSince);
    score.save(state);
    follower.save(state);
    errors.save(state);
    survey.save(state);
    follower.saveAdapter(state);
    correlation.saveVerdict(state);
    state.put(reference.generation());
    correlation.save(state);
    survey.saveOfSolve(state);
    follower.saveOfSolve(state);
    state.put(monitor != null);
    if (monitor != null) {
      monitor.save(state);
    }
    follower.saveAdapterOfSolve(state);
    return state.words();
  }

  /**
   * Returns a watch that goes on where it was written.
   *
   * <p>What an adapter has written is for the same adapter only; another begins anew.
   *
   * @param now the reference of the time, of the same space
   * @throws IllegalArgumentException if the numbers cannot have been written by {@link #save}
   */
  public static SourceWatch load(
      Reference now, Adaptation adaptation, Collection<Seen> recent, StateWords words) {
    SourceWatch watch = new SourceWatch(now, adaptation);
    watch.load(new StateReader(words), recent);
    return watch;
  }

  private void load(StateReader state, Collection<Seen> recent) {
    boolean adapted = state.passes(WITH_ADAPTER);
    boolean surveyed = adapted || state.passes(WITH_SURVEY);
    trail.load(state, recent);
    changed = state.nextBoolean();
    movedShare = state.nextDouble();
    answered = state.nextLong(Long.MAX_VALUE);
    began = state.nextLong(Long.MAX_VALUE);
    beganCount = state.nextLong(Long.MAX_VALUE);
    quietSince = state.nextLong(Long.MAX_VALUE);
    score = EpisodeScore.load(state);
    follower.load(state);
    errors.load(state);
    if (surveyed) {
      survey.load(state);
    }
    if (adapted) {
      follower.loadAdapter(state);
    }
    correlation.loadVerdict(state);
    if (state.nextLong(Long.MAX_VALUE) == reference.generation()) {
      loadOfSolve(state, surveyed);
      if (adapted) {
        follower.loadAdapterOfSolve(state);
      }
      state.end();
    }
  }

  private void loadOfSolve(StateReader state, boolean surveyed) {
    correlation.load(state);
    if (surveyed) {
      survey.loadOfSolve(state);
    }
    follower.loadOfSolve(state);
    if (state.nextBoolean()) {
      monitor =
          reference
              .surprise()
              .orElseThrow(() -> new IllegalArgumentException("there is nothing to compare with"))
              .monitor(state);
    }
  }
}
