package io.alluvium.evaluation.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows that were left out.
 *
 * @param count how many, at least 0
 * @param examples place and reason of the first {@value #MAX_EXAMPLES}
 */
public record Skipped(long count, List<String> examples) {
  /** How many are kept with their reasons. */
  public static final int MAX_EXAMPLES = 10;

  /** No row was left out. */
  public static final Skipped NONE = new Skipped(0, List.of());

  /** Copies the list. */
  public Skipped {
    examples = List.copyOf(examples);
    if (count < examples.size()) {
      throw new IllegalArgumentException(
          count + " rows were skipped, expected at least the " + examples.size() + " named");
    }
  }

  /** Returns these and one more. */
  public Skipped plus(String place, String reason) {
    if (examples.size() >= MAX_EXAMPLES) {
      return new Skipped(count + 1, examples);
    }
    List<String> more = new ArrayList<>(examples);
    more.add(place + ": " + reason);
    return new Skipped(count + 1, more);
  }

  /** Returns these and others. */
  public Skipped plus(Skipped others) {
    List<String> first =
        Stream.concat(examples.stream(), others.examples.stream()).limit(MAX_EXAMPLES).toList();
    return new Skipped(count + others.count, first);
  }
}
