package io.alluvium.evaluation.compare;

/**
 * Two contestants on the same samples.
 *
 * @param first name of the one
 * @param second name of the other
 * @param samples how many samples both answered
 * @param firstAccuracy share that the first has right
 * @param secondAccuracy share that the second has right
 * @param interval 95 % interval of the second accuracy less the first
 * @param test McNemar's test
 */
public record Pairing(
    String first,
    String second,
    int samples,
    double firstAccuracy,
    double secondAccuracy,
    BlockBootstrap.Interval interval,
    McNemar test) {

  /** Returns the second accuracy less the first. */
  public double difference() {
    return secondAccuracy - firstAccuracy;
  }
}
