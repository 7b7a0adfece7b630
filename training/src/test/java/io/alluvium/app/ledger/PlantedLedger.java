package io.alluvium.app.ledger;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A folder as {@code ./alluvium export --ledger} writes it, of samples that nobody recorded. */
public final class PlantedLedger {
  private static final String NAMESPACE = "planted";

  private PlantedLedger() {}

  /** Writes each example and its label, the first one at offset 1, its label at 2, and so on. */
  public static void write(Path folder, Space space, List<Example> examples) throws IOException {
    Files.createDirectories(folder);
    SpaceHash hash = new SpaceHash(space.id().toBytes());
    List<Object> bodies = new ArrayList<>();
    bodies.add(
        new SpaceAnnouncement(
            hash,
            "planted",
            space.dim(),
            NormalisationKind.L2,
            1.0,
            (double) Normalisation.UNIT,
            Map.of(),
            null));
    for (Example example : examples) {
      ByteBuffer vector = ByteBuffer.wrap(example.embedding().toBytes());
      bodies.add(
          new EmbeddedSample(
              example.id(), "here", null, List.of(new View(hash, vector)), null, false));
      bodies.add(new SequencedLabel(example.id(), "here", example.label(), 1L, null, null, 1));
    }
    List<Part> parts;
    try (PartWriter writer = new PartWriter(folder, "ledger", Long.MAX_VALUE)) {
      for (int i = 0; i < bodies.size(); i++) {
        writer.append(
            new TopicRecord(
                (long) i, (long) i, null, List.of(), new LedgerEntry(null, bodies.get(i))));
      }
      parts = writer.finish();
    }
    new LedgerManifest(
            LedgerManifest.FORMAT,
            "test",
            NAMESPACE,
            NAMESPACE + ".ledger",
            0,
            0,
            bodies.size(),
            bodies.size(),
            0,
            0,
            0,
            List.of(),
            parts,
            List.of(),
            "",
            Map.of("alluvium.head", "ncm"))
        .write(folder);
  }
}
