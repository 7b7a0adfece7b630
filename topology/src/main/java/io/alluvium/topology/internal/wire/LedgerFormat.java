package io.alluvium.topology.internal.wire;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.Origin;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.View;
import io.alluvium.stores.BankValue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Between entries of the ledger and their Avro records. */
public final class LedgerFormat {
  private LedgerFormat() {}

  /** Returns the Avro record of an entry. */
  public static io.alluvium.schemas.LedgerEntry toAvro(Unsequenced entry) {
    Object body =
        switch (entry.body()) {
          case Body.Sample sample -> toAvro(sample, false);
          case Body.Backfill copy -> toAvro(copy.sample(), true);
          case Body.Unseen copy -> new EmbeddedSample(copy.id(), "", null, List.of(), null, true);
          case Body.Label label ->
              new SequencedLabel(
                  label.sampleId(),
                  label.source(),
                  label.label().orElse(null),
                  label.sequence(),
                  label.annotator().orElse(null),
                  instant(label.eventTime()),
                  label.weight());
          case Body.Command command ->
              new SequencedCommand(
                  command.id(),
                  command.type(),
                  command.arguments(),
                  command.issuer().orElse(null),
                  command.data().map(ByteBuffer::duplicate).orElse(null));
          case Body.Announcement announcement -> toAvro(announcement);
        };
    Origin origin =
        entry.origin().map(o -> new Origin(o.topic(), o.partition(), o.offset())).orElse(null);
    return new io.alluvium.schemas.LedgerEntry(origin, body);
  }

  private static EmbeddedSample toAvro(Body.Sample sample, boolean backfill) {
    List<View> views = new ArrayList<>(sample.views().size());
    for (Body.View view : sample.views()) {
      views.add(new View(hash(view.space()), ByteBuffer.wrap(view.embedding().toBytes())));
    }
    return new EmbeddedSample(
        sample.id(),
        sample.source(),
        instant(sample.eventTime()),
        views,
        sample.domain().orElse(null),
        backfill);
  }

  private static SpaceAnnouncement toAvro(Body.Announcement announcement) {
    Space space = announcement.space();
    return switch (space.normalisation()) {
      case Normalisation.L2() ->
          new SpaceAnnouncement(
              hash(space.id()),
              announcement.encoder(),
              space.dim(),
              NormalisationKind.L2,
              1.0,
              (double) Normalisation.UNIT,
              announcement.artefacts(),
              cost(announcement));
      case Normalisation.Fixed(double clip, double scale) ->
          new SpaceAnnouncement(
              hash(space.id()),
              announcement.encoder(),
              space.dim(),
              NormalisationKind.FIXED,
              clip,
              scale,
              announcement.artefacts(),
              cost(announcement));
    };
  }

  private static io.alluvium.schemas.@Nullable EncoderCost cost(Body.Announcement announcement) {
    return announcement
        .cost()
        .map(cost ->
            new io.alluvium.schemas.EncoderCost(
                cost.samples(), cost.beforeNanos(), cost.afterNanos()))
        .orElse(null);
  }

  /**
   * Returns the body of an entry that was read.
   *
   * @throws IllegalArgumentException if it is well-formed Avro but says something impossible
   */
  public static Body body(io.alluvium.schemas.LedgerEntry entry) {
    return switch (entry.getBody()) {
      case EmbeddedSample sample when !sample.getBackfill() -> fromAvro(sample);
      case EmbeddedSample copy when copy.getViews().isEmpty() -> new Body.Unseen(copy.getId());
      case EmbeddedSample copy -> new Body.Backfill(fromAvro(copy));
      case SequencedLabel label ->
          new Body.Label(
              label.getSampleId(),
              label.getSource(),
              Optional.ofNullable(label.getLabel())
                  .map(text -> new Assignment(text, label.getWeight())),
              label.getSequence(),
              Optional.ofNullable(label.getAnnotator()),
              millis(label.getEventTime()));
      case SequencedCommand command ->
          new Body.Command(
              command.getId(),
              command.getType(),
              command.getArguments(),
              Optional.ofNullable(command.getIssuer()),
              Optional.ofNullable(command.getData()));
      case SpaceAnnouncement announcement -> fromAvro(announcement);
      default ->
          throw new IllegalArgumentException(
              "ledger entry has a body of " + entry.getBody().getClass());
    };
  }

  /** Returns where an entry comes from. */
  public static Optional<BankValue.Origin> origin(io.alluvium.schemas.LedgerEntry entry) {
    return Optional.ofNullable(entry.getOrigin())
        .map(o -> new BankValue.Origin(o.getTopic(), o.getPartition(), o.getOffset()));
  }

  private static Body.Sample fromAvro(EmbeddedSample sample) {
    List<Body.View> views = new ArrayList<>(sample.getViews().size());
    for (View view : sample.getViews()) {
      views.add(
          new Body.View(
              SpaceId.ofBytes(view.getSpace().bytes()), Embedding.fromBytes(view.getVector())));
    }
    return new Body.Sample(
        sample.getId(),
        sample.getSource(),
        millis(sample.getEventTime()),
        Optional.ofNullable(sample.getDomain()),
        views);
  }

  private static Body.Announcement fromAvro(SpaceAnnouncement announcement) {
    Normalisation normalisation =
        switch (announcement.getNormalisation()) {
          case L2 -> new Normalisation.L2();
          case FIXED -> new Normalisation.Fixed(announcement.getClip(), announcement.getScale());
        };
    SpaceId id = SpaceId.ofBytes(announcement.getSpace().bytes());
    return new Body.Announcement(
        new Space(id, announcement.getDim(), normalisation),
        announcement.getEncoderName(),
        announcement.getArtefacts(),
        Optional.ofNullable(announcement.getCost())
            .map(cost ->
                new EncoderCost(cost.getSamples(), cost.getServingNanos(), cost.getTriedNanos())));
  }

  private static SpaceHash hash(SpaceId space) {
    return new SpaceHash(space.toBytes());
  }

  static @Nullable Instant instant(OptionalLong millis) {
    return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : null;
  }

  static OptionalLong millis(@Nullable Instant instant) {
    return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
  }
}
