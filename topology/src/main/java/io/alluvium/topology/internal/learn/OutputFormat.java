package io.alluvium.topology.internal.learn;

import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.LedgerPosition;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerEntry;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Position;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** From what LEARN found to the Avro records of its topics. */
final class OutputFormat {
  /** Who gives the commands that LEARN writes. */
  private static final String ISSUER = "alluvium-learn";

  private final Topics topics;
  private final WireSerdes serdes;
  private final String adapter;

  /**
   * Makes the format of one task.
   *
   * @param adapter what adapts answers where they are adapted
   */
  OutputFormat(Topics topics, WireSerdes serdes, String adapter) {
    this.topics = topics;
    this.serdes = serdes;
    this.adapter = adapter;
  }

  String ledgerTopic() {
    return topics.ledger();
  }

  Prediction prediction(Answer answer) {
    List<Candidate> candidates = new ArrayList<>(answer.decision().candidates().size());
    for (var candidate : answer.decision().candidates()) {
      candidates.add(new Candidate(candidate.label(), candidate.probability()));
    }
    return new Prediction(
        answer.sample().id(),
        answer.sample().source(),
        answer.label().orElse(null),
        candidates,
        answer.decision().margin().isPresent() ? answer.decision().margin().getAsDouble() : null,
        answer.head(),
        answer.space().hex(),
        position(answer.position()),
        answer.model().isPresent()
            ? new LedgerPosition(answer.position().partition(), answer.model().getAsLong())
            : null,
        instant(answer.sample().eventTime()),
        answer.frozen().isPresent() ? adapter : null,
        answer
            .frozen()
            .flatMap(Answer::best)
            .map(io.alluvium.learning.Candidate::label)
            .orElse(null),
        answer
            .frozen()
            .flatMap(Answer::best)
            .map(io.alluvium.learning.Candidate::probability)
            .orElse(null),
        answer.doubt().novelty().isPresent() ? answer.doubt().novelty().getAsDouble() : null,
        answer.doubt().set().orElse(null),
        answer.doubt().calibrated().orElse(null));
  }

  Event event(Position position, Notice.Happened happened) {
    return new Event(
        happened.type().code(),
        happened.type().severity(),
        position.partition(),
        position.offset(),
        happened.subject().orElse(null),
        happened.message(),
        happened.details());
  }

  LabelRequest labelRequest(Notice.Requested requested) {
    Answer answer = requested.answer();
    Optional<io.alluvium.learning.Candidate> best = Answer.best(answer.decision());
    return new LabelRequest(
        answer.sample().id(),
        answer.sample().source(),
        position(answer.position()),
        requested.question().reason().name().toLowerCase(Locale.ROOT),
        requested.question().priority(),
        best.map(io.alluvium.learning.Candidate::label).orElse(null),
        best.map(io.alluvium.learning.Candidate::probability).orElse(null),
        answer.doubt().novelty().isPresent() ? answer.doubt().novelty().getAsDouble() : null,
        requested.spent());
  }

  Look look(Notice.Look look) {
    return new Look(
        look.sampleId(),
        look.origin().topic(),
        look.origin().partition(),
        look.origin().offset(),
        look.held());
  }

  ModelRecord model(Notice.ModelPart part) {
    return new ModelRecord(
        part.snapshot(), new ModelPart(part.number(), part.sha256(), part.content().duplicate()));
  }

  ModelRecord model(Position position, Notice.ModelManifest manifest) {
    return new ModelRecord(
        manifest.snapshot(),
        new ModelManifest(
            Snapshot.FORMAT,
            manifest.parts(),
            manifest.digest(),
            manifest.space().id().hex(),
            manifest.space().dim(),
            manifest.classes(),
            manifest.labelled(),
            manifest.samples(),
            manifest.sums(),
            position.partition(),
            position.offset()));
  }

  ModelRecord model(Position position, Notice.Decided decided) {
    return new ModelRecord(
        decided.release(),
        new EncoderDecision(
            decided.decision(),
            decided.encoder(),
            decided.from().hex(),
            decided.to().map(SpaceId::hex).orElse(null),
            decided.message(),
            decided.details(),
            position.partition(),
            position.offset()));
  }

  /** Returns the command to EMBED; it was given when the broker appended the entry. */
  Command command(LedgerEntry entry, Notice.Encode encode) {
    Map<String, String> arguments = new TreeMap<>();
    arguments.put("serving", encode.serving());
    encode.shadow().ifPresent(name -> arguments.put("shadow", name));
    arguments.put("share", Double.toString(encode.share()));
    arguments.put("key", encode.key());
    if (encode.first()) {
      arguments.put("first", "true");
    }
    return new Command(
        encode.id(),
        CommandType.ENCODE.name(),
        arguments,
        ISSUER,
        Instant.ofEpochMilli(entry.appendMillis()),
        null);
  }

  byte[] labelBytes(Body.Label label) {
    Label record =
        new Label(
            label.sampleId(),
            label.source(),
            label.label().isPresent() ? LabelAction.ASSIGN : LabelAction.WITHDRAW,
            label.label().orElse(null),
            label.sequence(),
            label.annotator().orElse(null),
            instant(label.eventTime()),
            label.weight());
    return serdes.label().serializer().serialize(topics.labels(), record);
  }

  byte[] ledgerBytes(LedgerEntry entry) {
    Unsequenced unsequenced = new Unsequenced(entry.origin(), entry.body(), OptionalInt.empty());
    return serdes
        .ledgerEntry()
        .serializer()
        .serialize(topics.ledger(), LedgerFormat.toAvro(unsequenced));
  }

  private static LedgerPosition position(Position position) {
    return new LedgerPosition(position.partition(), position.offset());
  }

  private static @Nullable Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }
}
