package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.LedgerPosition;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One prediction, computed again from the ledger.
 *
 * @param equal whether it is the same to the last bit
 * @param sample id of the sample
 * @param entry place of the sample in the ledger
 * @param model place of the last ledger entry that the model rests on; null if nothing was learnt
 * @param record place of the prediction
 * @param head name of the head
 * @param label the most probable class; null if no class was known
 * @param margin score of the best class less that of the second; null if there are fewer than two
 * @param candidates what was recorded, most probable first
 * @param fields both versions of each field that differs
 */
public record Verification(
    boolean equal,
    String sample,
    String entry,
    @Nullable String model,
    String record,
    String head,
    @Nullable String label,
    @Nullable Double margin,
    List<Ranked> candidates,
    List<FieldDifference> fields) {

  /** A class and its probability. */
  public record Ranked(String label, double probability) {
    static Ranked of(Candidate candidate) {
      return new Ranked(candidate.getLabel(), candidate.getProbability());
    }
  }

  /** Copies the lists. */
  public Verification {
    candidates = List.copyOf(candidates);
    fields = List.copyOf(fields);
  }

  /**
   * Folds the ledger up to the prediction of a sample and compares the two.
   *
   * @param config settings of the LEARN that has published; they decide as the ledger does
   * @throws PipelineException if there is no such prediction, or the ledger does not reach from its
   *     first entry to that of the sample
   */
  public static Verification of(AlluviumConfig config, WireSerdes serdes, String sampleId) {
    RecordedPrediction recorded = RecordedPrediction.find(config, serdes, sampleId);
    try (RecordedLedger ledger = RecordedLedger.open(config, serdes)) {
      var published = ledger.fold(recorded.entry(ledger, config));
      return of(config, recorded, recorded.differences(published));
    }
  }

  private static Verification of(
      AlluviumConfig config, RecordedPrediction recorded, List<FieldDifference> fields) {
    Prediction value = recorded.value();
    String ledger = config.topics().ledger();
    LedgerPosition model = value.getModel();
    return new Verification(
        fields.isEmpty(),
        value.getSampleId(),
        CommittedTopic.place(ledger, value.getPosition().getPartition(), recorded.offset()),
        model == null
            ? null
            : CommittedTopic.place(ledger, model.getPartition(), model.getOffset()),
        CommittedTopic.place(recorded.record()),
        value.getHead(),
        value.getLabel(),
        value.getMargin(),
        value.getCandidates().stream().map(Ranked::of).toList(),
        fields);
  }

  /** Prints it for people. */
  public void print(PrintWriter out) {
    out.println(
        equal
            ? "equal: the prediction of '" + sample + "' is what its ledger says, to the last bit"
            : "different: the prediction of '" + sample + "' is not what its ledger says");
    ReportText.fields(out, fields);
    if (!equal) {
      out.println(ReportText.SETTINGS_DECIDE);
    }
    out.println("prediction    " + record);
    out.println("ledger entry  " + entry);
    out.println("model of      " + (model == null ? "nothing learnt yet" : model));
    out.println("head          " + head);
    out.println("margin        " + (margin == null ? "none" : margin));
    for (Ranked each : candidates) {
      out.printf(Locale.ROOT, "  %-22s %s%n", Double.toString(each.probability()), each.label());
    }
  }
}
