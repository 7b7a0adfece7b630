package io.alluvium.evaluation.shift;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.corruption.CorruptedData;
import io.alluvium.evaluation.corruption.Corruption;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is learnt, and the samples of every domain that a stream is made of.
 *
 * @param parts what is learnt and what calibrates
 * @param shifts names of the domains that are not clean
 * @param rows samples of all domains
 */
record StreamSamples(ShiftParts parts, ShiftNames shifts, DomainRows rows) {
  private static final int DEFAULT_SEVERITY = 3;

  /**
   * Reads and embeds all that a plan asks for.
   *
   * @param data what is learnt
   * @param set the same, embedded
   * @param embed gives data sets in the space of {@code set}
   */
  static StreamSamples of(
      ShiftPlan plan,
      DataSet data,
      ExampleSet set,
      Function<DataSet, ExampleSet> embed,
      Consumer<String> tell) {
    ShiftOptions options = plan.options();
    Map<String, List<Example>> later = laterDomains(set, options.shifts().learntDomains());
    ShiftParts parts = ShiftParts.of(set, learnt(set, later.keySet()), options.pool());
    DomainRows rows = new DomainRows(parts.pool());
    List<Corruption> corruptions = corruptions(options.shifts(), data);
    ShiftNames damage = new ShiftNames(corruptions, List.of());
    SortedSet<String> ids =
        parts.pool().stream().map(Example::id).collect(Collectors.toCollection(TreeSet::new));
    for (Corruption one : damage.needed(options.stream())) {
      tell.accept(one.key());
      rows.putDamaged(one.key(), embed.apply(CorruptedData.of(data, one, ids)).examples());
    }
    Set<String> known = parts.classes();
    List<String> domains = new ArrayList<>();
    later.forEach((name, examples) -> {
      domains.add(name);
      rows.put(name, ShiftParts.pool(examples, options.pool()), known);
    });
    for (String place : options.shifts().beside()) {
      DataSet other = DataSets.open(place, plan.properties());
      tell.accept(other.name());
      domains.add(other.name());
      rows.put(other.name(), ShiftParts.pool(asked(embed.apply(other)), options.pool()), known);
    }
    return new StreamSamples(parts, new ShiftNames(corruptions, domains), rows);
  }

  /** Samples by domain, without the first domains; domains are in the order of time. */
  private static Map<String, List<Example>> laterDomains(ExampleSet set, int learnt) {
    if (learnt == 0) {
      return Map.of();
    }
    Map<String, List<Example>> domains = new LinkedHashMap<>();
    set.examples().stream()
        .filter(example -> example.role() != Row.Role.NOVEL)
        .forEach(example ->
            domains.computeIfAbsent(name(example), own -> new ArrayList<>()).add(example));
    List<String> names = List.copyOf(domains.keySet());
    if (names.size() <= learnt) {
      throw new EvaluationException(
          "the data set has the domains "
              + names
              + ", expected more than the "
              + learnt
              + " that are learnt");
    }
    domains.keySet().removeAll(Set.copyOf(names.subList(0, learnt)));
    return domains;
  }

  private static String name(Example example) {
    return "domain:" + example.domain();
  }

  private static Set<String> learnt(ExampleSet set, Set<String> later) {
    if (later.isEmpty()) {
      return Set.of();
    }
    Set<String> learnt = new HashSet<>();
    set.examples().stream()
        .filter(example -> !later.contains(name(example)))
        .forEach(example -> learnt.add(example.domain()));
    return learnt;
  }

  private static List<Corruption> corruptions(Shifts shifts, DataSet data) {
    List<Corruption> asked =
        shifts.corruptions().stream().map(text -> Corruption.parse(text, data.payload())).toList();
    return asked.isEmpty() && !shifts.isMoreThanDamage()
        ? Corruption.Kind.of(data.payload()).stream()
            .map(kind -> new Corruption(kind, DEFAULT_SEVERITY))
            .toList()
        : asked;
  }

  /** The test samples of a data set of which nothing is learnt; all where it has none. */
  private static List<Example> asked(ExampleSet beside) {
    List<Example> test = beside.of(Row.Role.TEST);
    return test.isEmpty() ? beside.of(Row.Role.TRAIN) : test;
  }
}
