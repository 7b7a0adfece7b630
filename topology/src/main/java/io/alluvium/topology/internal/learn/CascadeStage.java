package io.alluvium.topology.internal.learn;

import io.alluvium.stores.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides of each sample that only the small encoder of a cascade has seen whether its answer is
 * one: where its set is a single class. Otherwise the answer is held back until the large encoder
 * has seen the sample. Not thread-safe.
 */
final class CascadeStage {
  private final Glances glances;

  CascadeStage(Glances glances) {
    this.glances = glances;
  }

  /** Returns the entry with its answer, or with what asks for another look. */
  Decided decide(Decided decided) {
    if (!(decided.joined().outcome() instanceof Outcome.Glanced glanced)) {
      return decided;
    }
    String id = glanced.sample().id();
    return glanced.last() || isSure(decided.answer().orElseThrow())
        ? told(
            decided,
            Counter.PREDICTIONS,
            decided.answer(),
            glanced.label().flatMap(label -> glances.want(id)))
        : told(decided, Counter.HELD_SAMPLES, Optional.empty(), Optional.of(glances.hold(id)));
  }

  private static Decided told(
      Decided decided, Counter what, Optional<Answer> answer, Optional<Notice> look) {
    List<Counter> counts = new ArrayList<>(List.of(what));
    List<Notice> notices = new ArrayList<>(decided.notices());
    look.ifPresent(notice -> {
      counts.add(Counter.LOOKS);
      notices.add(notice);
    });
    return new Decided(decided.joined().counting(counts), answer, notices);
  }

  private static boolean isSure(Answer answer) {
    return answer.doubt().set().filter(set -> set.size() == 1).isPresent();
  }
}
