package io.alluvium.learning;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The solves of a {@link Learner}: the one in effect, the one that runs, and when the next is due.
 * Mutable, for one thread; what runs does so in {@link Learner.Background}.
 */
final class Solves {
  /** What takes effect: the model, and the ledger offset of the newest update it rests on. */
  record Solved(ServedModel model, OptionalLong offset) {}

  private record Running(
      LearnerProgress.Solve trigger,
      OptionalLong offset,
      Map<String, Long> counts,
      long labelled,
      boolean copied,
      Fit fit,
      Supplier<Scorer> scorer) {}

  private final Head head;
  private final SolveOptions options;
  private final SolveOptions optionsOfCopies;
  private final Learner.Background background;
  private LearnerProgress.Solve effective;
  private long solvedLabelled;
  private boolean copied;
  private @Nullable Running running;
  private Optional<ModelHealth> health = Optional.empty();

  /**
   * Begins with a solve in effect and none that runs.
   *
   * @param solved what the solve in effect was made from
   * @param solvedLabelled labelled samples that the solve in effect rests on
   */
  Solves(
      Head head,
      SolveOptions options,
      Learner.Background background,
      LearnerProgress.Solve effective,
      Evidence solved,
      long solvedLabelled) {
    this.head = head;
    this.options = options.in(solved.statistics().space(), head);
    this.optionsOfCopies = options.ofCopies();
    this.copied = head.fitsByCopying(solved);
    this.background = background;
    this.effective = effective;
    this.solvedLabelled = solvedLabelled;
  }

  LearnerProgress.Solve effective() {
    return effective;
  }

  /** Returns the trigger of the solve that runs, if one does. */
  Optional<LearnerProgress.Solve> running() {
    return Optional.ofNullable(running).map(Running::trigger);
  }

  /** Returns what the solve in effect said of the model's health, if it was one to say it. */
  Optional<ModelHealth> health() {
    return health;
  }

  /** Returns whether a solve should be started. */
  boolean isDue(long updates, long clock) {
    return running == null
        && (clock > effective.clock()
            || updates - effective.updates() >= options(copied).interval(solvedLabelled));
  }

  private SolveOptions options(boolean byCopying) {
    return byCopying ? optionsOfCopies : options;
  }

  /** Returns whether the solve that runs is to take effect. */
  boolean isTime(long entries) {
    return running != null && entries >= running.trigger.effect();
  }

  /**
   * Returns how many entries lie between a trigger over so many labelled samples and its effect.
   *
   * @param evidence what would be solved from
   */
  long delay(long samples, Evidence evidence) {
    return options(head.fitsByCopying(evidence)).delay(samples);
  }

  /** Returns whether a solve says how the model is. */
  boolean tellsHealth(LearnerProgress.Solve trigger) {
    return options.tellsHealth(effective.updates(), trigger.updates());
  }

  /** Returns whether any solve does. */
  boolean tellsHealth() {
    return options.healthUpdates() > 0;
  }

  /**
   * Starts a solve; one that runs already is forgotten.
   *
   * @param evidence what it is made from, which nobody changes any more
   * @param labelled labelled samples in it
   * @param offset of the newest update
   */
  void start(
      LearnerProgress.Solve trigger,
      Evidence evidence,
      long labelled,
      OptionalLong offset,
      boolean tellsHealth) {
    Fit fit = new Fit(head, evidence, tellsHealth);
    running =
        new Running(
            trigger,
            trigger.newest().isPresent() ? trigger.newest() : offset,
            ServedModel.counts(evidence.statistics()),
            labelled,
            head.fitsByCopying(evidence),
            fit,
            background.start(fit));
  }

  /** Waits for the solve that runs, which is then the one in effect. */
  Solved finish() {
    Running done = Objects.requireNonNull(running);
    ServedModel model = new ServedModel(done.scorer.get(), done.counts);
    health = done.fit.health();
    effective = done.trigger;
    solvedLabelled = done.labelled;
    copied = done.copied;
    running = null;
    return new Solved(model, done.offset);
  }
}
