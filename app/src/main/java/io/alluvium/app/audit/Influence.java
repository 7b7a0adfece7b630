package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.LabelInfluence;
import io.alluvium.learning.Learner;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.BankValue.LabelState;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.WireSerdes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the most harmful labels of a class can have moved its mean.
 *
 * @param label the class
 * @param samples samples it has, each counted once
 * @param weight weight of all of them together
 * @param inBank how many of them the bank has with their vector; the rest are settled
 * @param labels number of labels whose influence is asked for
 * @param meanNorm length of the mean; 1 would be a class of one direction, in a space of unit
 *     vectors
 * @param bound how far any so many labels could have moved the mean, whatever their samples
 * @param shift how far those found have moved it
 * @param worst the labels found, the first alone moving it furthest
 */
public record Influence(
    String label,
    long samples,
    long weight,
    long inBank,
    int labels,
    double meanNorm,
    double bound,
    double shift,
    List<Suspect> worst) {

  /**
   * A labelled sample that lies far from its class.
   *
   * @param id its id
   * @param source where it comes from
   * @param annotator who gave the label; null where unknown
   * @param weight weight of the label
   * @param entry its ledger offset
   */
  public record Suspect(
      String id, String source, @Nullable String annotator, int weight, long entry) {}

  private record Member(Suspect suspect, LabelInfluence.Member known) {}

  /** Copies the list. */
  public Influence {
    worst = List.copyOf(worst);
  }

  /**
   * Folds the whole ledger and measures a class.
   *
   * @param labels number of labels, 1 to one less than the samples of the class
   * @throws PipelineException if the class has no samples, or too few, or the ledger does not begin
   *     with its first entry
   */
  public static Influence of(AlluviumConfig config, WireSerdes serdes, String label, int labels) {
    try (RecordedLedger ledger = RecordedLedger.open(config, serdes)) {
      for (var entry = ledger.next(); entry.isPresent(); entry = ledger.next()) {
        ledger.fold(entry.get());
      }
      return of(ledger.knowledge(), label, labels);
    }
  }

  private static Influence of(LedgerReplay known, String label, int labels) {
    Learner learner =
        known.learner().orElseThrow(() -> new PipelineException("nothing was learnt yet"));
    ClassSums sums =
        learner
            .statistics()
            .classSums(label)
            .orElseThrow(() -> new PipelineException("class '" + label + "' has no samples"));
    List<Member> members = members(known, label);
    LabelInfluence influence;
    try {
      influence =
          LabelInfluence.of(
              learner.statistics().space(),
              sums,
              members.stream().map(Member::known).toList(),
              labels);
    } catch (IllegalArgumentException e) {
      throw new PipelineException("class '" + label + "': " + e.getMessage(), e);
    }
    return new Influence(
        label,
        influence.samples(),
        influence.weight(),
        members.stream().filter(member -> member.known().embedding().isPresent()).count(),
        labels,
        influence.meanNorm(),
        influence.bound(),
        influence.shift(),
        influence.worst().stream().map(index -> members.get(index).suspect()).toList());
  }

  private static List<Member> members(LedgerReplay known, String label) {
    List<Member> members = new ArrayList<>();
    known.forEachRemembered((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.assigned().filter(label::equals).isPresent()) {
        @Nullable String annotator = sample.label().flatMap(LabelState::annotator).orElse(null);
        int weight = sample.assignment().map(Assignment::weight).orElseThrow();
        members.add(
            new Member(
                new Suspect(id, sample.source(), annotator, weight, sample.offset()),
                new LabelInfluence.Member(sample.embedding(), weight)));
      }
    });
    return members;
  }

  /** Prints it for people. */
  public void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "class %s: %d samples of weight %d, %d in the bank, mean of length %.4f%n",
        label,
        samples,
        weight,
        inBank,
        meanNorm);
    out.printf(
        Locale.ROOT,
        "any %d labels could have moved the mean by at most %.4f; these have moved it by %.4f:%n",
        labels,
        bound,
        shift);
    for (Suspect each : worst) {
      out.printf(
          Locale.ROOT,
          "  %s of %s, labelled by %s with weight %d, entry %d%n",
          each.id(),
          each.source(),
          each.annotator() == null ? "nobody named" : each.annotator(),
          each.weight(),
          each.entry());
    }
  }
}
