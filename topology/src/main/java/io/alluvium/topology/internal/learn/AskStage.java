package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.ask.Committee;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.asking.AskSettings;
import io.alluvium.topology.internal.asking.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks for labels of samples that were answered, and takes up the labels that come. Where nobody is
 * asked it forgets what was asked before, and does nothing else.
 */
final class AskStage {
  private final Asking asking;
  private final boolean asks;
  private final Committee committee;
  private final SwapState swap;
  private final Supplier<Optional<Learner>> serving;

  private AskStage(
      Asking asking,
      boolean asks,
      Committee committee,
      SwapState swap,
      Supplier<Optional<Learner>> serving) {
    this.asking = asking;
    this.asks = asks;
    this.committee = committee;
    this.swap = swap;
    this.serving = serving;
  }

  /**
   * Begins where the stores stand.
   *
   * @param swap the change to another encoder: while two of them are in use, no challenger is asked
   * @param serving the learner that answers, once there is one
   */
  static AskStage of(
      AlluviumConfig config,
      KnowledgeStores stores,
      SwapState swap,
      Supplier<Optional<Learner>> serving) {
    AskSettings settings = AskSettings.of(config);
    return new AskStage(
        new Asking(settings, stores.asking(), stores.memory().bank()),
        settings.asks(),
        new Committee(config.heads().names()),
        swap,
        serving);
  }

  /** Returns the entry with whom it leads to asking. */
  Decided ask(Decided decided) {
    asking.forget(decided.joined().forgotten());
    Optional<Learner> learner = serving.get();
    if (!asks || learner.isEmpty()) {
      return decided;
    }
    return switch (decided.joined().outcome()) {
      case Outcome.Accepted accepted -> ask(learner.get(), decided, accepted);
      case Outcome.Glanced glanced ->
          decided.answer().isPresent() && !glanced.last()
              ? ask(learner.get(), decided, glanced.image(), glanced.label())
              : decided;
      case Outcome.Relabelled relabelled -> answer(decided, relabelled.change());
      case Outcome.Marked marked -> {
        asking.flush();
        yield decided;
      }
      case Outcome.Amended amended -> answer(decided, amended);
      case Outcome.SeenAgain seen ->
          decided.answer().isPresent()
              ? ask(learner.get(), decided, seen.accepted())
              : seen.accepted().waiting().map(change -> answer(decided, change)).orElse(decided);
      case Outcome.Dismissed _,
          Outcome.Snapshotted _,
          Outcome.Backfilled _,
          Outcome.Promoted _,
          Outcome.Steered _,
          Outcome.SwapAsked _,
          Outcome.Announced _,
          Outcome.Settled _ ->
          decided;
    };
  }

  private Decided ask(Learner learner, Decided decided, Outcome.Accepted accepted) {
    return ask(
        learner, decided, accepted.embedding(), accepted.waiting().flatMap(LabelChange::entered));
  }

  /** Asks about a sample that was answered, unless its label is known. */
  private Decided ask(
      Learner learner, Decided decided, Embedding embedding, Optional<String> known) {
    Answer answer = decided.answer().orElseThrow();
    Asking.Answered sample =
        new Asking.Answered(
            answer.sample().id(),
            answer.sample().source(),
            answer.position().offset(),
            answer.decision(),
            answer.doubt().novelty());
    return known.isPresent()
        ? with(decided, asking.pass(sample, known.get()).map(AskNotices::of))
        : with(
            decided,
            asking
                .ask(sample, learner.statistics(), () -> disagreement(learner, embedding, answer))
                .map(asked -> new Notice.Requested(answer, asked.question(), asked.spent())));
  }

  /** Challengers see the sample as it is, so they are compared with the answer as learnt. */
  private double disagreement(Learner learner, Embedding embedding, Answer answer) {
    return swap.crossing().isPresent()
        ? 0
        : committee.disagreement(learner, embedding, answer.frozen().orElse(answer.decision()));
  }

  /** Samples may get their first labels by command. */
  private Decided answer(Decided decided, Outcome.Amended amended) {
    Decided answered = decided;
    for (LabelChange change : amended.amendment().changes()) {
      answered = answer(answered, change);
    }
    return answered;
  }

  private Decided answer(Decided decided, LabelChange change) {
    return change.isFirstLabel()
        ? with(
            decided,
            change
                .entered()
                .flatMap(label -> asking.answer(change.sampleId(), label))
                .map(AskNotices::of))
        : decided;
  }

  private static Decided with(Decided decided, Optional<? extends Notice> notice) {
    if (notice.isEmpty()) {
      return decided;
    }
    List<Notice> notices = new ArrayList<>(decided.notices());
    notices.add(notice.get());
    return new Decided(decided.joined(), decided.answer(), notices);
  }

  /** Writes what is known to the store. */
  void flush() {
    asking.flush();
  }
}
