package io.alluvium.app.audit;

import io.alluvium.app.pipeline.Consumers;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Published;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds the whole ledger again and compares what follows from it with what LEARN has published:
 * every prediction, byte for byte, and the counters and digests of every mark.
 *
 * <p>Works beside a running LEARN and changes nothing. One thread.
 */
public final class Audit {
  private static final String MARK = "mark";

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
    Optional<Long> learnt = Consumers.learnt(config);
    Topics topics = config.topics();
    try (CommittedTopic predictions = CommittedTopic.open(config, topics.predictions());
        CommittedTopic events = CommittedTopic.open(config, topics.events());
        RecordedLedger ledger = RecordedLedger.open(config, serdes)) {
      Comparison<Prediction> answers =
          new Comparison<>(
              new Comparison.Subject<>(
                  "prediction",
                  prediction -> true,
                  prediction -> prediction.getPosition().getOffset(),
                  Prediction::getSampleId),
              predictions,
              new RecordedForm<>(topics.predictions(), serdes.prediction()),
              topics.ledger(),
              learnt.orElse(0L));
      Comparison<Event> marks =
          new Comparison<>(
              new Comparison.Subject<>(MARK, Audit::isMark, Event::getOffset, Event::getSubject),
              events,
              new RecordedForm<>(topics.events(), serdes.event()),
              topics.ledger(),
              learnt.orElse(0L));
      return compare(ledger, answers, marks, progress);
    }
  }

  private static AuditReport compare(
      RecordedLedger ledger,
      Comparison<Prediction> answers,
      Comparison<Event> marks,
      Progress progress) {
    Optional<Divergence> divergence = Optional.empty();
    long entries = 0;
    for (var entry = ledger.next();
        entry.isPresent() && divergence.isEmpty();
        entry = ledger.next()) {
      divergence = compare(ledger, entry.get(), answers, marks);
      progress.at(++entries, ledger.end());
    }
    divergence = divergence.or(answers::end).or(marks::end);
    return new AuditReport(
        divergence.isEmpty(),
        entries,
        answers.compared(),
        marks.compared(),
        answers.deleted(),
        marks.deleted(),
        answers.pending() + marks.pending(),
        divergence.orElse(null));
  }

  private static Optional<Divergence> compare(
      RecordedLedger ledger,
      ConsumerRecord<byte[], byte[]> entry,
      Comparison<Prediction> answers,
      Comparison<Event> marks) {
    for (Published published : ledger.fold(entry)) {
      Optional<Divergence> divergence =
          switch (published) {
            case Published.Answered answered -> answers.check(answered.record());
            case Published.Reported reported when isMark(reported.record().value()) ->
                marks.check(reported.record());
            case Published.Reported reported -> Optional.empty();
            case Published.Modelled modelled -> Optional.empty();
            case Published.Buried buried -> Optional.empty();
          };
      if (divergence.isPresent()) {
        return divergence;
      }
    }
    return Optional.empty();
  }

  private static boolean isMark(Event event) {
    return event.getType().equals(MARK);
  }
}
