package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ledger that LEARN is measured with. */
class SyntheticLedgerTest {
  private static final int SAMPLES = 5000;

  private final SyntheticLedger ledger = new SyntheticLedger(SAMPLES);
  private final List<String> keys = new ArrayList<>();
  private final List<LedgerEntry> entries = generate(ledger, keys);

  private static List<LedgerEntry> generate(SyntheticLedger ledger, List<String> keys) {
    List<LedgerEntry> entries = new ArrayList<>();
    ledger.generate((key, entry) -> {
      keys.add(key);
      entries.add(entry);
    });
    return entries;
  }

  @Test
  void beginsWithTheSpaceAndEndsWithTheLastSample() {
    assertThat(entries.getFirst().getBody()).isInstanceOf(SpaceAnnouncement.class);
    assertThat(keys.getLast()).isEqualTo(SyntheticLedger.id(SAMPLES - 1));
    assertThat(entries).hasSize(ledger.entries());
  }

  @Test
  void everyClassIsLabelledBeforeTheMeasurementBegins() {
    Set<String> classes = new HashSet<>();
    entries.subList(0, ledger.windowStart()).stream()
        .map(LedgerEntry::getBody)
        .filter(SequencedLabel.class::isInstance)
        .forEach(body -> classes.add(((SequencedLabel) body).getLabel()));
    assertThat(classes).hasSize(SyntheticLedger.CLASSES);
  }

  @Test
  void measurementBeginsAtTheSampleItNames() {
    assertThat(keys.get(ledger.windowStart())).isEqualTo(SyntheticLedger.id(ledger.windowSample()));
  }

  @Test
  void everyTenthSampleIsLabelledLaterAndOnce() {
    Set<String> seen = new HashSet<>();
    Set<String> labelled = new HashSet<>();
    for (LedgerEntry entry : entries) {
      if (entry.getBody() instanceof EmbeddedSample sample) {
        assertThat(seen.add(sample.getId())).isTrue();
      } else if (entry.getBody() instanceof SequencedLabel label) {
        assertThat(seen).contains(label.getSampleId());
        assertThat(labelled.add(label.getSampleId())).isTrue();
      }
    }
    assertThat(seen).hasSize(SAMPLES);
    assertThat(labelled).hasSize(4 * SyntheticLedger.CLASSES + 420);
  }

  @Test
  void sameSizeGivesTheSameLedger() {
    assertThat(generate(new SyntheticLedger(SAMPLES), new ArrayList<>())).isEqualTo(entries);
  }
}
