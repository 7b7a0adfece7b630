package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.source.Seen;
import io.alluvium.stores.Glance;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.sources.Answerer;
import io.alluvium.topology.internal.sources.Doubt;
import io.alluvium.topology.internal.sources.SourceOptions;
import io.alluvium.topology.internal.sources.Sources;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Watches the source of each sample that was answered and of each first label, and adapts answers
 * to a source that has changed.
 */
final class SourceStage {
  private final Sources sources;
  private final boolean watches;
  private final String adapter;
  private final SwapState swap;
  private final Supplier<Optional<Learner>> serving;

  private SourceStage(
      Sources sources, SourceOptions options, SwapState swap, Supplier<Optional<Learner>> serving) {
    this.sources = sources;
    this.swap = swap;
    this.watches = options.watches();
    this.adapter = options.adaptation().isOn() ? options.adaptation().adapter() : "off";
    this.serving = serving;
  }

  /**
   * Begins where the stores stand.
   *
   * @param swap the change to another encoder: while two of them are in use, no source is watched
   * @param serving the learner that answers, once there is one
   */
  static SourceStage of(
      AlluviumConfig config,
      KnowledgeStores stores,
      SwapState swap,
      Supplier<Optional<Learner>> serving) {
    SourceOptions options = SourceOptions.of(config);
    return new SourceStage(
        new Sources(
            options, config.getInt(AlluviumConfig.TOP_K), stores.sources(), stores.memory().bank()),
        options,
        swap,
        serving);
  }

  /** Returns the entry with what its source has to do with it. */
  Decided watch(Decided decided) {
    Optional<Learner> learner = serving.get();
    if (!watches || learner.isEmpty()) {
      return decided;
    }
    sources.beginEntry(learner.get());
    sources.forget(decided.joined().forgotten());
    return answering(learner.get(), decided)
        .map(answering -> unwatched(answering, learner.get(), decided))
        .orElseGet(() -> watch(learner.get(), decided));
  }

  /** Returns who answers samples while what is known of sources is of no use. */
  private Optional<BiFunction<SpaceId, Embedding, Answerer>> answering(
      Learner learner, Decided decided) {
    if (swap.crossing().isPresent()) {
      Crossing crossing = swap.crossed();
      return Optional.of((space, embedding) -> answerer(crossing, space, embedding));
    }
    sources.endRelease();
    boolean isSeenAgain = decided.joined().outcome() instanceof Outcome.SeenAgain;
    return swap.isCascade() || isSeenAgain
        ? Optional.of((space, embedding) -> Answerer.of(learner, embedding))
        : Optional.empty();
  }

  private static Answerer answerer(Crossing crossing, SpaceId space, Embedding embedding) {
    return new Answerer(
        most -> crossing.decide(space, embedding, most),
        crossing.labels(space),
        crossing.learner(space).learner().geometry());
  }

  /**
   * While two encoders are in use no source is watched: what is known of it is of one space, and in
   * a cascade what comes in that space is what was in doubt. Sets and calibrated probabilities are
   * of answers, whatever the space; those that rest on images have their own.
   */
  private Decided unwatched(
      BiFunction<SpaceId, Embedding, Answerer> answering, Learner learner, Decided decided) {
    return switch (decided.joined().outcome()) {
      case Outcome.Accepted accepted -> accepted(answering, decided, accepted);
      case Outcome.SeenAgain seen -> {
        seen.accepted()
            .waiting()
            .filter(LabelChange::isFirstLabel)
            .ifPresent(change -> labelGlance(learner, seen.glance(), change));
        yield accepted(answering, decided, seen.accepted());
      }
      case Outcome.Glanced glanced -> {
        Answer answer = decided.answer().orElseThrow();
        Doubt doubt =
            sources.glance(
                answering.apply(glanced.space(), glanced.image()),
                glanced.image(),
                answer.decision(),
                !glanced.last());
        yield new Decided(
            decided.joined(),
            Optional.of(answer.watched(Optional.empty(), doubt)),
            decided.notices());
      }
      case Outcome.Relabelled relabelled ->
          with(
              decided,
              label(
                  answering.apply(relabelled.space(), relabelled.change().embedding()),
                  relabelled.change()));
      default -> watch(learner, decided);
    };
  }

  private Decided accepted(
      BiFunction<SpaceId, Embedding, Answerer> answering,
      Decided decided,
      Outcome.Accepted accepted) {
    Answerer by = answering.apply(accepted.space(), accepted.embedding());
    Optional<Answer> answer =
        decided
            .answer()
            .map(each ->
                each.watched(
                    Optional.empty(),
                    sources.doubt(accepted.space(), accepted.embedding(), each.decision(), by)));
    return new Decided(
        decided.joined(),
        answer,
        accepted.waiting().map(change -> label(by, change)).orElse(List.of()));
  }

