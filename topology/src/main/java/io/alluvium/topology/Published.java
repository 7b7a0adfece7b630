package io.alluvium.topology;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.LabelRequest;
import io.alluvium.schemas.Look;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import org.apache.kafka.streams.processor.api.Record;

/** A record that LEARN publishes: key, value, append time of the ledger entry, headers. Closed. */
public sealed interface Published {

  /** A prediction, under its sample id. */
  record Answered(Record<byte[], Prediction> record) implements Published {}

  /** An event, under its type. */
  record Reported(Record<byte[], Event> record) implements Published {}

  /** That a label is asked for, under its sample id. */
  record Requested(Record<byte[], LabelRequest> record) implements Published {}

  /** That a sample is to be seen by the large encoder of a cascade, under its id. */
  record Looked(Record<byte[], Look> record) implements Published {}

  /** A piece of a snapshot, under its id and number, or a step in the change of the encoder. */
  record Modelled(Record<byte[], ModelRecord> record) implements Published {}

  /** A command to EMBED, under its id. */
  record Commanded(Record<byte[], Command> record) implements Published {}

  /** A dead letter, under the key of its original; its value may be null. */
  record Buried(Record<byte[], byte[]> record) implements Published {}
}
