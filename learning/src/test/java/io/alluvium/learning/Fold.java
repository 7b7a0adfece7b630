package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;

/** A learner, the log that a store would keep of it, and everything it said. */
final class Fold {
  private final Learner learner;
  private final List<LabelUpdate> log;
  private final List<Object> said = new ArrayList<>();
  private long offset;

  Fold(Learner learner) {
    this(learner, List.of(), 0);
  }

  private Fold(Learner learner, List<LabelUpdate> log, long offset) {
    this.learner = learner;
    this.log = new ArrayList<>(log);
    this.offset = offset;
  }

  void take(Streams.Entry entry) {
    entry.query().ifPresent(query -> said.add(learner.decide(query, 4)));
    learner.reach(entry.period(), offset);
    entry.changes().forEach(change -> log.add(learner.learn(change, offset)));
    entry.amendment().ifPresent(amendment -> learner.amend(amendment, offset + 1));
    offset += 2;
    said.add(learner.finishEntry());
    said.add(learner.progress());
  }

  void takeAll(List<Streams.Entry> entries) {
    entries.forEach(this::take);
  }

  /** Returns this fold as a process that starts now would find it. */
  Fold restarted(Head head, SolveOptions options, Recency recency, Learner.Background background) {
    LearnerProgress place = learner.progress();
    List<LabelUpdate> since =
        log.stream().filter(update -> update.sequence() > place.effective().updates()).toList();
    Learner restored =
        Learner.restore(
            head,
            options,
            recency,
            background,
            learner.evidence().copy(),
            learner.buckets().copy(),
            place,
            since);
    return new Fold(restored, log, offset);
  }

  /** Decisions, solves and places, to the last bit. */
  List<Object> said() {
    return List.copyOf(said);
  }

  Learner learner() {
    return learner;
  }

  List<LabelUpdate> log() {
    return List.copyOf(log);
  }
}
