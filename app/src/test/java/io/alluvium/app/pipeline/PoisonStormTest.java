package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.PoisonStorm.Fate;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedCommand;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.topology.AlluviumConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of hostile records among good ones: each record has one fate, and the good ones get the
 * answers that they would have got alone.
 *
 * <p>{@code -Dpoison.records=1000000} for a long one, {@code -Dtest.seed=...} to repeat one.
 */
@ExtendWith(SharedBroker.class)
final class PoisonStormTest {
  private static final int RECORDS = Integer.getInteger("poison.records", 20_000);
  private static final long SEED = Long.getLong("test.seed", System.nanoTime());

  /** Solves take effect at once: how many entries lie between is not the same without the storm. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.MAX_CLASSES,
          Integer.toString(PoisonStorm.CLASSES),
          AlluviumConfig.LABELS_MAX_EARLY,
          Integer.toString(PoisonStorm.MAX_EARLY),
          AlluviumConfig.SOLVE_DELAY_ENTRIES,
          "0");

  @TempDir private Path stormy;
  @TempDir private Path calm;

  @Test
  void everyRecordHasOneFateAndTheGoodAreUnharmed(EmbeddedBroker broker) {
    System.out.println("PoisonStormTest: repeat with -Dtest.seed=" + SEED);
    try (Harness harness = new Harness(broker, stormy, SETTINGS);
        Harness alone = new Harness(broker, calm, SETTINGS)) {
      PoisonStorm storm = new PoisonStorm(harness, new SplittableRandom(SEED));
      Map<String, String> end = weather(harness, storm);
      checkBooks(harness, storm, end);

      Map<String, String> calmEnd = replayOnlyTheGood(harness, alone);
      assertThat(calmEnd.get("sums_digest")).isEqualTo(end.get("sums_digest"));
      assertThat(calmEnd.get("labels")).isEqualTo(end.get("labels"));
      assertThat(answers(alone)).isNotEmpty().isEqualTo(answers(harness));
    }
  }

  private static Map<String, String> weather(Harness harness, PoisonStorm storm) {
    try (Pipeline pipeline = harness.start(new ToyEncoder())) {
      storm.begin();
      storm.rage(RECORDS);
      harness.mark("end");
      harness.settle();
      Map<String, String> end = harness.marked("end").getDetails();
      assertThat(pipeline.failure()).isEmpty();
      return end;
    }
  }

  private static void checkBooks(Harness harness, PoisonStorm storm, Map<String, String> end) {
    PoisonBooks books = new PoisonBooks(storm, harness);
    assertThat(books.faults()).isEmpty();
    String samples = storm.samples();
    assertThat(end)
        .containsEntry("predictions", "" + books.expected(samples, Fate.PREDICTED))
        .containsEntry("duplicates", "" + books.expected(samples, Fate.DUPLICATE))
        .containsEntry("samples", "" + books.kept(samples))
        .containsEntry("buried_samples", "0")
        .containsEntry(
            "label_records",
            ""
                + (books.kept(storm.labels())
                    + books.buried(storm.labels(), Fate.ORPHAN_LABEL)
                    + books.buried(storm.labels(), Fate.TOO_MANY_CLASSES)))
        .containsEntry("refused_commands", "" + books.expected(storm.commands(), Fate.REFUSED))
        .containsEntry("classes", "" + PoisonStorm.CLASSES);
    for (Fate fate : Fate.values()) {
      assertThat(
              List.of(samples, storm.labels(), storm.commands()).stream()
                  .mapToLong(topic -> books.expected(topic, fate))
                  .sum())
          .as("%s in the storm", fate)
          .isPositive();
    }
  }

  private static Map<String, String> replayOnlyTheGood(Harness harness, Harness alone) {
    Set<String> seen = new HashSet<>();
    String ledger = harness.topics().ledger();
    CommittedRecords.forEach(
        harness,
        ledger,
        record -> {
          LedgerEntry entry =
              harness.serdes().ledgerEntry().deserializer().deserialize(ledger, record.value());
          if (isGood(entry.getBody(), seen)) {
            alone.send(alone.topics().ledger(), "here", record.value());
            if (seen.size() % 1000 == 0) {
              alone.settle();
            }
          }
        });
    alone.settle();
    try (Pipeline pipeline = alone.start(alone.config(), Role.LEARN, null)) {
      Map<String, String> end = alone.marked("end").getDetails();
      assertThat(pipeline.failure()).isEmpty();
      return end;
    }
  }

  private static boolean isGood(Object body, Set<String> seen) {
    return switch (body) {
      case EmbeddedSample sample -> isGood(sample.getId()) && seen.add(sample.getId());
      case SequencedLabel label ->
          isGood(label.getSampleId()) && PoisonStorm.HONEST.equals(label.getAnnotator());
      case SequencedCommand command -> command.getId().equals("mark-end");
      case SpaceAnnouncement announcement -> true;
      default -> throw new AssertionError(body);
    };
  }

  private static boolean isGood(String sampleId) {
    return sampleId.startsWith("good-");
  }

  /** Returns what was said to each good sample: all of it but its place in the ledger. */
  private static Map<String, Integer> answers(Harness harness) {
    Map<String, Integer> answers = new HashMap<>();
    String topic = harness.topics().predictions();
    CommittedRecords.forEach(
        harness,
        topic,
        record -> {
          Prediction said =
              harness.serdes().prediction().deserializer().deserialize(topic, record.value());
          if (isGood(said.getSampleId())) {
            Integer before =
                answers.put(
                    said.getSampleId(),
                    Objects.hash(
                        said.getLabel(), said.getCandidates(), said.getMargin(), said.getHead()));
            assertThat(before).as("second answer to %s", said.getSampleId()).isNull();
          }
        });
    return answers;
  }
}
