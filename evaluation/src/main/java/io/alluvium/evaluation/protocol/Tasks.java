package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.EvaluationException;
import java.util.List;
import java.util.Map;

/** Writes tasks down, one after the other. */
final class Tasks {
  private Tasks() {}

  /**
   * Returns the script of tasks: the samples of each in the order of the seed, some looks on the
   * way, and after each task a solve and a look.
   */
  static Script script(Parts parts, ProtocolOptions options, List<Task> tasks) {
    if (parts.test().isEmpty()) {
      throw new EvaluationException("the data set has no test samples");
    }
    StreamWriter writer = new StreamWriter(parts.set(), options);
    for (int task = 0; task < tasks.size(); task++) {
      List<Integer> train = parts.shuffled(tasks.get(task).train(), options.seed());
      int looks = options.probesPerTask();
      int next = 1;
      for (int i = 0; i < train.size(); i++) {
        writer.sample(train.get(i));
        if (next < looks && i + 1 >= (long) train.size() * next / looks) {
          writer.probe(task, false);
          next++;
        }
      }
      if (task == tasks.size() - 1) {
        writer.flush();
      }
      writer.solve();
      writer.probe(task, true);
    }
    List<TestGroup> groups =
        tasks.stream().map(task -> new TestGroup(task.name(), task.test())).toList();
    return new Script("", writer.steps(), groups, parts.novel(), Map.of());
  }
}
