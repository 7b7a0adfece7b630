package io.alluvium.app.ledger;

import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.audit.RecordedLedger;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Space;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.List;

/** The labelled vectors that a memory bank holds at the end of a ledger. */
public final class LabelledBank {
  private LabelledBank() {}

  /**
   * Folds a ledger and returns the vectors of the space that serves at its end which have a label
   * and are not settled. Their time is their ledger offset.
   *
   * @param watch looks on and may end it
   * @throws PipelineException if it cannot be read, announces no space, or has no such vector
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  public static ExampleSet of(LedgerSource source, Watch watch) {
    return of(source.entries(), source.config(), source.serdes(), watch);
  }

  static ExampleSet of(
      RecordSource entries, AlluviumConfig config, WireSerdes serdes, Watch watch) {
    try (RecordedLedger ledger = RecordedLedger.of(entries, config, serdes)) {
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        watch.at("reading the ledger", next.get().offset(), ledger.end());
        ledger.fold(next.get());
      }
      Space space =
          ledger
              .knowledge()
              .learner()
              .map(Learner::statistics)
              .orElseThrow(() -> new PipelineException("the ledger announces no space"))
              .space();
      List<Example> examples = new ArrayList<>();
      ledger
          .knowledge()
          .forEachRemembered((id, value) -> {
            if (value instanceof BankValue.Sample sample && sample.space().equals(space.id())) {
              add(examples, id, sample);
            }
          });
      if (examples.isEmpty()) {
        throw new PipelineException(
            "the bank at the end of the ledger has no labelled vector of the space that serves");
      }
      return new ExampleSet(space, examples, Skipped.NONE);
    }
  }

  private static void add(List<Example> examples, String id, BankValue.Sample sample) {
    if (!sample.isTold()) {
      return;
    }
    examples.add(
        new Example(
            id,
            sample.assigned().orElseThrow(),
            Row.Role.TRAIN,
            sample.domain().orElse(""),
            sample.source(),
            sample.offset(),
            sample.embedding().orElseThrow()));
  }
}
