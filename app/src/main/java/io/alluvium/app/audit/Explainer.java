package io.alluvium.app.audit;

import io.alluvium.app.audit.Explanation.ClassEvidence;
import io.alluvium.app.audit.Explanation.Neighbour;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.learning.ClassSums;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Learner;
import io.alluvium.learning.ScoreParts;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.LedgerReplay;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Explains one prediction from the ledger before it. */
public final class Explainer {
  private static final int CLASSES = 2;
  private static final Comparator<Neighbour> NEAREST_FIRST =
      Comparator.comparingDouble(Neighbour::cosine).reversed().thenComparingLong(Neighbour::entry);

  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final int neighbours;

  /**
   * Makes an explainer.
   *
   * @param config settings of the LEARN that has published; they decide as the ledger does
   * @param neighbours greatest number of nearest samples, at least 1
   */
  public Explainer(AlluviumConfig config, WireSerdes serdes, int neighbours) {
    if (neighbours < 1) {
      throw new IllegalArgumentException(
          "number of neighbours is " + neighbours + ", expected at least 1");
    }
    this.config = config;
    this.serdes = serdes;
    this.neighbours = neighbours;
  }

  /**
   * Folds the ledger up to the prediction of a sample and shows what it rests on.
   *
   * @throws PipelineException if there is no such prediction, or the ledger does not reach from its
   *     first entry to that of the sample
   */
  public Explanation explain(String sampleId) {
    RecordedPrediction recorded = RecordedPrediction.find(config, serdes, sampleId);
    try (RecordedLedger ledger = RecordedLedger.open(config, serdes)) {
      ConsumerRecord<byte[], byte[]> entry = recorded.entry(ledger, config);
      LedgerReplay known = ledger.knowledge();
      Learner learner = known.learner().orElseThrow(() -> notASample(entry));
      Embedding query = embedding(entry, learner.statistics().space().id());
      List<Neighbour> labelled = labelled(known, query, learner.statistics().space().id());
      List<ClassEvidence> classes =
          learner.scorer().explain(query, CLASSES).stream()
              .map(parts -> evidence(learner, parts, labelled))
              .toList();
      return explanation(recorded, entry, learner, classes, labelled, ledger);
    }
  }

  private Explanation explanation(
      RecordedPrediction recorded,
      ConsumerRecord<byte[], byte[]> entry,
      Learner learner,
      List<ClassEvidence> classes,
      List<Neighbour> labelled,
      RecordedLedger ledger) {
    @Nullable Double margin =
        classes.size() < CLASSES ? null : classes.get(0).score() - classes.get(1).score();
    @Nullable String model =
        learner.modelOffset().isPresent()
            ? CommittedTopic.place(
                entry.topic(), entry.partition(), learner.modelOffset().getAsLong())
            : null;
    List<FieldDifference> fields = recorded.differences(ledger.fold(entry));
    return new Explanation(
        recorded.value().getSampleId(),
        recorded.value().getSource(),
        CommittedTopic.place(entry),
        model,
        learner.serving().head(),
        fields.isEmpty(),
        fields,
        margin,
        classes,
        first(labelled));
  }

  private Embedding embedding(ConsumerRecord<byte[], byte[]> record, SpaceId space) {
    LedgerEntry entry = new RecordedForm<>(record.topic(), serdes.ledgerEntry()).require(record);
    if (!(entry.getBody() instanceof EmbeddedSample sample)) {
      throw notASample(record);
    }
    return RecordedViews.in(sample, space).orElseThrow(() -> notSeenThere(record, space));
  }

  private static PipelineException notSeenThere(
      ConsumerRecord<byte[], byte[]> record, SpaceId space) {
    return new PipelineException(
        "the sample at ledger entry "
            + CommittedTopic.place(record)
            + " was not seen by the encoder of space "
            + space.abbreviated()
            + ", in which everything is learnt: it was answered by its image there, which explain"
            + " cannot take apart; verify can compute the answer again");
  }

  private static PipelineException notASample(ConsumerRecord<byte[], byte[]> record) {
    return new PipelineException(
        "ledger entry "
            + CommittedTopic.place(record)
            + " is not a sample that could be predicted: the ledger is not that of the prediction");
  }

  /** Returns the labelled samples of the bank that have a vector, nearest first. */
  private static List<Neighbour> labelled(LedgerReplay known, Embedding query, SpaceId space) {
    List<Neighbour> labelled = new ArrayList<>();
    known.forEachRemembered((id, value) -> {
      if (value instanceof BankValue.Sample sample
          && sample.space().equals(space)
          && sample.assignment().isPresent()
          && sample.embedding().isPresent()) {
        labelled.add(
            new Neighbour(
                id,
                sample.assignment().get().label(),
                sample.assignment().get().weight(),
                sample.source(),
                query.cosine(sample.embedding().get()),
                sample.offset()));
      }
    });
    labelled.sort(NEAREST_FIRST);
    return labelled;
  }

  private ClassEvidence evidence(Learner learner, ScoreParts parts, List<Neighbour> labelled) {
    List<Neighbour> own =
        labelled.stream().filter(each -> each.label().equals(parts.label())).toList();
    Optional<Neighbour> newest = own.stream().max(Comparator.comparingLong(Neighbour::entry));
    return new ClassEvidence(
        parts.label(),
        parts.score(),
        parts.linear(),
        parts.bias(),
        parts.quadratic(),
        parts.prior(),
        learner.statistics().classSums(parts.label()).map(ClassSums::count).orElse(0L),
        learner.servedCount(parts.label()),
        own.size(),
        newest.orElse(null),
        first(own));
  }

  private List<Neighbour> first(List<Neighbour> sorted) {
    return sorted.subList(0, Math.min(neighbours, sorted.size()));
  }
}
