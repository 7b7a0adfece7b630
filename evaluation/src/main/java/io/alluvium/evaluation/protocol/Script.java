package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Assignment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that happens to one learner from its beginning, the same for every head.
 *
 * @param name what sets it apart from the other scripts of its protocol; empty if there is none
 * @param steps in their order
 * @param groups test samples by task, asked about at each {@link Step.Probe}
 * @param novel test samples of no class that is learnt, asked about at the last one
 * @param classSets sets of classes whose recall is of interest, by name
 */
public record Script(
    String name,
    List<Step> steps,
    List<TestGroup> groups,
    List<Integer> novel,
    Map<String, Set<String>> classSets) {

  /** Copies everything. */
  public Script {
    steps = List.copyOf(steps);
    groups = List.copyOf(groups);
    novel = List.copyOf(novel);
    classSets = new TreeMap<>(classSets);
  }

  /** Returns how many samples are streamed. */
  public long samples() {
    return steps.stream().filter(Step.Sample.class::isInstance).count();
  }

  /** Returns whether test samples are ever asked about. */
  public boolean isProbed() {
    return steps.stream().anyMatch(Step.Probe.class::isInstance);
  }

  /**
   * Returns the SHA-256 over the entries of the ledger, 64 hex digits: the space id as a text; for
   * a sample {@code S}, its id and the int16 little-endian embedding; for a label {@code L}, the id
   * of the sample and the class, and the weight where it is not 1; for a solve {@code C}. Each text
   * is followed by a zero byte.
   */
  public String ledgerDigest(ExampleSet set) {
    Sha256 sha256 = new Sha256().text(set.space().id().hex());
    for (Step step : steps) {
      switch (step) {
        case Step.Sample(int example, _) -> {
          Example sample = set.examples().get(example);
          sha256.text("S").text(sample.id()).bytes(sample.embedding().toBytes());
        }
        case Step.Label(int example, Assignment label) -> {
          sha256.text("L").text(set.examples().get(example).id()).text(label.label());
          if (label.weight() != 1) {
            sha256.text(Integer.toString(label.weight()));
          }
        }
        case Step.Solve() -> sha256.text("C");
        case Step.Probe probe -> {}
      }
    }
    return sha256.hex();
  }
}
