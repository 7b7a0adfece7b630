package io.alluvium.app.demo;

/**
 * What was counted and measured over a run or a phase of it. Shares are in [0, 1], and 0 where
 * there is nothing to share. {@code docs/report.md} defines each figure.
 *
 * @param records sample records sent, duplicates included
 * @param predictions predictions received
 * @param unexpectedPredictions those of them for no sample sent, or not the first for their sample
 * @param duplicates records that the learner declared to be duplicates
 * @param deadLetters records that ended as dead letters
 * @param labels first labels sent
 * @param corrections labels sent that replace an earlier one
 * @param withdrawals labels taken back
 * @param classes classes named by a label so far
 * @param prequentialAccuracy share of right predictions
 * @param prequentialAccuracyWindow share of right ones among the last 1000
 * @param noChangeAccuracy share that guessing the class of the sample before would get right
 * @param majorityAccuracy share that guessing the most frequent class so far would get right
 * @param kappa Cohen's kappa
 * @param recordsPerSecond predictions a second, from the first record sent to the last prediction
 * @param latencyP50Ms median time from sending to the prediction's arrival, in milliseconds
 * @param latencyP99Ms 99th percentile of the same
 */
public record DemoFigures(
    long records,
    long predictions,
    long unexpectedPredictions,
    long duplicates,
    long deadLetters,
    long labels,
    long corrections,
    long withdrawals,
    int classes,
    double prequentialAccuracy,
    double prequentialAccuracyWindow,
    double noChangeAccuracy,
    double majorityAccuracy,
    double kappa,
    double recordsPerSecond,
    double latencyP50Ms,
    double latencyP99Ms) {
  /**
   * Returns whether every record is accounted for: predictions, duplicates and dead letters sum to
   * the records, and no prediction was unexpected.
   */
  public boolean balances() {
    return predictions + duplicates + deadLetters == records && unexpectedPredictions == 0;
  }
}
