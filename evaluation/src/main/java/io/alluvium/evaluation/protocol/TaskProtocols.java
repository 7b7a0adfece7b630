package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The protocols in which tasks come one after the other. After each task the head is solved from
 * all that was learnt, and the test samples of all tasks are asked about.
 *
 * <p>Sources: Rebuffi et al., "iCaRL", CVPR 2017 (class-incremental); Tao et al., "Few-shot
 * class-incremental learning", CVPR 2020; van de Ven and Tolias, "Three scenarios for continual
 * learning", 2019 (domain-incremental); Koh et al., "Online continual learning on class incremental
 * blurry task configuration", ICLR 2022; Bornschein et al., "NEVIS'22", JMLR 2023 (task-stream).
 */
final class TaskProtocols {
  private static final int TASKS = 10;
  private static final double BASE_SHARE = 0.6;

  private TaskProtocols() {}

  static List<Script> joint(Parts parts, ProtocolOptions options) {
    Task all = new Task("test", parts.train(), parts.test());
    return List.of(Tasks.script(parts, options, List.of(all)));
  }

  static List<Script> classIncremental(Parts parts, ProtocolOptions options) {
    List<String> classes = parts.classes("classes" + options.seed());
    return List.of(
        Tasks.script(parts, options, tasks(parts, chunks(classes, perTask(classes, options)))));
  }

  private static int perTask(List<String> classes, ProtocolOptions options) {
    return options.classesPerTask() > 0
        ? options.classesPerTask()
        : Math.max(1, Math.ceilDiv(classes.size(), TASKS));
  }

  static List<Script> fewShot(Parts parts, ProtocolOptions options) {
    List<String> classes = parts.classes("classes" + options.seed());
    int base =
        options.baseClasses() > 0
            ? options.baseClasses()
            : (int) Math.ceil(classes.size() * BASE_SHARE);
    if (base >= classes.size()) {
      throw new EvaluationException(
          "the data set has "
              + classes.size()
              + " classes, expected more than the "
              + base
              + " base classes (--base-classes)");
    }
    int ways = options.classesPerTask() > 0 ? options.classesPerTask() : 5;
    List<Task> tasks = new ArrayList<>(tasks(parts, List.of(classes.subList(0, base))));
    for (Task task : tasks(parts, chunks(classes.subList(base, classes.size()), ways))) {
      List<Integer> few = first(parts, task.train(), options.shots(), options.seed());
      tasks.add(new Task(task.name(), few, task.test()));
    }
    return List.of(Tasks.script(parts, options, tasks));
  }

  static List<Script> imbalance(Parts parts, ProtocolOptions options) {
    List<String> classes = parts.classes("rare" + options.seed());
    List<String> rare = classes.subList(0, classes.size() / 2);
    List<String> frequent = classes.subList(classes.size() / 2, classes.size());
    List<Script> scripts = new ArrayList<>();
    for (int shots : options.rareShots()) {
      List<Integer> train = new ArrayList<>(parts.of(parts.train(), frequent));
      train.addAll(first(parts, parts.of(parts.train(), rare), shots, options.seed()));
      Script script = Tasks.script(parts, options, List.of(new Task("test", train, parts.test())));
      scripts.add(
          new Script(
              "shots-" + shots,
              script.steps(),
              script.groups(),
              script.novel(),
              Map.of("rare", Set.copyOf(rare), "frequent", Set.copyOf(frequent))));
    }
    return scripts;
  }

  static List<Script> domainIncremental(Parts parts, ProtocolOptions options) {
    Map<String, List<Integer>> train = parts.byDomain(parts.train());
    Map<String, List<Integer>> test = parts.byDomain(parts.test());
    if (train.size() < 2) {
      throw new EvaluationException(
          "the data set has "
              + train.size()
              + " domain, expected several: name their column with --domain-column, or give"
              + " several data sets");
    }
    List<Task> tasks = new ArrayList<>();
    train.forEach(
        (name, rows) -> tasks.add(new Task(name, rows, test.getOrDefault(name, List.of()))));
    return List.of(Tasks.script(parts, options, tasks));
  }

  static List<Script> blurry(Parts parts, ProtocolOptions options) {
    List<String> classes = parts.classes("classes" + options.seed());
    List<Task> sharp = tasks(parts, chunks(classes, perTask(classes, options)));
    List<List<Integer>> blurred = new ArrayList<>();
    sharp.forEach(task -> blurred.add(new ArrayList<>()));
    for (int home = 0; home < sharp.size(); home++) {
      for (int example : sharp.get(home).train()) {
        String id = parts.example(example).id();
        boolean stray = SeededOrder.fraction("stray" + options.seed(), id) < options.blurryShare();
        int other = (int) (SeededOrder.fraction("task" + options.seed(), id) * sharp.size());
        blurred.get(stray ? other : home).add(example);
      }
    }
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < sharp.size(); i++) {
      tasks.add(new Task(sharp.get(i).name(), blurred.get(i), sharp.get(i).test()));
    }
    return List.of(Tasks.script(parts, options, tasks));
  }

  private static List<Task> tasks(Parts parts, List<List<String>> classesOfTasks) {
    List<Task> tasks = new ArrayList<>();
    for (List<String> classes : classesOfTasks) {
      tasks.add(
          new Task(
              "task-" + tasks.size(),
              parts.of(parts.train(), classes),
              parts.of(parts.test(), classes)));
    }
    return tasks;
  }

  private static List<List<String>> chunks(List<String> classes, int size) {
    List<List<String>> chunks = new ArrayList<>();
    for (int start = 0; start < classes.size(); start += size) {
      chunks.add(classes.subList(start, Math.min(start + size, classes.size())));
    }
    return chunks;
  }

  /** Returns the first so many of each class in the order of the seed. */
  private static List<Integer> first(Parts parts, List<Integer> some, int count, long seed) {
    Map<String, Integer> taken = new HashMap<>();
    return parts.shuffled(some, seed).stream()
        .filter(i -> taken.merge(parts.example(i).label(), 1, Integer::sum) <= count)
        .toList();
  }
}
