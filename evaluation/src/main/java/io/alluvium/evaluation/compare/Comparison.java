package io.alluvium.evaluation.compare;

import io.alluvium.evaluation.EvaluationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finished evaluations of the same data side by side: each head of each folder is a contestant, and
 * each pair of contestants is compared on the samples that both answered, one by one.
 *
 * @param contestants figures by name, in the order of the folders
 * @param pairings each pair once
 * @param stage whose answers are compared, {@code test} or {@code stream}
 * @param bootstrap how intervals were drawn
 */
public record Comparison(
    Map<String, Map<String, Double>> contestants,
    List<Pairing> pairings,
    String stage,
    BlockBootstrap bootstrap) {

  /** Copies both. */
  public Comparison {
    contestants = new LinkedHashMap<>(contestants);
    pairings = List.copyOf(pairings);
  }

  /**
   * Compares folders.
   *
   * @param folders of finished evaluations, at least one
   * @throws EvaluationException if one is not finished, they are not of the same data or not of the
   *     same samples, or there are fewer than two contestants
   */
  public static Comparison of(List<Path> folders, BlockBootstrap bootstrap) {
    List<FinishedRun> runs = folders.stream().map(FinishedRun::read).toList();
    runs.forEach(run -> checkSame(runs.getFirst(), run));
    List<Contestant> contestants = contestants(runs);
    if (contestants.size() < 2) {
      throw new EvaluationException(
          "there is one head to compare, "
              + contestants.getFirst().name()
              + ": name a second folder, or one with several heads");
    }
    contestants.forEach(contestant -> checkSamples(contestants.getFirst(), contestant));
    Map<String, Map<String, Double>> figures = new LinkedHashMap<>();
    contestants.forEach(contestant -> figures.put(contestant.name(), contestant.metrics()));
    List<Pairing> pairings = new ArrayList<>();
    for (int first = 0; first < contestants.size(); first++) {
      for (int second = first + 1; second < contestants.size(); second++) {
        pairings.add(pair(contestants.get(first), contestants.get(second), bootstrap));
      }
    }
    return new Comparison(figures, pairings, runs.getFirst().stage(), bootstrap);
  }

  private static void checkSame(FinishedRun first, FinishedRun other) {
    if (!first.data().equals(other.data())) {
      throw new EvaluationException(
          other.folder()
              + " is of "
              + other.data()
              + ", "
              + first.folder()
              + " of "
              + first.data()
              + ": only evaluations of the same data can be compared");
    }
    if (!first.stage().equals(other.stage())) {
      throw new EvaluationException(
          other.folder()
              + " has answers to the "
              + other.stage()
              + ", "
              + first.folder()
              + " to the "
              + first.stage()
              + ": they cannot be paired");
    }
  }

  private static List<Contestant> contestants(List<FinishedRun> runs) {
    Set<String> places = runs.stream().map(run -> label(run.folder())).collect(Collectors.toSet());
    List<Contestant> contestants = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FinishedRun run : runs) {
      String place =
          places.size() == runs.size() ? label(run.folder()) : run.folder().normalize().toString();
      for (Map.Entry<String, Map<String, Boolean>> head : run.hits().entrySet()) {
        String name = runs.size() == 1 ? head.getKey() : place + ":" + head.getKey();
        if (!names.add(name)) {
          throw new EvaluationException(run.folder() + " is named twice");
        }
        contestants.add(new Contestant(name, head.getValue(), run.metrics(head.getKey())));
      }
    }
    return contestants;
  }

  private static String label(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private static void checkSamples(Contestant first, Contestant other) {
    Set<String> missing = new HashSet<>(first.hits().keySet());
    missing.removeAll(other.hits().keySet());
    if (!missing.isEmpty() || first.hits().size() != other.hits().size()) {
      throw new EvaluationException(
          other.name()
              + " answered "
              + other.hits().size()
              + " samples, "
              + first.name()
              + " "
              + first.hits().size()
              + ", and "
              + missing.size()
              + " of these are not among those: use the same protocol, options and seed");
    }
  }

  private static Pairing pair(Contestant first, Contestant second, BlockBootstrap bootstrap) {
    byte[] differences = new byte[first.hits().size()];
    long onlyFirst = 0;
    long onlySecond = 0;
    long firstHits = 0;
    Iterator<Map.Entry<String, Boolean>> answers = first.hits().entrySet().iterator();
    for (int i = 0; i < differences.length; i++) {
      Map.Entry<String, Boolean> answer = answers.next();
      boolean one = answer.getValue();
      boolean other = second.hits().getOrDefault(answer.getKey(), false);
      firstHits += one ? 1 : 0;
      onlyFirst += one && !other ? 1 : 0;
      onlySecond += other && !one ? 1 : 0;
      differences[i] = (byte) ((other ? 1 : 0) - (one ? 1 : 0));
    }
    double samples = differences.length;
    return new Pairing(
        first.name(),
        second.name(),
        differences.length,
        firstHits / samples,
        (firstHits - onlyFirst + onlySecond) / samples,
        bootstrap.mean(differences),
        new McNemar(onlyFirst, onlySecond));
  }

  /** Returns the comparison as the object of a JSON file; names as in docs/evaluation.md. */
  public Map<String, Object> toJson() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", 1);
    values.put("stage", stage);
    values.put("bootstrap_draws", bootstrap.draws());
    values.put("bootstrap_seed", bootstrap.seed());
    values.put("contestants", contestants);
    List<Map<String, Object>> pairs = new ArrayList<>();
    for (Pairing pairing : pairings) {
      Map<String, Object> pair = new LinkedHashMap<>();
      pair.put("first", pairing.first());
      pair.put("second", pairing.second());
      pair.put("samples", pairing.samples());
      pair.put("first_accuracy", pairing.firstAccuracy());
      pair.put("second_accuracy", pairing.secondAccuracy());
      pair.put("difference", pairing.difference());
      pair.put("difference_low", pairing.interval().low());
      pair.put("difference_high", pairing.interval().high());
      pair.put("block", bootstrap.blockOf(pairing.samples()));
      pair.put("only_first", pairing.test().onlyFirst());
      pair.put("only_second", pairing.test().onlySecond());
      pair.put("mcnemar_p", pairing.test().pValue());
      pair.put("mcnemar_exact", pairing.test().isExact());
      pairs.add(pair);
    }
    values.put("pairs", pairs);
    return values;
  }
}
