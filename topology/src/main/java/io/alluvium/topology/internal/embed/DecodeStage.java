package io.alluvium.topology.internal.embed;

import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.stores.Snapshot;
import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.Reason;
import io.alluvium.topology.internal.wire.RecordLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * From bytes to a checked record of one of the inputs; what cannot be read becomes a dead letter,
 * and where somebody waits for it, as its header says, the ledger tells that it cannot be seen.
 *
 * @param <A> Avro record of the topic
 */
public final class DecodeStage<A> implements Processor<byte[], byte[], byte[], Object> {
  /**
   * Samples bring texts and images, which stay behind; labels and commands travel on as a whole.
   */
  private static final RecordLimits SAMPLE_LIMITS = new RecordLimits(Topics.MAX_RECORD_BYTES);

  /** Largest texts of a label or command. */
  static final int MAX_TEXT_BYTES = 64 * 1024;

  private static final RecordLimits TEXT_LIMITS = new RecordLimits(MAX_TEXT_BYTES);

  /** A command may bring a part of a snapshot beside its texts. */
  private static final RecordLimits COMMAND_LIMITS =
      new RecordLimits(MAX_TEXT_BYTES + Snapshot.MAX_PART_BYTES);

  private final RecordLimits limits;
  private final Deserializer<A> deserializer;
  private final Function<A, Incoming> format;
  private final boolean copies;
  private ProcessorContext<byte[], Object> context;

  private DecodeStage(
      RecordLimits limits,
      Deserializer<A> deserializer,
      Function<A, Incoming> format,
      boolean copies) {
    this.limits = limits;
    this.deserializer = deserializer;
    this.format = format;
    this.copies = copies;
  }

  /** Returns the stage for the topic of samples. */
  public static DecodeStage<?> samples(Deserializer<io.alluvium.schemas.Sample> deserializer) {
    return new DecodeStage<>(SAMPLE_LIMITS, deserializer, InputFormat::sample, false);
  }

  /** Returns the stage for the topic of copies of samples, which are to be seen once more. */
  public static DecodeStage<?> copies(Deserializer<io.alluvium.schemas.Sample> deserializer) {
    return new DecodeStage<>(SAMPLE_LIMITS, deserializer, InputFormat::copy, true);
  }

  /** Returns the stage for the topic of labels. */
  public static DecodeStage<?> labels(Deserializer<io.alluvium.schemas.Label> deserializer) {
    return new DecodeStage<>(TEXT_LIMITS, deserializer, InputFormat::label, false);
  }

  /** Returns the stage for the topic of commands. */
  public static DecodeStage<?> commands(Deserializer<io.alluvium.schemas.Command> deserializer) {
    return new DecodeStage<>(COMMAND_LIMITS, deserializer, InputFormat::command, false);
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    Optional<String> excess = limits.excess(record);
    if (excess.isPresent()) {
      bury(record, origin, Reason.TOO_LARGE, excess.get());
      return;
    }
    try {
      A value = deserializer.deserialize(origin.topic(), record.headers(), record.value());
      if (value == null) {
        bury(record, origin, Reason.UNDECODABLE, "value is null, expected a record");
        return;
      }
      Decoded decoded = new Decoded(format.apply(value), record.value());
      context.forward(record.<Object>withValue(decoded), Names.EMBED);
    } catch (UndecodableException e) {
      bury(record, origin, Reason.UNDECODABLE, String.valueOf(e.getMessage()));
    } catch (InvalidInputException e) {
      bury(record, origin, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  private void bury(
      Record<byte[], byte[]> record, RecordMetadata origin, Reason reason, String message) {
    context.forward(
        DeadLetter.record(
            record,
            record.value(),
            reason,
            message,
            origin.topic(),
            origin.partition(),
            origin.offset(),
            Topics.MAX_RECORD_BYTES),
        Names.DEAD_LETTER_SINK);
    if (copies) {
      tellUnseen(record);
    }
  }

  private void tellUnseen(Record<byte[], byte[]> record) {
    Optional.ofNullable(record.headers().lastHeader(Topics.LOOK_HEADER))
        .map(look -> new Body.Unseen(new String(look.value(), StandardCharsets.UTF_8)))
        .map(unseen -> new Decoded(new Incoming.Ready(unseen, false), record.value()))
        .ifPresent(unseen -> context.forward(record.withValue(unseen), Names.EMBED));
  }
}
