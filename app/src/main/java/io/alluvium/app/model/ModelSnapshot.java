package io.alluvium.app.model;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.stores.CorruptStateException;
import io.alluvium.stores.HashChain;
import io.alluvium.stores.Snapshot;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot that is whole and undamaged.
 *
 * @param id its id
 * @param manifest what it is
 * @param parts its parts in their order
 */
public record ModelSnapshot(String id, ModelManifest manifest, List<ModelPart> parts) {
  /** Copies the list. */
  public ModelSnapshot {
    parts = List.copyOf(parts);
  }

  /**
   * Puts a snapshot together and checks it.
   *
   * @param where where the records are from, for messages
   * @throws PipelineException if something is missing, damaged, or of a newer format
   */
  static ModelSnapshot of(String where, String id, Iterable<ModelRecord> records) {
    Optional<ModelManifest> manifest = Optional.empty();
    TreeMap<Integer, ModelPart> parts = new TreeMap<>();
    for (ModelRecord record : records) {
      switch (record.getBody()) {
        case ModelPart part -> parts.put(part.getNumber(), part);
        case ModelManifest found -> manifest = Optional.of(found);
        default -> throw fault(where, id, "has a record that is neither part nor manifest");
      }
    }
    ModelManifest known =
        manifest.orElseThrow(() -> fault(where, id, "has no manifest: it is not whole"));
    if (known.getFormat() != Snapshot.FORMAT) {
      throw fault(
          where,
          id,
          "has format "
              + known.getFormat()
              + ", this program reads format "
              + Snapshot.FORMAT
              + ": a newer Alluvium wrote it");
    }
    List<ModelPart> ordered = new ArrayList<>();
    for (int number = 0; number < known.getParts(); number++) {
      ModelPart part = parts.get(number);
      if (part == null) {
        throw fault(where, id, "lacks part " + number + " of " + known.getParts());
      }
      ordered.add(part);
    }
    ModelSnapshot snapshot = new ModelSnapshot(id, known, ordered);
    snapshot.check(where);
    return snapshot;
  }

  private void check(String where) {
    MessageDigest all = HashChain.sha256();
    for (ModelPart part : parts) {
      byte[] sha256 = HashChain.sha256().digest(bytes(part));
      all.update(sha256);
      String actual = HexFormat.of().formatHex(sha256);
      if (!actual.equals(part.getSha256())) {
        throw fault(
            where,
            id,
            "is damaged: part "
                + part.getNumber()
                + " has SHA-256 "
                + actual
                + ", expected "
                + part.getSha256());
      }
      try {
        Snapshot.check(bytes(part));
      } catch (CorruptStateException e) {
        throw fault(where, id, "cannot be read: " + e.fault());
      }
    }
    String digest = HexFormat.of().formatHex(all.digest());
    if (!digest.equals(manifest.getDigest())) {
      throw fault(
          where,
          id,
          "is damaged: its parts have digest " + digest + ", expected " + manifest.getDigest());
    }
  }

  private static PipelineException fault(String where, String id, String what) {
    return new PipelineException("snapshot '" + id + "' in " + where + " " + what);
  }

  static byte[] bytes(ModelPart part) {
    ByteBuffer content = part.getContent().duplicate();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }

  /** Returns the size of all parts in bytes. */
  public long partBytes() {
    return parts.stream().mapToLong(part -> part.getContent().remaining()).sum();
  }
}