  /** The small encoder's view is answered once more, as it would be now. */
  private void labelGlance(Learner learner, Glance glance, LabelChange change) {
    if (glance.space().equals(learner.statistics().space().id())) {
      sources.labelGlance(Answerer.of(learner, glance.image()), change.entered().orElseThrow());
    }
  }

  private static List<Notice> notices(Sources.Labelled found) {
    List<Notice> notices = new ArrayList<>();
    found.sets().map(SourceNotices::of).ifPresent(notices::add);
    found.sure().map(SourceNotices::of).ifPresent(notices::add);
    return notices;
  }

  private List<Notice> label(Answerer by, LabelChange change) {
    return change.isFirstLabel()
        ? notices(sources.label(by, change.entered().orElseThrow()))
        : List.of();
  }

  private Decided watch(Learner learner, Decided decided) {
    return switch (decided.joined().outcome()) {
      case Outcome.Accepted accepted -> watch(learner, decided, accepted);
      case Outcome.Relabelled relabelled -> watch(learner, decided, relabelled.change());
      case Outcome.Marked marked -> {
        sources.flush();
        yield decided;
      }
      case Outcome.Amended amended -> watch(decided, amended);
      case Outcome.Dismissed dismissed -> {
        sources.dismiss(dismissed.candidate());
        yield with(decided, List.of(CandidateNotices.of(dismissed)));
      }
      case Outcome.Steered steered -> {
        if (steered.order() instanceof SwapOrder.Cascade) {
          sources.beginGlances();
        }
        yield decided;
      }
      case Outcome.Snapshotted _,
          Outcome.Backfilled _,
          Outcome.Promoted _,
          Outcome.SwapAsked _,
          Outcome.Announced _,
          Outcome.Glanced _,
          Outcome.SeenAgain _,
          Outcome.Settled _ ->
          decided;
    };
  }

  private Decided watch(Learner learner, Decided decided, Outcome.Accepted accepted) {
    Answer answer = decided.answer().orElseThrow();
    String source = accepted.sample().source();
    Sources.Watched watched =
        sources.watch(
            learner,
            source,
            new Seen(
                accepted.sample().id(), answer.position().offset(), learner.progress().entries()),
            accepted.embedding(),
            answer.decision());
    List<Notice> notices = new ArrayList<>();
    watched.dropped().map(SourceNotices::dropped).ifPresent(notices::add);
    watched.changes().forEach(change -> notices.add(SourceNotices.of(source, change, adapter)));
    notices.addAll(CandidateNotices.of(watched.candidates()));
    accepted.waiting().ifPresent(change -> notices.addAll(label(learner, source, change)));
    return new Decided(
        decided.joined(), Optional.of(answer.watched(watched.adapted(), watched.doubt())), notices);
  }

  private Decided watch(Learner learner, Decided decided, LabelChange change) {
    return decided.joined().entry().body() instanceof Body.Label label
        ? with(decided, label(learner, label.source(), change))
        : decided;
  }

  /** Samples may get their first labels by command. */
  private Decided watch(Decided decided, Outcome.Amended amended) {
    sources.amend(amended.amendment().moves());
    List<String> labelled =
        amended.amendment().changes().stream()
            .filter(LabelChange::isFirstLabel)
            .map(LabelChange::sampleId)
            .toList();
    return with(decided, CandidateNotices.of(sources.labelled(labelled)));
  }

  private static Decided with(Decided decided, List<Notice> notices) {
    return new Decided(decided.joined(), decided.answer(), notices);
  }

  /** Returns the samples of a candidate for a new class; empty if none of that id is open. */
  Optional<List<Seen>> candidate(String id) {
    return sources.candidate(id);
  }

  /** Returns whether some source has changed and is not as before yet. */
  boolean isAnyChanged() {
    return sources.isAnyChanged();
  }

  private List<Notice> label(Learner learner, String source, LabelChange change) {
    List<Notice> notices = new ArrayList<>();
    if (change.isFirstLabel()) {
      change
          .entered()
          .map(label -> sources.label(learner, source, change.embedding(), label))
          .ifPresent(found -> {
            found
                .change()
                .map(each -> SourceNotices.of(source, each, adapter))
                .ifPresent(notices::add);
            notices.addAll(notices(found));
          });
      notices.addAll(CandidateNotices.of(sources.labelled(List.of(change.sampleId()))));
    }
    return notices;
  }

  /** Ends an entry that was learnt. */
  void finishEntry() {
    if (watches) {
      serving.get().ifPresent(sources::finishEntry);
    }
  }

  /** Writes what is known to the store. */
  void flush() {
    sources.flush();
  }
}
