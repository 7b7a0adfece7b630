package io.alluvium.app.ledger;

import io.alluvium.app.audit.RecordSource;
import io.alluvium.app.audit.RecordedForm;
import io.alluvium.app.audit.RecordedLedger;
import io.alluvium.app.audit.RecordedViews;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.predictions.GradedAnswer;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.Effort;
import io.alluvium.evaluation.protocol.Stopwatch;
import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.evaluation.report.ReplayGrader;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Space;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Published;
import io.alluvium.topology.WireSerdes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Folds a recorded ledger as LEARN would with one head, and grades each prediction by the label
 * that its sample has at the end. For one pass and one thread.
 */
final class HeadReplay {
  /** A sample as the learner saw it, and all that it made of it. */
  private record Look(EmbeddedSample sample, Embedding embedding, Decision decision, int known) {}

  private static final String SOLVED = "solved";

  private final String head;
  private final FinalLabels truth;
  private final ReplayGrader grader;
  private final Stopwatch wall;
  private final Stopwatch cpu;
  private long samples;
  private long solves;
  private long scoreOperations;

  HeadReplay(String head, FinalLabels truth, Clocks clocks, Consumer<GradedAnswer> answers) {
    this.head = head;
    this.truth = truth;
    this.grader = new ReplayGrader(head, truth.size(), answers);
    this.wall = new Stopwatch(clocks.wall());
    this.cpu = new Stopwatch(clocks.cpu());
  }

  /**
   * Plays the ledger.
   *
   * @param config the settings with this head
   * @param source the ledger from its first entry on; closed at the end
   * @param ledgerDigest digest of it
   * @throws PipelineException if it cannot be read
   * @throws io.alluvium.evaluation.StoppedException if the watch ends it
   */
  HeadRow row(
      AlluviumConfig config,
      WireSerdes serdes,
      RecordSource source,
      String ledgerDigest,
      Watch watch) {
    RecordedForm<LedgerEntry> form = new RecordedForm<>(source.name(), serdes.ledgerEntry());
    try (RecordedLedger ledger = RecordedLedger.of(source, config, serdes)) {
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        ConsumerRecord<byte[], byte[]> entry = next.get();
        watch.at("head " + head, entry.offset(), ledger.end());
        Optional<Look> look =
            ledger.knowledge().learner().flatMap(learner -> look(form, entry, learner));
        List<Published> published = fold(ledger, entry);
        look.filter(_ -> published.stream().anyMatch(Published.Answered.class::isInstance))
            .ifPresent(this::grade);
        solves += published.stream().filter(HeadReplay::isSolve).count();
      }
      Learner learner =
          ledger
              .knowledge()
              .learner()
              .orElseThrow(() ->
                  new PipelineException(
                      "ledger '"
                          + source.name()
                          + "' announces no space: there is nothing to replay"));
      Map<String, String> mark = ledger.knowledge().mark();
      return grader.row(head, effort(learner, mark), learner, digests(ledgerDigest, mark));
    }
  }

  private List<Published> fold(RecordedLedger ledger, ConsumerRecord<byte[], byte[]> entry) {
    wall.start();
    cpu.start();
    List<Published> published = ledger.fold(entry);
    cpu.stop();
    wall.stop();
    return published;
  }

  /** Asks the learner, before it has seen the entry, for all classes and not only the best few. */
  private static Optional<Look> look(
      RecordedForm<LedgerEntry> form, ConsumerRecord<byte[], byte[]> record, Learner learner) {
    return form.read(record)
        .map(LedgerEntry::getBody)
        .filter(EmbeddedSample.class::isInstance)
        .map(EmbeddedSample.class::cast)
        .filter(sample -> !sample.getBackfill())
        .flatMap(sample ->
            embedding(sample, learner.statistics().space())
                .map(embedding -> look(sample, embedding, learner)));
  }

  /** Returns nothing where LEARN has no answer: bytes that are no vector are a dead letter. */
  private static Optional<Embedding> embedding(EmbeddedSample sample, Space space) {
    try {
      return RecordedViews.in(sample, space.id()).filter(space::allows);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Look look(EmbeddedSample sample, Embedding embedding, Learner learner) {
    int known = learner.statistics().labels().size();
    return new Look(sample, embedding, learner.decide(embedding, Math.max(1, known)), known);
  }

  private void grade(Look look) {
    samples++;
    scoreOperations += (long) look.known() * look.embedding().dim();
    truth
        .of(look.sample().getId())
        .ifPresent(label ->
            grader.answered(
                look.sample().getId(),
                look.sample().getSource(),
                label,
                look.embedding(),
                look.decision()));
  }

  private static boolean isSolve(Published published) {
    return published instanceof Published.Reported reported
        && reported.record().value().getType().equals(SOLVED);
  }

  private Effort effort(Learner learner, Map<String, String> mark) {
    long dim = learner.statistics().space().dim();
    long firstLabels = count(mark, "labels");
    return new Effort(
        samples,
        firstLabels + count(mark, "corrections") + count(mark, "withdrawals"),
        solves,
        scoreOperations,
        firstLabels * (dim * (dim + 1) / 2),
        solves * (dim * dim * dim / 3),
        wall.totalNanos(),
        cpu.totalNanos());
  }

  private static long count(Map<String, String> mark, String counter) {
    return Long.parseLong(mark.getOrDefault(counter, "0"));
  }

  private static Map<String, String> digests(String ledgerDigest, Map<String, String> mark) {
    Map<String, String> digests = new TreeMap<>();
    digests.put("ledger_digest", ledgerDigest);
    for (String name : List.of("state_digest", "sums_digest", "predictions_digest")) {
      digests.put(name, mark.getOrDefault(name, ""));
    }
    return digests;
  }
}
