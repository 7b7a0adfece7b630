package io.alluvium.evaluation.swap;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One data set as two encoders see it, in three parts: the labelled history, which the old encoder
 * saw; an unlabelled stream, of which both may see a share; and the samples that are asked about.
 * Only rows that both encoders take are used.
 */
final class SwapData {
  /** Share of what may be learnt that is the unlabelled stream. */
  private static final double STREAM = 0.25;

  private static final double HELD_OUT = 0.2;

  private final ExampleSet old;
  private final ExampleSet young;
  private final long seed;
  private final Map<String, Example> images = new HashMap<>();
  private final List<Example> history;
  private final List<Example> stream;
  private final List<Example> asked;
  private final List<Example> novel;

  SwapData(ExampleSet old, ExampleSet young, long seed) {
    this.old = old;
    this.young = young;
    this.seed = seed;
    young.examples().forEach(example -> images.put(example.id(), example));
    List<Example> all =
        old.examples().stream().filter(example -> images.containsKey(example.id())).toList();
    this.novel = all.stream().filter(example -> example.role() == Row.Role.NOVEL).toList();
    List<Example> both = all.stream().filter(example -> example.role() != Row.Role.NOVEL).toList();
    boolean split = both.stream().anyMatch(example -> example.role() == Row.Role.TEST);
    Set<String> test =
        both.stream()
            .filter(example ->
                split ? example.role() == Row.Role.TEST : drawn("test", example, HELD_OUT))
            .map(Example::id)
            .collect(Collectors.toSet());
    this.asked = both.stream().filter(example -> test.contains(example.id())).toList();
    List<Example> rest = both.stream().filter(example -> !test.contains(example.id())).toList();
    this.history = rest.stream().filter(example -> !drawn("stream", example, STREAM)).toList();
    this.stream =
        SeededOrder.of(
            rest.stream().filter(example -> drawn("stream", example, STREAM)).toList(),
            "shadow" + seed,
            Example::id);
    if (history.isEmpty() || asked.isEmpty()) {
      throw new EvaluationException("both encoders take too few rows of the data set");
    }
  }

  private boolean drawn(String what, Example example, double share) {
    return SeededOrder.fraction(what + seed, example.id()) < share;
  }

  Space oldSpace() {
    return old.space();
  }

  Space newSpace() {
    return young.space();
  }

  /** Returns the history in the old space. */
  List<Example> history() {
    return history;
  }

  /** Returns what is asked about, in the old space. */
  List<Example> asked() {
    return asked;
  }

  /** Returns samples that are of no class which is learnt, in the old space; often none. */
  List<Example> novel() {
    return novel;
  }

  int streamSize() {
    return stream.size();
  }

  /** Returns the same examples in the new space. */
  List<Example> inNewSpace(List<Example> examples) {
    return examples.stream().map(this::image).toList();
  }

  private Example image(Example example) {
    Example image = images.get(example.id());
    if (image == null) {
      throw new IllegalStateException("row '" + example.id() + "' has no new view");
    }
    return image;
  }

  /**
   * Returns samples of the unlabelled stream, in the order of the seed.
   *
   * @param count how many
   * @param change which change of a chain they are for, from 0: each begins where the one before
   *     ended, from the front again where the stream is over
   * @throws EvaluationException if there are not so many
   */
  List<Example> shadow(int count, int change) {
    if (count > stream.size() || count < 1) {
      throw new EvaluationException(
          "shadow is " + count + " samples, the unlabelled stream has 1 to " + stream.size());
    }
    int first = (int) ((long) change * count % stream.size());
    return IntStream.range(first, first + count)
        .mapToObj(i -> stream.get(i % stream.size()))
        .toList();
  }

  /** Returns examples as both encoders see them. */
  List<Pair> pairs(List<Example> examples) {
    return examples.stream()
        .map(example -> new Pair(example.id(), example.embedding(), image(example).embedding()))
        .toList();
  }

  /** Returns a half of the history; both together are all of it. */
  List<Example> half(boolean first) {
    return history.stream().filter(example -> drawn("half", example, 0.5) == first).toList();
  }
}
