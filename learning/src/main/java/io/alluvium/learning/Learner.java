package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The fold at the heart of Alluvium: exact sums, and the model that is served from them, as a
 * function of the ledger.
 *
 * <p>For each ledger entry, in order: {@link #decide} if it brings a sample, then {@link #learn}
 * for each change of a label, then {@link #finishEntry} once. Live operation, restart and offline
 * replay call the same methods and get the same bits. Not thread-safe; one per task. Solves run in
 * {@link Background}.
 */
public final class Learner {

  /*
   * What is served between two solves, and how a restart finds it again.
   *
   * A solve reads the sums at its trigger and takes effect a number of entries later that the trigger fixes, whether it was ready
   * earlier or not. In between, and until the next solve takes effect, a class is refreshed (its weights recomputed
   * from its sums with the metric of the solve) whenever its count has doubled or halved since its weights were made:
   * a new class is predictable after its first label, an emptied one is gone at once, and a class costs a logarithm of
   * its samples in refreshes. When a solve takes effect, classes that came or went while it ran are refreshed at once,
   * and those that doubled or halved a few at a time, with the end of that entry and of each one after it.
   *
   * Because sums are exact integers, the sums at any earlier update are the present ones less the updates since. A
   * restart therefore undoes the updates since the trigger of the solve in effect, solves again, and redoes them with
   * the same refreshes in the same places: no model is ever stored.
   *
   * With recency, ages are counted from the clock at the trigger of the solve in effect, in the solve and in every
   * refresh until the next takes effect; samples of later buckets count fully. When the clock moves on, a solve is due.
   * So which buckets count how much is a function of the solve, and buckets that are too old for the solve in effect can
   * be let go of: neither it nor any later one tells them apart.
   */

  /** Where a solve runs: returns how to wait for its result. */
  @FunctionalInterface
  public interface Background {
    /** On the calling thread, at once. */
    Background INLINE =
        fit -> {
          Scorer scorer = fit.get();
          return () -> scorer;
        };

    /** Starts the work and returns a supplier that blocks until it is done. */
    Supplier<Scorer> start(Supplier<Scorer> fit);

    /**
     * Starts work that is no solve and returns a supplier that blocks until it is done; where
     * nothing else is said, on the calling thread.
     */
    default <T> Supplier<T> compute(Supplier<T> work) {
      T result = work.get();
      return () -> result;
    }
  }

  private final Head head;
  private final Solves solves;
  private final TimedSums sums;
  private final Derived derived;

  private SufficientStatistics reading;
  private ServedModel served;
  private long labelled;
  private long clock;
  private long entries;
  private long updates;
  private OptionalLong lastUpdateOffset = OptionalLong.empty();
  private OptionalLong modelOffset = OptionalLong.empty();
  private Serving serving;

  private Learner(
      Head head,
      SolveOptions options,
      Background background,
      TimedSums sums,
      Derived derived,
      LearnerProgress.Solve effective,
      long labelled) {
    this.head = head;
    this.sums = sums;
    this.derived = derived;
    this.reading = sums.read(effective.clock());
    Evidence solved = new Evidence(reading, derived);
    this.served = new ServedModel(head.fit(solved), ServedModel.counts(reading));
    this.serving = Serving.first(head);
    this.labelled = labelled;
    long solvedLabelled = Math.min(labelled, reading.samples());
    this.solves = new Solves(head, options, background, effective, solved, solvedLabelled);
  }

  /** Returns a learner at the beginning of a ledger. */
  public static Learner start(Space space, Head head, SolveOptions options, Background background) {
    return start(space, head, options, Recency.NONE, background);
  }

  /** Returns a learner at the beginning of a ledger whose samples count by their age. */
  public static Learner start(
      Space space, Head head, SolveOptions options, Recency recency, Background background) {
    TimedSums sums = new TimedSums(recency, new SufficientStatistics(space), new BucketedSums(), 0);
    Derived derived = Derived.empty(head.demands(space));
    return new Learner(head, options, background, sums, derived, LearnerProgress.Solve.NONE, 0);
  }

  /** As the other {@code restore}, where every sample counts for ever. */
  public static Learner restore(
      Head head,
      SolveOptions options,
      Background background,
      Evidence evidence,
      LearnerProgress progress,
      List<LabelUpdate> log) {
    return restore(
        head, options, Recency.NONE, background, evidence, new BucketedSums(), progress, log);
  }

  /**
   * Returns the learner that was at the given place: bit for bit what it was.
   *
   * @param evidence what was summed at that place, with what the head demands; owned by the learner
   *     from now on
   * @param buckets the newest buckets of the same sums; owned by the learner from now on
   * @param progress the place
   * @param log the updates since {@code progress.effective()}, in order, without gaps
   * @throws IllegalArgumentException if the log does not reach from the solve in effect to the last
   *     update
   */
  public static Learner restore(
      Head head,
      SolveOptions options,
      Recency recency,
      Background background,
      Evidence evidence,
      BucketedSums buckets,
      LearnerProgress progress,
      List<LabelUpdate> log) {
    checkReach(progress, log);
    long labelled = progress.labelled().orElse(evidence.statistics().samples());
    LearnerProgress.Solve effective = progress.effective();
    TimedSums sums = new TimedSums(recency, evidence.statistics(), buckets, effective.clock());
    for (LabelUpdate update : log.reversed()) {
      LabelChange inverse = update.change().inverse();
      sums.apply(inverse);
      evidence.derived().apply(inverse);
      labelled -= update.change().addedSamples();
    }
    Learner learner =
        new Learner(head, options, background, sums, evidence.derived(), effective, labelled);
    learner.redo(progress, log);
    return learner;
  }

  private static void checkReach(LearnerProgress progress, List<LabelUpdate> log) {
    long expected = progress.effective().updates();
    for (LabelUpdate update : log) {
      if (update.sequence() != ++expected) {
        throw new IllegalArgumentException(
            "log has update " + update.sequence() + ", expected " + expected);
      }
    }
    if (expected != progress.updates()) {
      throw new IllegalArgumentException(
          "log ends at update " + expected + ", expected " + progress.updates());
    }
  }

  private void redo(LearnerProgress progress, List<LabelUpdate> log) {
    LearnerProgress.Solve effective = solves.effective();
    redoTrigger(progress, effective.updates());
    boolean caughtUp = false;
    long turns = 0;
    for (LabelUpdate update : log) {
      if (!caughtUp && update.entry() >= effective.effect()) {
        begin();
        caughtUp = true;
      }
      if (caughtUp) {
        turns = takeTurns(turns, update.entry() - effective.effect() + 1);
      }
      apply(update.change());
      lastUpdateOffset = OptionalLong.of(update.offset());
      if (caughtUp) {
        refresh(update.change());
      }
      redoTrigger(progress, update.sequence());
    }
    if (!caughtUp) {
      begin();
    }
    takeTurns(turns, progress.entries() - effective.effect() + 1);
    clock = progress.clock();
    entries = progress.entries();
    updates = progress.updates();
    lastUpdateOffset = progress.lastUpdateOffset();
    modelOffset = progress.modelOffset();
  }

  /** Takes the turns that were taken with the ends of so many entries; returns how many. */
  private long takeTurns(long taken, long ends) {
    long turns = taken;
    while (turns < ends && served.isWaiting()) {
      takeTurn();
      turns++;
    }
    return turns;
  }

  private void redoTrigger(LearnerProgress progress, long madeUpdates) {
    progress
        .pending()
        .filter(solve -> solve.updates() == madeUpdates)
        .ifPresent(solve -> trigger(solve, sums.snapshot(solve.clock())));
  }

  /**
   * Returns the answer for a query from what was learnt so far.
   *
   * @param query embedding of this learner's space
   * @param topK greatest number of candidates, at least 1
   * @throws IllegalArgumentException if the dimension differs
   */
  public Decision decide(Embedding query, int topK) {
    return scorer().decide(query, topK);
  }

  /** Returns the scorer that answers, as it is now. */
  public Scorer scorer() {
    return served.scorer().member(serving.head());
  }

  /** Returns where the classes lay at the solve in effect, if its head says so. */
  public Optional<ClassGeometry> geometry() {
    return served.scorer().geometry();
  }

  /**
   * Returns the scorer of one of the heads, as it is now.
   *
   * @throws IllegalArgumentException if there are several and none of that name
   */
  public Scorer scorer(String headName) {
    return served.scorer().member(headName);
  }

  /**
   * Lets another of the heads answer from here on. All of them go on learning.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public void serve(Serving newServing) {
    served.scorer().member(newServing.head());
    serving = newServing;
  }

  /**
   * Returns how much the samples of the class weighed when its weights were computed last: those
   * that came or went since do not yet count in its score. 0 if it is not known.
   */
  public long servedCount(String label) {
    return served.count(label);
  }

  /**
   * Lets the clock of recency move on to the bucket of a sample; it never goes back.
   *
   * @param period number of the bucket, at least 0
   * @param offset ledger offset of the sample
   */
  public void reach(long period, long offset) {
    if (period > clock) {
      clock = period;
      lastUpdateOffset = OptionalLong.of(offset);
    }
  }

  /**
   * Applies a change of a label to the sums.
   *
   * @param offset ledger offset of the entry that caused it
   * @return the update, to be kept in the write-ahead log
   * @throws IllegalStateException if the class it leaves has no sample
   */
  public LabelUpdate learn(LabelChange change, long offset) {
    apply(change);
    updates++;
    lastUpdateOffset = OptionalLong.of(offset);
    refresh(change);
    return new LabelUpdate(updates, entries, offset, change);
  }

  /**
   * Ends a ledger entry: a solve whose time has come takes effect (and is waited for), a due one is
   * started, and without a delay takes effect at once.
   *
   * @return the solve that took effect with the next entry, if any
   */
  public Optional<LearnerProgress.Solve> finishEntry() {
    entries++;
    Optional<LearnerProgress.Solve> taken = takeEffectIfItIsTime();
    takeTurn();
    if (solves.isDue(updates, clock)) {
      SufficientStatistics snapshot = sums.snapshot(clock);
      long samples = Math.min(labelled, snapshot.samples());
      trigger(solve(solves.delay(samples, new Evidence(snapshot, derived))), snapshot);
    }
    return taken.or(this::takeEffectIfItIsTime);
  }

  private LearnerProgress.Solve solve(long delay) {
    OptionalLong newest = clock > 0 ? lastUpdateOffset : OptionalLong.empty();
    return new LearnerProgress.Solve(updates, entries, entries + delay, clock, newest);
  }

  private Optional<LearnerProgress.Solve> takeEffectIfItIsTime() {
    if (!solves.isTime(entries)) {
      return Optional.empty();
    }
    takeEffect();
    return Optional.of(solves.effective());
  }

  /**
   * Changes the sums by command, at most once in an entry, and solves from them at once; waits for
   * it. No update before is needed any more to find the serving model again, and nothing of what
   * was taken away is left in it: the log can be deleted. Nothing is logged of the change itself.
   *
   * @param offset ledger offset of the command
   * @throws IllegalStateException if a class that is left has no sample, what is taken away is not
   *     there, or sums alone are added or taken away and the head is fitted from more than sums; in
   *     the last case nothing has changed
   */
  public void amend(Amendment amendment, long offset) {
    checkOnlySums(amendment);
    amendment.moves().forEach(this::moveAll);
    amendment.changes().forEach(this::apply);
    amendment.added().ifPresent(sums.totals()::merge);
    amendment.removed().ifPresent(sums.totals()::separate);
    labelled += amendment.addedSamples();
    lastUpdateOffset = OptionalLong.of(offset);
    boolean grown = amendment.added().isPresent() || amendment.removed().isPresent();
    LearnerProgress.Solve solve = solve(0);
    boolean health = solves.tellsHealth(solve) || (grown && solves.tellsHealth());
    trigger(solve, sums.snapshot(clock), health);
    takeEffect();
  }

  /** A class may have features and samples whose sums are not there yet. */
  private void moveAll(String from, String to) {
    if (!derived.labels().contains(from) || statistics().classSums(from).isPresent()) {
      sums.moveAll(from, to);
    }
    derived.moveAll(from, to);
  }

  private void checkOnlySums(Amendment amendment) {
    if ((amendment.added().isPresent() || amendment.removed().isPresent())
        && !amendment.isWhole()
        && !derived.isEmpty()) {
      throw new IllegalStateException(
          "head " + head.name() + " is fitted from samples: sums alone cannot be added");
    }
  }

  private void trigger(LearnerProgress.Solve solve, SufficientStatistics snapshot) {
    trigger(solve, snapshot, solves.tellsHealth(solve));
  }

  private void trigger(
      LearnerProgress.Solve solve, SufficientStatistics snapshot, boolean tellsHealth) {
    solves.start(
        solve,
        new Evidence(snapshot, derived.copy()),
        Math.min(labelled, snapshot.samples()),
        lastUpdateOffset,
        tellsHealth);
  }

  private void takeEffect() {
    Solves.Solved solved = solves.finish();
    served = solved.model();
    modelOffset = solved.offset();
    long solvedClock = solves.effective().clock();
    sums.dropFor(solvedClock);
    reading = sums.read(solvedClock);
    begin();
  }

  private void refresh(LabelChange change) {
    List<String> labels = new ArrayList<>(2);
    change.left().ifPresent(labels::add);
    change.entered().ifPresent(labels::add);
    if (served.refresh(new Evidence(reading, derived), labels)) {
      modelOffset = lastUpdateOffset;
    }
  }

  private void begin() {
    if (served.begin(new Evidence(reading, derived))) {
      modelOffset = lastUpdateOffset;
    }
  }

  private void takeTurn() {
    if (served.isWaiting() && served.turn(new Evidence(reading, derived))) {
      modelOffset = lastUpdateOffset;
    }
  }

  private void apply(LabelChange change) {
    sums.apply(change);
    derived.apply(change);
    labelled += change.addedSamples();
    change.left().ifPresent(this::readAnew);
    change.entered().ifPresent(this::readAnew);
  }

  /** Brings what is read of a class up to date; without recency it always is. */
  private void readAnew(String label) {
    if (reading.tellsTimesApart()) {
      reading.replace(label, sums.read(label, solves.effective().clock()));
    }
  }

  /** Returns the sums of all time and what was derived, owned by this learner: read only. */
  public Evidence evidence() {
    return new Evidence(sums.totals(), derived);
  }

  /** Returns the sums of all time, owned by this learner: read only. */
  public SufficientStatistics statistics() {
    return sums.totals();
  }

  /** Returns the newest buckets of these sums, owned by this learner: read only. */
  public BucketedSums buckets() {
    return sums.buckets();
  }

  /**
   * Returns a SHA-256 over all sums, buckets included: that of {@link #statistics()} where there
   * are none.
   */
  public byte[] sumsDigest() {
    return sums.digest(clock);
  }

  /**
   * Returns how the model was at the trigger of the solve that took effect last, if that solve was
   * one to say it and took effect since this learner was made.
   */
  public Optional<ModelHealth> health() {
    return solves.health();
  }

  /** Returns which head answers, and since when. */
  public Serving serving() {
    return serving;
  }

  /** Returns the ledger offset of the newest entry that the serving model rests on, if any. */
  public OptionalLong modelOffset() {
    return serving.newer(modelOffset);
  }

  /** Returns what the head that answers has to say of its last fit, as numbers by name. */
  public Map<String, Long> remarks() {
    return scorer().remarks();
  }

  /** Returns the place in the ledger. */
  public LearnerProgress progress() {
    return new LearnerProgress(
        entries,
        updates,
        OptionalLong.of(labelled),
        lastUpdateOffset,
        modelOffset,
        solves.effective(),
        solves.running(),
        clock);
  }
}
