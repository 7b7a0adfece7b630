package io.alluvium.training;

import io.alluvium.encoders.ResidualAdapter;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.swap.SwapHead;
import io.alluvium.learning.Candidate;
import io.alluvium.learning.Head;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a head answers that has learnt vectors as an adapter makes them: through the same
 * arithmetic and the same quantisation as in a running stream. Stateless.
 *
 * @param head the head
 * @param space of the vectors below the adapter
 * @param learnt labelled vectors that the head is fitted to
 * @param newClasses classes that count as new
 */
record Judge(Head head, Space space, List<Example> learnt, Set<String> newClasses) {

  /** Returns the score of a head in the space as it is. */
  Score before(List<Example> asked) {
    return score(asked, fitted(space, learnt), space, Optional.empty());
  }

  /** Returns the score of a head that has learnt everything anew behind the adapter. */
  Score after(ResidualAdapter adapter, List<Example> asked) {
    Space adapted = adapted(adapter);
    return score(
        asked, fitted(adapted, through(adapter, adapted, learnt)), adapted, Optional.of(adapter));
  }

  /** Returns a space of its own for what the adapter gives. */
  Space adapted(ResidualAdapter adapter) {
    String hash = Sha256.ofText(space.id() + HexFormat.of().formatHex(adapter.toBytes()));
    return new Space(new SpaceId(hash), space.dim(), space.normalisation());
  }

  /** Returns the examples as the adapter makes them. */
  static List<Example> through(ResidualAdapter adapter, Space adapted, List<Example> examples) {
    return examples.stream()
        .map(example ->
            new Example(
                example.id(),
                example.label(),
                example.role(),
                example.domain(),
                example.source(),
                example.time(),
                adapted.quantise(adapter.apply(example.embedding()))))
        .toList();
  }

  private Scorer fitted(Space of, List<Example> examples) {
    return new SwapHead(head.name(), head).learnt(of, examples);
  }

  private Score score(
      List<Example> asked, Scorer scorer, Space of, Optional<ResidualAdapter> adapter) {
    List<Example> questions = adapter.map(one -> through(one, of, asked)).orElse(asked);
    return Score.of(
        query -> scorer.decide(query, 1).candidates().stream().findFirst().map(Candidate::label),
        questions,
        newClasses);
  }
}
