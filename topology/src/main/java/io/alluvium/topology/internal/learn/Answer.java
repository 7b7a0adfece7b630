package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.HashChain;
import io.alluvium.topology.internal.sources.Doubt;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.Position;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A prediction.
 *
 * @param sample the sample
 * @param position where the sample stands in the ledger
 * @param decision what the head says
 * @param frozen the answer without adaptation, where the decision is adapted to the source
 * @param doubt how sure it is
 * @param head name of the head
 * @param space space of the embedding
 * @param model ledger offset of the last entry that the decision depends on; empty while nothing is
 *     learnt
 */
public record Answer(
    Body.Sample sample,
    Position position,
    Decision decision,
    Optional<Decision> frozen,
    Doubt doubt,
    String head,
    SpaceId space,
    OptionalLong model) {

  Optional<String> label() {
    return best(decision).map(Candidate::label);
  }

  /** Returns the most probable class; empty if no class is known. */
  static Optional<Candidate> best(Decision decision) {
    return decision.candidates().stream().findFirst();
  }

  /** Returns the probability of the most probable class; 0 if no class is known. */
  double confidence() {
    return decision.candidates().isEmpty() ? 0 : decision.candidates().getFirst().probability();
  }

  /**
   * Returns this answer with what watching its source has to say.
   *
   * @param adapted the answer that is adapted to the source, if it is
   */
  Answer watched(Optional<Decision> adapted, Doubt newDoubt) {
    return new Answer(
        sample,
        position,
        adapted.orElse(decision),
        adapted.map(answer -> decision),
        newDoubt,
        head,
        space,
        model);
  }

  /** Appends everything that the decision says to a hash chain, to the last bit. */
  void appendTo(HashChain chain) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeLong(position.offset());
      out.writeUTF(sample.id());
      for (Candidate candidate : decision.candidates()) {
        out.writeUTF(candidate.label());
        out.writeDouble(candidate.probability());
      }
      out.writeDouble(decision.margin().orElse(-1));
      out.writeLong(model.orElse(-1));
      if (!doubt.equals(Doubt.UNKNOWN)) {
        out.writeDouble(doubt.novelty().orElse(-1));
        out.writeInt(doubt.set().map(List::size).orElse(-1));
        for (String label : doubt.set().orElse(List.of())) {
          out.writeUTF(label);
        }
        for (double probability : doubt.calibrated().orElse(List.of())) {
          out.writeDouble(probability);
        }
      }
      if (frozen.isPresent()) {
        for (Candidate candidate : frozen.get().candidates()) {
          out.writeUTF(candidate.label());
          out.writeDouble(candidate.probability());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    chain.append(bytes.toByteArray());
  }
}
