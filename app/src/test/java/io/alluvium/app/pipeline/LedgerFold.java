package io.alluvium.app.pipeline;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Learner;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.LedgerPosition;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.topology.AlluviumConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger folded on the heap, without Kafka Streams, stores or background solves: what every run
 * of LEARN must say, to the last bit, as long as nothing leaves the bank.
 */
final class LedgerFold {
  private record Known(Optional<Embedding> sample, Optional<Assignment> label, long sequence) {
    Optional<Assignment> counted() {
      return sample.isPresent() ? label : Optional.empty();
    }
  }

  private final AlluviumConfig config;
  private final Map<String, Known> bank = new HashMap<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private @Nullable Learner learner;

  LedgerFold(AlluviumConfig config) {
    this.config = config;
  }

  void fold(long offset, LedgerEntry entry) {
    switch (entry.getBody()) {
      case SpaceAnnouncement announcement -> announce(announcement);
      case EmbeddedSample sample -> sample(offset, sample);
      case SequencedLabel label -> label(offset, label);
      default -> {}
    }
    if (learner != null) {
      learner.finishEntry();
    }
  }

  List<Prediction> predictions() {
    return predictions;
  }

  String sumsDigest() {
    return HexFormat.of().formatHex(learner().statistics().digest());
  }

  private Learner learner() {
    return Objects.requireNonNull(learner, "no space was announced");
  }

  private void announce(SpaceAnnouncement announcement) {
    if (learner == null) {
      SpaceId id = SpaceId.ofBytes(announcement.getSpace().bytes());
      learner =
          Learner.start(
              new Space(id, announcement.getDim(), new Normalisation.L2()),
              Heads.named(config.getString(AlluviumConfig.HEAD), config.headOptions()),
              config.solveOptions(),
              Learner.Background.INLINE);
    }
  }

  private void sample(long offset, EmbeddedSample sample) {
    Known known = bank.getOrDefault(sample.getId(), unknown());
    if (known.sample().isPresent()) {
      return;
    }
    Embedding embedding = Embedding.fromBytes(sample.getViews().getFirst().getVector());
    predictions.add(answer(offset, sample, embedding));
    Known now = new Known(Optional.of(embedding), known.label(), known.sequence());
    bank.put(sample.getId(), now);
    change(offset, sample.getId(), known, now);
  }

  private Prediction answer(long offset, EmbeddedSample sample, Embedding embedding) {
    Decision decision = learner().decide(embedding, config.getInt(AlluviumConfig.TOP_K));
    List<Candidate> candidates =
        decision.candidates().stream()
            .map(candidate -> new Candidate(candidate.label(), candidate.probability()))
            .toList();
    return new Prediction(
        sample.getId(),
        sample.getSource(),
        candidates.isEmpty() ? null : candidates.getFirst().getLabel(),
        candidates,
        decision.margin().isPresent() ? decision.margin().getAsDouble() : null,
        learner().serving().head(),
        learner().statistics().space().id().hex(),
        new LedgerPosition(0, offset),
        learner().modelOffset().isPresent()
            ? new LedgerPosition(0, learner().modelOffset().getAsLong())
            : null,
        sample.getEventTime(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private void label(long offset, SequencedLabel label) {
    Known known = bank.getOrDefault(label.getSampleId(), unknown());
    if (label.getSequence() > known.sequence()) {
      Known now =
          new Known(
              known.sample(),
              Optional.ofNullable(label.getLabel())
                  .map(text -> new Assignment(text, label.getWeight())),
              label.getSequence());
      bank.put(label.getSampleId(), now);
      change(offset, label.getSampleId(), known, now);
    }
  }

  private void change(long offset, String id, Known before, Known now) {
    if (now.sample().isPresent() && !before.counted().equals(now.counted())) {
      LabelChange change = new LabelChange(id, now.sample().get(), before.counted(), now.counted());
      learner().learn(change, offset);
    }
  }

  private static Known unknown() {
    return new Known(Optional.empty(), Optional.empty(), Long.MIN_VALUE);
  }
}
