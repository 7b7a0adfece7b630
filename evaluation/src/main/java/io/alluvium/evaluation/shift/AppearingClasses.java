package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.Observer;
import io.alluvium.evaluation.protocol.Player;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.Step;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Head;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.Space;
import io.alluvium.learning.coverage.AdaptiveQuantile;
import io.alluvium.learning.coverage.QuantileTracker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The object {@code appearing} of the report: a learner that begins with nothing learns all samples
 * one by one, half of the classes are there from the beginning and the others appear in groups, and
 * how often sets held the true class, each label known after its answer.
 */
final class AppearingClasses {
  private final Space space;
  private final Head head;
  private final ShiftOptions options;

  AppearingClasses(Space space, Head head, ShiftOptions options) {
    this.space = space;
    this.head = head;
    this.options = options;
  }

  /** Learns all samples but novel ones. */
  Map<String, Object> values(ShiftParts parts, Watch watch) {
    List<Example> all =
        Stream.of(parts.learnt(), parts.calibration(), parts.pool()).flatMap(List::stream).toList();
    ExampleSet set = new ExampleSet(space, all, Skipped.NONE);
    LiveSets tracked = new LiveSets(QuantileTracker.of(CoverageSection.MISCOVERAGE));
    LiveSets adapted = new LiveSets(AdaptiveQuantile.of(CoverageSection.MISCOVERAGE));
    List<Step> steps = new ArrayList<>();
    for (int example : order(set.examples())) {
      steps.add(new Step.Sample(example, true));
      steps.add(new Step.Label(example, Assignment.of(set.examples().get(example).label())));
    }
    Script script = new Script("appearing", steps, List.of(), List.of(), Map.of());
    new Player(set, head, SolveOptions.defaults(), Clocks.system())
        .play(script, both(tracked, adapted), watch);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("groups", options.appearing());
    values.putAll(tracked.values());
    values.put("aci", adapted.values());
    return values;
  }

  private static Observer both(Observer one, Observer other) {
    return (example, graded, decision) -> {
      one.streamed(example, graded, decision);
      other.streamed(example, graded, decision);
    };
  }

  /** Samples of a class fall evenly between its appearance and the end of the stream. */
  private List<Integer> order(List<Example> examples) {
    Map<String, Double> begins = begins(examples);
    String seed = "appearing" + options.seed();
    double[] places =
        examples.stream()
            .mapToDouble(one -> {
              double begin = Objects.requireNonNull(begins.get(one.label()));
              return begin + (1 - begin) * SeededOrder.fraction(seed, one.id());
            })
            .toArray();
    return IntStream.range(0, examples.size())
        .boxed()
        .sorted(Comparator.comparingDouble(example -> places[example]))
        .toList();
  }

  /** When classes appear, as shares of the stream: half at 0, the others in groups. */
  private Map<String, Double> begins(List<Example> examples) {
    List<String> classes =
        SeededOrder.of(
            examples.stream().map(Example::label).distinct().sorted().toList(),
            "classes" + options.seed(),
            name -> name);
    int first = (classes.size() + 1) / 2;
    int groups = options.appearing();
    Map<String, Double> begins = new HashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      int group = c < first ? 0 : 1 + (c - first) * groups / (classes.size() - first);
      begins.put(classes.get(c), (double) group / (groups + 1));
    }
    return begins;
  }
}
