package io.alluvium.evaluation.compare;

import io.alluvium.evaluation.predictions.GradedAnswer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Keeps of each head and run whether its answers to the stream, and those of its last look at the
 * test samples, were right. For one thread.
 */
final class LastAnswers implements Consumer<GradedAnswer> {
  private static final class Run {
    private final Map<String, Boolean> stream = new LinkedHashMap<>();
    private final Map<String, Boolean> test = new LinkedHashMap<>();
    private int look;
  }

  private final Map<String, Map<String, Run>> heads = new LinkedHashMap<>();
  private boolean tested;

  @Override
  public void accept(GradedAnswer answer) {
    Run run =
        heads
            .computeIfAbsent(answer.head(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(answer.run(), _ -> new Run());
    if (answer.stage().equals(GradedAnswer.STREAM)) {
      run.stream.put(answer.sample(), answer.right());
      return;
    }
    tested = true;
    if (answer.look() > run.look) {
      run.look = answer.look();
      run.test.clear();
    }
    if (answer.look() == run.look) {
      run.test.put(answer.sample(), answer.right());
    }
  }

  /** Returns {@code test} if there is an answer to a test sample, else {@code stream}. */
  String stage() {
    return tested ? GradedAnswer.TEST : GradedAnswer.STREAM;
  }

  /** Returns the answers of that stage by head, then by run and sample, in their order. */
  Map<String, Map<String, Boolean>> hits() {
    Map<String, Map<String, Boolean>> hits = new LinkedHashMap<>();
    heads.forEach((head, runs) -> {
      Map<String, Boolean> all = new LinkedHashMap<>();
      runs.forEach((run, answers) ->
          (tested ? answers.test : answers.stream)
              .forEach((sample, right) -> all.put(run + "\0" + sample, right)));
      if (!all.isEmpty()) {
        hits.put(head, all);
      }
    });
    return hits;
  }
}
