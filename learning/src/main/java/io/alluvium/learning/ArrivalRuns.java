package io.alluvium.learning;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts samples, in the order in which they came, into runs that are indexed and a rest that is not.
 *
 * <p>A run is all samples whose places in the ledger lie between two multiples of a power of two;
 * the power is the greatest that leaves a run at most {@code greatest} samples and does not reach
 * to the newest one. So a cut is a function of the set of samples, and most of its runs are still
 * there when samples came or went: what was built for a run serves until one of its own samples
 * does. The newest samples, and runs of fewer than {@code least}, are the rest.
 *
 * @param runs disjoint, each in the order of arrival
 * @param rest samples of no run
 */
record ArrivalRuns(List<List<LabelledExemplar>> runs, List<LabelledExemplar> rest) {
  /**
   * How long runs may be.
   *
   * @param least samples of a run, at least 1
   * @param greatest samples of a run, unless they came at one place: at least {@code least}
   */
  record Lengths(int least, int greatest) {
    /**
     * A graph of 65,536 samples is built in a minute; among fewer than 2,048 it is no faster to
     * look for neighbours in a graph than at all of them.
     */
    static final Lengths USUAL = new Lengths(2048, 65_536);
  }

  private static final int HIGHEST_BIT = Long.SIZE - 2;

  static ArrivalRuns of(Exemplars exemplars, Lengths lengths) {
    ArrivalRuns cut = new ArrivalRuns(new ArrayList<>(), new ArrayList<>());
    List<LabelledExemplar> all = exemplars.byArrival();
    if (!all.isEmpty()) {
      cut.add(all, HIGHEST_BIT, lengths, arrival(all.getLast()));
    }
    return cut;
  }

  private void add(List<LabelledExemplar> samples, int bit, Lengths lengths, long newest) {
    if (samples.size() < lengths.least()) {
      rest.addAll(samples);
      return;
    }
    boolean closed = arrival(samples.getLast()) < newest;
    if (bit < 0 || (closed && samples.size() <= lengths.greatest())) {
      runs.add(List.copyOf(samples));
      return;
    }
    int half = firstWith(samples, bit);
    add(samples.subList(0, half), bit - 1, lengths, newest);
    add(samples.subList(half, samples.size()), bit - 1, lengths, newest);
  }

  /** Returns the first of samples, whose places share all higher bits, that has this one. */
  private static int firstWith(List<LabelledExemplar> samples, int bit) {
    int from = 0;
    int to = samples.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if ((arrival(samples.get(middle)) & 1L << bit) == 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static long arrival(LabelledExemplar sample) {
    return sample.exemplar().arrival();
  }
}
