package io.alluvium.topology;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.Sample;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * The serdes of all topics. Deserializers throw {@link
 * io.alluvium.schemas.serde.UndecodableException} for bytes that will never be readable, and
 * anything else for trouble that may pass.
 */
public record WireSerdes(
    Serde<Sample> sample,
    Serde<Label> label,
    Serde<Command> command,
    Serde<LedgerEntry> ledgerEntry,
    Serde<Prediction> prediction,
    Serde<Event> event,
    Serde<ModelRecord> model,
    Serde<LabelRequest> labelRequest,
    Serde<Look> look) {

  /** Makes the serde of a type of record. */
  @FunctionalInterface
  public interface Factory {
    /** Returns the serde of a type of record. */
    <T extends SpecificRecord> Serde<T> serde(Class<T> type);
  }

  /** Returns the serdes that a factory makes. */
  public static WireSerdes of(Factory factory) {
    return new WireSerdes(
        factory.serde(Sample.class),
        factory.serde(Label.class),
        factory.serde(Command.class),
        factory.serde(LedgerEntry.class),
        factory.serde(Prediction.class),
        factory.serde(Event.class),
        factory.serde(ModelRecord.class),
        factory.serde(LabelRequest.class),
        factory.serde(Look.class));
  }
}
