package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.corruption.Corruption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The shifts of a stream, in their order.
 *
 * @param corruptions damage, which has severities
 * @param domains names of the others, which come as they are
 */
record ShiftNames(List<Corruption> corruptions, List<String> domains) {

  ShiftNames {
    corruptions = List.copyOf(corruptions);
    domains = List.copyOf(domains);
  }

  /** Returns all names, damage first. */
  List<String> all() {
    return Stream.concat(corruptions.stream().map(Corruption::key), domains.stream()).toList();
  }

  /** Returns every corruption that a stream has samples of. */
  List<Corruption> needed(StretchOrder stream) {
    if (stream != StretchOrder.GRADUAL) {
      return corruptions;
    }
    return corruptions.stream()
        .flatMap(one ->
            IntStream.rangeClosed(1, one.severity())
                .mapToObj(severity -> new Corruption(one.kind(), severity)))
        .distinct()
        .toList();
  }
}
