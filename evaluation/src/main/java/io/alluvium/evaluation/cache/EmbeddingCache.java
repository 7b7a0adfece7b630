package io.alluvium.evaluation.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Sha256;
import io.alluvium.evaluation.WholeFile;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.SpaceId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of embedded data sets. Each file is written under another name first and then moved, and
 * ends with the SHA-256 of all before: a file that is there is whole, and one that is damaged is
 * not used. Safe for several processes.
 */
public final class EmbeddingCache {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddingCache.class);
  private static final int HASH_BYTES = 32;
  private static final String WHOLE = ".examples";
  private static final String PART = ".part";

  private final Path folder;

  /** Uses a folder, which is made when something is kept. */
  public EmbeddingCache(Path folder) {
    this.folder = folder;
  }

  /** Returns the space of an encoder that was opened before. */
  public Optional<SpaceId> space(String encoderIdentity) {
    Path file = spaceFile(encoderIdentity);
    try {
      return Files.exists(file)
          ? Optional.of(new SpaceId(Files.readString(file).strip()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} is not used: {}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps the space of an encoder. */
  public void putSpace(String encoderIdentity, SpaceId space) {
    write(spaceFile(encoderIdentity), out -> out.write(space.hex().getBytes(US_ASCII)));
  }

  private Path spaceFile(String encoderIdentity) {
    return folder.resolve(Sha256.ofText(encoderIdentity) + ".space");
  }

  /** Returns the data set that was kept under a key. */
  public Optional<ExampleSet> get(String key) {
    return read(folder.resolve(key + WHOLE));
  }

  /** Returns the first rows of the data set, where its embedding was cut off. */
  public Optional<ExampleSet> getPart(String key) {
    return read(folder.resolve(key + PART));
  }

  /** Keeps a whole data set. */
  public void put(String key, ExampleSet set) {
    write(folder.resolve(key + WHOLE), out -> encode(set, out));
    try {
      Files.deleteIfExists(folder.resolve(key + PART));
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", folder.resolve(key + PART), e.toString());
    }
  }

  /** Keeps the first rows of a data set. */
  public void putPart(String key, ExampleSet set) {
    write(folder.resolve(key + PART), out -> encode(set, out));
  }

  private static void encode(ExampleSet set, OutputStream target) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(target, sha256));
    ExampleCodec.write(set, out);
    out.flush();
    target.write(sha256.digest());
  }

  private static Optional<ExampleSet> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    MessageDigest sha256 = Sha256.digest();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ExampleSet set = ExampleCodec.read(new DataInputStream(new DigestInputStream(raw, sha256)));
      byte[] hash = raw.readNBytes(HASH_BYTES + 1);
      if (!MessageDigest.isEqual(hash, sha256.digest())) {
        throw new IOException("its hash is not that of its bytes");
      }
      return Optional.of(set);
    } catch (IOException e) {
      LOG.warn("{} is not used and will be made anew: {}", file, e.toString());
      return Optional.empty();
    }
  }

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(Path file, Content content) {
    try {
      WholeFile.write(
          file,
          temporary -> {
            try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
              content.writeTo(out);
            }
          });
    } catch (IOException e) {
      throw new EvaluationException("cannot write to the cache " + folder + " (--cache): " + e, e);
    }
  }
}
