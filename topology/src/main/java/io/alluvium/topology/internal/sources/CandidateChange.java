package io.alluvium.topology.internal.sources;

import io.alluvium.learning.novelty.CandidateClass;
import io.alluvium.learning.novelty.Unknown;
import io.alluvium.learning.source.Seen;
import java.util.List;

/** What happens to a candidate for a new class. Closed. */
public sealed interface CandidateChange {

  /** Returns the id of the candidate. */
  String id();

  /**
   * Samples of no known class belong together.
   *
   * @param source whose samples they are
   * @param candidate what was found
   */
  record Found(String id, String source, CandidateClass candidate) implements CandidateChange {
    /** Returns the samples that stand for the candidate: those that are nearest to its middle. */
    public List<Seen> samples() {
      return candidate.members().stream().map(Unknown::sample).limit(Candidate.KEPT).toList();
    }
  }

  /**
   * Half of its samples have labels: it is a class, or part of one.
   *
   * @param label what most of them are called
   * @param labelled how many samples have a label
   * @param samples how many there are
   */
  record Named(String id, String label, int labelled, int samples) implements CandidateChange {}

  /** It is no candidate any more. */
  record Dropped(String id, Reason reason) implements CandidateChange {}

  /** Why a candidate was dropped. */
  enum Reason {
    /** There are more than alluvium.candidates.max. */
    TOO_MANY,
    /** Too few of its samples are remembered. */
    FORGOTTEN
  }
}
