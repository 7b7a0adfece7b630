package io.alluvium.app.ledger;

import io.alluvium.evaluation.Sha256;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.serde.GeneratedRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into Avro containers of bounded size. The same records make the same bytes. Not
 * thread-safe.
 */
final class PartWriter implements AutoCloseable {
  private static final int SYNC_BYTES = 16;

  private final Path folder;
  private final String prefix;
  private final long maxBytes;
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Open open;

  /**
   * Begins without a file.
   *
   * @param prefix what the names of the files begin with
   * @param maxBytes size at which a file is ended; it may be larger by a record and a block
   */
  PartWriter(Path folder, String prefix, long maxBytes) {
    this.folder = folder;
    this.prefix = prefix;
    this.maxBytes = maxBytes;
  }

  void append(TopicRecord record) throws IOException {
    Open current = open;
    if (current == null) {
      current = new Open(String.format(Locale.ROOT, "%s-%05d.avro", prefix, parts.size()));
      open = current;
    }
    current.append(record);
    if (current.channel.position() >= maxBytes) {
      endFile();
    }
  }

  /** Ends the last file and returns all. */
  List<Part> finish() throws IOException {
    endFile();
    return List.copyOf(parts);
  }

  private void endFile() throws IOException {
    Open current = open;
    if (current != null) {
      open = null;
      parts.add(current.end());
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.channel.close();
    }
  }

  private final class Open {
    private final String name;
    private final FileChannel channel;
    private final DigestOutputStream digest;
    private final DataFileWriter<TopicRecord> records;
    private long count;
    private long first;
    private long last;

    Open(String name) throws IOException {
      GeneratedRecords.trust();
      this.name = name;
      channel =
          FileChannel.open(
              folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      OutputStream bytes = Channels.newOutputStream(channel);
      digest = new DigestOutputStream(bytes, Sha256.digest());
      records = new DataFileWriter<>(new SpecificDatumWriter<>(TopicRecord.class));
      byte[] hash = Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8));
      records.create(TopicRecord.getClassSchema(), digest, Arrays.copyOf(hash, SYNC_BYTES));
    }

    void append(TopicRecord record) throws IOException {
      records.append(record);
      first = count == 0 ? record.getOffset() : first;
      last = record.getOffset();
      count++;
    }

    Part end() throws IOException {
      records.flush();
      channel.force(true);
      long bytes = channel.position();
      records.close();
      String sha256 = HexFormat.of().formatHex(digest.getMessageDigest().digest());
      return new Part(name, count, first, last, bytes, sha256);
    }
  }
}
