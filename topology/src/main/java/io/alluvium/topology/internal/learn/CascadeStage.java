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
    Answer answer = decided.answer().orElseThrow();
    String id = glanced.sample().id();
    List<Notice> notices = new ArrayList<>(decided.notices());
    if (isSure(answer)) {
      if (glanced.labelled()) {
        glances.want(id).ifPresent(notices::add);
      }
      return new Decided(decided.joined().counting(Counter.PREDICTIONS), decided.answer(), notices);
    }
    notices.add(glances.hold(id));
    return new Decided(decided.joined(), Optional.empty(), notices);
  }

  private static boolean isSure(Answer answer) {
    return answer.doubt().set().filter(set -> set.size() == 1).isPresent();
  }
}
