package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.ExampleSet;
import java.util.List;
import java.util.Map;

/**
 * Test then train: each sample is predicted before its label is learnt. A data set that is split is
 * asked about its test samples at the end, after all labels have come.
 *
 * <p>Source: Gama, Sebastião and Rodrigues, "On evaluating stream learning algorithms", Machine
 * Learning 2013; with delayed labels as Žliobaitė, "Change with delayed labeling", ICDMW 2010.
 */
final class PrequentialStream {
  private PrequentialStream() {}

  static List<Script> scripts(Parts parts, ProtocolOptions options, StreamOrder order) {
    ExampleSet set = parts.set();
    List<Integer> all = Parts.where(set, example -> example.role() == Row.Role.TRAIN);
    List<Integer> test = Parts.where(set, example -> example.role() == Row.Role.TEST);
    StreamWriter writer = new StreamWriter(set, options);
    int warm = Math.min(options.warm(), all.size());
    ordered(parts, all.subList(0, warm), options, order).forEach(writer::warm);
    ordered(parts, all.subList(warm, all.size()), options, order).forEach(writer::sample);
    if (test.isEmpty()) {
      return List.of(new Script("", writer.steps(), List.of(), List.of(), Map.of()));
    }
    writer.flush();
    writer.solve();
    writer.probe(0, true);
    return List.of(
        new Script(
            "", writer.steps(), List.of(new TestGroup("test", test)), parts.novel(), Map.of()));
  }

  private static List<Integer> ordered(
      Parts parts, List<Integer> some, ProtocolOptions options, StreamOrder order) {
    return switch (order) {
      case TIME -> some;
      case SHUFFLED -> parts.shuffled(some, options.seed());
      case WITHIN_DOMAIN ->
          parts.byDomain(some).values().stream()
              .flatMap(domain -> parts.shuffled(domain, options.seed()).stream())
              .toList();
    };
  }
}
