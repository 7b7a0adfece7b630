package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What of a data set is learnt, asked about, and novel. Without a split of its own a fifth is kept
 * for asking, chosen by the seed.
 *
 * @param set the data set
 * @param train what may be learnt, in the order of time
 * @param test what is asked about
 * @param novel what is of no class that is learnt
 */
record Parts(ExampleSet set, List<Integer> train, List<Integer> test, List<Integer> novel) {
  private static final double HELD_OUT = 0.2;

  static Parts of(ExampleSet set, long seed) {
    List<Integer> test = where(set, example -> example.role() == Row.Role.TEST);
    List<Integer> novel = where(set, example -> example.role() == Row.Role.NOVEL);
    if (!test.isEmpty()) {
      return new Parts(set, where(set, Parts::isTrain), test, novel);
    }
    Predicate<Example> heldOut =
        example -> SeededOrder.fraction("test" + seed, example.id()) < HELD_OUT;
    return new Parts(
        set,
        where(set, example -> isTrain(example) && !heldOut.test(example)),
        where(set, example -> isTrain(example) && heldOut.test(example)),
        novel);
  }

  private static boolean isTrain(Example example) {
    return example.role() == Row.Role.TRAIN;
  }

  static List<Integer> where(ExampleSet set, Predicate<Example> condition) {
    return IntStream.range(0, set.examples().size())
        .filter(i -> condition.test(set.examples().get(i)))
        .boxed()
        .toList();
  }

  Example example(int index) {
    return set.examples().get(index);
  }

  /** Returns them in the order of the seed. */
  List<Integer> shuffled(List<Integer> some, long seed) {
    return SeededOrder.of(some, Long.toString(seed), i -> example(i).id());
  }

  /** Returns the names of all classes that may be learnt, in the order of the seed. */
  List<String> classes(String seed) {
    List<String> names = train.stream().map(i -> example(i).label()).distinct().sorted().toList();
    return SeededOrder.of(names, seed, name -> name);
  }

  /** Returns those of the examples that are of one of the classes. */
  List<Integer> of(List<Integer> some, List<String> classes) {
    return some.stream().filter(i -> classes.contains(example(i).label())).toList();
  }

  /** Returns the examples by their domain, domains in the order of their first example. */
  Map<String, List<Integer>> byDomain(List<Integer> some) {
    Map<String, List<Integer>> domains = new LinkedHashMap<>();
    for (int i : some) {
      domains.computeIfAbsent(example(i).domain(), name -> new ArrayList<>()).add(i);
    }
    return domains;
  }
}
