package io.alluvium.app.backfill;

import io.alluvium.app.audit.CommittedTopic;
import io.alluvium.app.audit.DecodedTopic;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.audit.RecordedForm;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.EncoderDecision;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Origin;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The cut-over that goes on: another encoder serves, and what was learnt with the old one is kept.
 *
 * @param encoder name of the encoder that serves
 * @param offset ledger offset at which it was decided
 * @param space id of its space, 64 hex digits
 */
public record CutOver(String encoder, long offset, String space) {

  /**
   * Returns the newest cut-over, as the topic of models has it.
   *
   * @throws PipelineException if there was none, or it is over
   */
  public static CutOver newest(AlluviumConfig config, WireSerdes serdes) {
    List<EncoderDecision> decisions = new ArrayList<>();
    DecodedTopic.forEach(
        config,
        config.topics().model(),
        serdes.model(),
        record -> {
          if (record.getBody() instanceof EncoderDecision decision
              && !decision.getDecision().equals("way")) {
            decisions.add(decision);
          }
        });
    if (decisions.isEmpty()) {
      throw new PipelineException("no encoder was released, so there is nothing to backfill");
    }
    EncoderDecision last = decisions.getLast();
    if (!last.getDecision().equals("cut-over")) {
      throw new PipelineException(
          "the change to encoder '"
              + last.getEncoderName()
              + "' is "
              + last.getDecision()
              + ": a backfill is possible from the cut-over until the old encoder is retired");
    }
    return new CutOver(last.getEncoderName(), last.getOffset(), String.valueOf(last.getTo()));
  }

  /** Returns what tells it from every other cut-over of the namespace. */
  String key() {
    return "cut-over@" + offset;
  }

  /**
   * Returns the offset, in the topic of samples, of the first sample that the new encoder alone has
   * seen: it and all behind it are native. Empty if there is none yet.
   *
   * @throws PipelineException if the ledger cannot be read
   */
  OptionalLong firstNative(AlluviumConfig config, WireSerdes serdes) {
    try (CommittedTopic ledger = CommittedTopic.open(config, config.topics().ledger())) {
      ledger.within(new OffsetRange(offset, OptionalLong.empty()));
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        Optional<Origin> origin = nativeOrigin(next.get(), serdes);
        if (origin.filter(each -> each.getTopic().equals(config.topics().samples())).isPresent()) {
          return OptionalLong.of(origin.get().getOffset());
        }
      }
      return OptionalLong.empty();
    }
  }

  private Optional<Origin> nativeOrigin(ConsumerRecord<byte[], byte[]> record, WireSerdes serdes) {
    return new RecordedForm<>(record.topic(), serdes.ledgerEntry())
        .read(record)
        .filter(entry -> entry.getBody() instanceof EmbeddedSample sample && isNative(sample))
        .map(LedgerEntry::getOrigin);
  }

  private boolean isNative(EmbeddedSample sample) {
    return sample.getViews().size() == 1
        && HexFormat.of().formatHex(sample.getViews().getFirst().getSpace().bytes()).equals(space);
  }
}
