package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.SpaceId;
import io.alluvium.topology.internal.sources.Doubt;
import io.alluvium.topology.internal.wire.Body;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers for each accepted sample from what was learnt before it. Writes nothing. */
final class Classifier {
  private final int topK;
  private final Supplier<Optional<Learner>> serving;
  private final SwapState swap;

  /**
   * Makes a classifier.
   *
   * @param topK greatest number of candidates, at least 1
   * @param serving the learner that answers; there is one as soon as a sample is accepted
   * @param swap the change to another encoder, in which two of them may
   */
  Classifier(int topK, Supplier<Optional<Learner>> serving, SwapState swap) {
    this.topK = topK;
    this.serving = serving;
    this.swap = swap;
  }

  Decided decide(Joined joined) {
    Optional<Answer> answer =
        switch (joined.outcome()) {
          case Outcome.Accepted accepted -> Optional.of(answer(joined, accepted));
          case Outcome.Glanced glanced ->
              Optional.of(answer(joined, glanced.sample(), glanced.space(), glanced.image()));
          case Outcome.SeenAgain seen ->
              seen.glance().held()
                  ? Optional.of(answer(joined, seen.accepted()))
                  : Optional.empty();
          case Outcome.Relabelled _,
              Outcome.Backfilled _,
              Outcome.Marked _,
              Outcome.Amended _,
              Outcome.Snapshotted _,
              Outcome.Promoted _,
              Outcome.Dismissed _,
              Outcome.Steered _,
              Outcome.SwapAsked _,
              Outcome.Announced _,
              Outcome.Settled _ ->
              Optional.empty();
        };
    return new Decided(joined, answer, List.of());
  }

  private Answer answer(Joined joined, Outcome.Accepted accepted) {
    return answer(joined, accepted.sample(), accepted.space(), accepted.embedding());
  }

  private Answer answer(Joined joined, Body.Sample sample, SpaceId space, Embedding embedding) {
    Learner learner = serving.get().orElseThrow();
    Optional<Crossing> crossing = swap.crossing();
    return new Answer(
        sample,
        joined.entry().position(),
        crossing
            .map(each -> each.decide(space, embedding, topK))
            .orElseGet(() -> learner.decide(embedding, topK)),
        Optional.empty(),
        Doubt.UNKNOWN,
        learner.serving().head(),
        space,
        crossing.map(each -> each.modelOffset(space)).orElseGet(learner::modelOffset));
  }
}
