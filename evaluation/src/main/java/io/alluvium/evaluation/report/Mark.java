package io.alluvium.evaluation.report;

import java.util.List;

/**
 * Something that happened to the stream, to be marked in its curve.
 *
 * @param samples graded samples before it
 * @param kind {@code new-class}, {@code correction}, {@code domain} or {@code task}; also {@code
 *     drift} and {@code release} where a protocol has them
 * @param count how often since the mark before
 * @param names what of, some of them
 */
record Mark(long samples, String kind, long count, List<String> names) {
  /** Copies the list. */
  Mark {
    names = List.copyOf(names);
  }
}
