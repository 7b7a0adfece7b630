package io.alluvium.app.ledger;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.evaluation.Sha256;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.serde.GeneratedRecords;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of all parts in their order. Each file is compared with its SHA-256 before any
 * of it is used. Not thread-safe.
 */
final class PartReader implements AutoCloseable {
  private final Path folder;
  private final Iterator<Part> parts;
  private @Nullable Part part;
  private @Nullable DataFileReader<TopicRecord> reader;
  private long read;
  private long last = -1;

  PartReader(Path folder, List<Part> parts) {
    this.folder = folder;
    this.parts = parts.iterator();
  }

  /**
   * Returns the next record; empty at the end of the last file.
   *
   * @throws PipelineException if a file is missing, damaged, or not what the manifest says
   */
  Optional<TopicRecord> next() {
    try {
      while (reader == null || !reader.hasNext()) {
        endPart();
        if (!parts.hasNext()) {
          return Optional.empty();
        }
        open(parts.next());
      }
      TopicRecord record = reader.next();
      read++;
      if (record.getOffset() <= last) {
        throw fault("has offset " + record.getOffset() + " after " + last);
      }
      last = record.getOffset();
      return Optional.of(record);
    } catch (IOException | AvroRuntimeException e) {
      throw new PipelineException(name() + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void open(Part next) throws IOException {
    GeneratedRecords.trust();
    part = next;
    read = 0;
    Path file = folder.resolve(next.file());
    if (!Files.isRegularFile(file) || Files.size(file) != next.bytes()) {
      throw fault(
          Files.isRegularFile(file)
              ? "has " + Files.size(file) + " bytes, expected " + next.bytes()
              : "is missing");
    }
    String sha256 = sha256(file);
    if (!sha256.equals(next.sha256())) {
      throw fault("is damaged: it has SHA-256 " + sha256 + ", expected " + next.sha256());
    }
    reader =
        new DataFileReader<>(
            file.toFile(), new SpecificDatumReader<>(TopicRecord.getClassSchema()));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void endPart() throws IOException {
    if (part != null && read != part.records()) {
      throw fault("has " + read + " records, expected " + part.records());
    }
    part = null;
    close();
  }

  private PipelineException fault(String what) {
    return new PipelineException(name() + ' ' + what);
  }

  private String name() {
    return "file '" + (part == null ? folder : folder.resolve(part.file())) + "'";
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
