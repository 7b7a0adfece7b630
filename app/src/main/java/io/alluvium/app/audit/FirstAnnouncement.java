package io.alluvium.app.audit;

import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.Optional;

/**
 * The announcement that a ledger begins with: that of the space that was learnt in first.
 *
 * @param place partition and offset, for people
 * @param announcement what EMBED said of its encoder
 */
public record FirstAnnouncement(String place, SpaceAnnouncement announcement) {

  /**
   * Returns the first announcement that the ledger has; empty if it has none.
   *
   * @throws io.alluvium.app.pipeline.PipelineException if it cannot be read
   */
  public static Optional<FirstAnnouncement> of(AlluviumConfig config, WireSerdes serdes) {
    String topic = config.topics().ledger();
    RecordedForm<LedgerEntry> form = new RecordedForm<>(topic, serdes.ledgerEntry());
    try (CommittedTopic ledger = CommittedTopic.open(config, topic)) {
      for (var next = ledger.next(); next.isPresent(); next = ledger.next()) {
        Optional<LedgerEntry> entry = form.read(next.get());
        if (entry.isPresent() && entry.get().getBody() instanceof SpaceAnnouncement announcement) {
          String place = next.get().partition() + "@" + next.get().offset();
          return Optional.of(new FirstAnnouncement(place, announcement));
        }
      }
      return Optional.empty();
    }
  }
}
