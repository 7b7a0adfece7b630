package io.alluvium.evaluation.predictions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One graded answer of a head: a row of {@code predictions.parquet}, whose columns are these
 * components in {@code snake_case}.
 *
 * @param head name of the head
 * @param run name of the script, where a protocol plays several; else empty
 * @param stage {@value #STREAM} or {@value #TEST}
 * @param look number of the look at the test samples, from 0; -1 in the stream
 * @param afterTask the task that was learnt last, from 0; -1 in the stream
 * @param task the task that the sample is of, from 0; -1 in the stream
 * @param position number of the answer in its run and look, from 0
 * @param sample id of the sample
 * @param source who sent it; empty if the data set does not say
 * @param domain where or when it comes from; empty if the data set does not say
 * @param time its place in time
 * @param label its class
 * @param answer the class that is answered; null if none is known
 * @param probability that of the answer, in [0, 1]; 0 if there is none
 * @param top the best classes, at most {@value #TOP}, most probable first
 * @param right whether the answer is the class
 */
public record GradedAnswer(
    String head,
    String run,
    String stage,
    int look,
    int afterTask,
    int task,
    long position,
    String sample,
    String source,
    String domain,
    double time,
    String label,
    @Nullable String answer,
    double probability,
    List<RankedLabel> top,
    boolean right) {

  /** An answer to a sample of the stream, given before its label. */
  public static final String STREAM = "stream";

  /** An answer to a test sample. */
  public static final String TEST = "test";

  /** How many classes are kept of an answer. */
  public static final int TOP = 5;

  /** Copies the list. */
  public GradedAnswer {
    top = List.copyOf(top);
  }
}
