package io.alluvium.app.ledger;

import io.alluvium.app.audit.Audit;
import io.alluvium.app.audit.AuditReport;
import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.audit.RecordedLedger;
import io.alluvium.evaluation.EvaluationReport;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.evaluation.report.RunDescription;
import io.alluvium.evaluation.report.RunFolder;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Replays a recorded ledger: says whether its predictions follow from it, and plays it to heads.
 *
 * <p>The ledger is read once for the labels or the comparison, and once for each head, and never
 * held: what is held is one bank and one label for each sample. One thread.
 */
public final class Replay {
  /** What one reading of the ledger says of it. */
  private record Known(FinalLabels labels, String digest) {}

  private static final String CHEAPEST_HEAD = "ncm";

  private final LedgerSource source;
  private final Watch watch;
  private @Nullable Known known;

  /**
   * Prepares a replay.
   *
   * @param watch looks on and may end it
   */
  public Replay(LedgerSource source, Watch watch) {
    this.source = source;
    this.watch = watch;
  }

  /**
   * Compares the recorded predictions with those that follow from the ledger under the settings of
   * the source.
   *
   * @throws io.alluvium.app.pipeline.PipelineException if something cannot be read
   */
  public AuditReport verify() {
    LedgerDigest digest = new LedgerDigest();
    try (RecordSource predictions = source.predictions()) {
      return Audit.ofPredictions(
          source.config(),
          source.serdes(),
          source.entries(),
          predictions,
          source.learnt(),
          (folded, of) -> watch.at("verify", folded, of),
          digest::add,
          end -> known = new Known(FinalLabels.of(end), digest.hex()));
    }
  }

  /**
   * Plays the ledger to heads and writes the report, row by row; rows that are there are kept.
   *
   * @param heads their names, each known to LEARN
   * @param out folder of the results
   * @param again whether rows that are there are made anew
   * @param version version of this program
   * @param command the arguments that repeat it
   * @param tell is given lines for the user
   */
  public EvaluationReport heads(
      List<String> heads,
      Path out,
      boolean again,
      String version,
      List<String> command,
      Consumer<String> tell) {
    RunDescription description =
        RunDescription.ofReplay(
            version,
            source.description(),
            source.spaces(),
            DecidingSettings.withoutHead(source.config()));
    RunFolder folder = RunFolder.open(out, description, again, command);
    return folder.fill(
        heads,
        this::row,
        (_, failure) -> {
          throw failure;
        },
        tell);
  }

  private HeadRow row(String head, Consumer<GradedAnswer> answers) {
    Known ready = known();
    return new HeadReplay(head, ready.labels(), Clocks.system(), answers)
        .row(config(head), source.serdes(), source.entries(), ready.digest(), watch);
  }

  private Known known() {
    if (known == null) {
      known = read();
    }
    return known;
  }

  /** Folds the ledger once for the labels at its end: those that LEARN would have. */
  private Known read() {
    LedgerDigest digest = new LedgerDigest();
    try (RecordedLedger ledger =
        RecordedLedger.of(source.entries(), config(CHEAPEST_HEAD), source.serdes())) {
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        watch.at("labels", next.get().offset(), ledger.end());
        digest.add(next.get());
        ledger.fold(next.get());
      }
      return new Known(FinalLabels.of(ledger.knowledge()), digest.hex());
    }
  }

  private AlluviumConfig config(String head) {
    Map<String, Object> settings = new HashMap<>(source.config().originals());
    settings.put(AlluviumConfig.HEAD, head);
    return new AlluviumConfig(settings);
  }
}
