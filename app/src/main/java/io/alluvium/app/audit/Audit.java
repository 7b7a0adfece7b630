package io.alluvium.app.audit;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a ledger again and compares what follows from it with what LEARN has published, byte for
 * byte: every prediction, event, request for a label and snapshot.
 *
 * <p>Works beside a running LEARN and changes nothing. One thread.
 */
public final class Audit {
  /** Is told how far the audit is. */
  @FunctionalInterface
  public interface Progress {
    /** So many entries of so many are folded. */
    void at(long entries, long of);
  }

  private Audit() {}

  /**
   * Audits the namespace of a configuration.
   *
   * @param config settings of the LEARN that has published; they decide as the ledger does
   * @throws PipelineException if topics cannot be read, or the ledger no longer begins with its
   *     first entry
   */
  public static AuditReport run(AlluviumConfig config, WireSerdes serdes, Progress progress) {
    // The order matters: what LEARN had committed when it was asked must be in the topics opened
    // after that, and the ledger must reach beyond everything that is in those.
    long learnt = Consumers.learnt(config).orElse(0L);
    Topics topics = config.topics();
    try (CommittedTopic predictions = CommittedTopic.open(config, topics.predictions());
        CommittedTopic events = CommittedTopic.open(config, topics.events());
        CommittedTopic requests = CommittedTopic.open(config, topics.labelRequests());
        CommittedTopic model = CommittedTopic.open(config, topics.model());
        RecordedLedger ledger = RecordedLedger.open(config, serdes)) {
      Checks checks =
          new Checks(serdes, topics.ledger(), learnt)
              .withPredictions(predictions, OffsetRange.ALL)
              .withEvents(events)
              .withRequests(requests)
              .withModel(model, erased(config));
      return compare(ledger, checks, progress, entry -> {});
    }
  }

  private static Set<String> erased(AlluviumConfig config) {
    try (CommittedTopic model = CommittedTopic.open(config, config.topics().model())) {
      return SnapshotComparison.erased(model);
    }
  }

  /**
   * Compares the predictions of a recorded ledger, and ends where its source does.
   *
   * @param source the ledger from its first entry on; closed at the end
   * @param predictions its predictions; left open
   * @param learnt ledger offset up to which every prediction must be there
   * @param seen is given each entry before it is folded
   * @param end is given what is known at the end, if nothing differs
   */
  public static AuditReport ofPredictions(
      AlluviumConfig config,
      WireSerdes serdes,
      RecordSource source,
      RecordSource predictions,
      long learnt,
      Progress progress,
      Consumer<ConsumerRecord<byte[], byte[]>> seen,
      Consumer<LedgerReplay> end) {
    OffsetRange range = new OffsetRange(0, OptionalLong.of(source.end()));
    Checks checks = new Checks(serdes, source.name(), learnt).withPredictions(predictions, range);
    try (RecordedLedger ledger = RecordedLedger.of(source, config, serdes)) {
      AuditReport report = compare(ledger, checks, progress, seen);
      if (report.equal()) {
        end.accept(ledger.knowledge());
      }
      return report;
    }
  }

  private static AuditReport compare(
      RecordedLedger ledger,
      Checks checks,
      Progress progress,
      Consumer<ConsumerRecord<byte[], byte[]>> seen) {
    Optional<Divergence> divergence = Optional.empty();
    long entries = 0;
    for (var entry = ledger.next();
        entry.isPresent() && divergence.isEmpty();
        entry = ledger.next()) {
      seen.accept(entry.get());
      divergence = checks.check(entry.get().offset(), ledger.fold(entry.get()));
      progress.at(++entries, ledger.end());
    }
    divergence = divergence.or(checks::end);
    return new AuditReport(divergence.isEmpty(), entries, checks.counts(), divergence.orElse(null));
  }
}
