package io.alluvium.evaluation.cache;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of an {@link ExampleSet}, big-endian but for embeddings: the version as int32; the
 * space as 32 bytes of its id, int32 dimension, a byte that is 0 for l2 and 1 for fixed, clip and
 * scale as float64; int64 skipped rows, int32 of them named, their texts; int32 examples, and of
 * each id, label, role, domain, source, float64 time and int16[dim] little-endian. A text is its
 * length in bytes of UTF-8 as int32, and those bytes.
 */
final class ExampleCodec {
  private static final int VERSION = 1;
  private static final int MAX_TEXT_BYTES = 1 << 20;

  private ExampleCodec() {}

  static void write(ExampleSet set, DataOutputStream out) throws IOException {
    out.writeInt(VERSION);
    writeSpace(set.space(), out);
    out.writeLong(set.skipped().count());
    out.writeInt(set.skipped().examples().size());
    for (String example : set.skipped().examples()) {
      writeText(example, out);
    }
    out.writeInt(set.examples().size());
    for (Example example : set.examples()) {
      writeText(example.id(), out);
      writeText(example.label(), out);
      writeText(example.role().name(), out);
      writeText(example.domain(), out);
      writeText(example.source(), out);
      out.writeDouble(example.time());
      out.write(example.embedding().toBytes());
    }
  }

  private static void writeSpace(Space space, DataOutputStream out) throws IOException {
    out.write(space.id().toBytes());
    out.writeInt(space.dim());
    boolean fixed = space.normalisation() instanceof Normalisation.Fixed;
    out.writeByte(fixed ? 1 : 0);
    out.writeDouble(
        space.normalisation() instanceof Normalisation.Fixed(double clip, _) ? clip : 0);
    out.writeDouble(
        space.normalisation() instanceof Normalisation.Fixed(_, double scale) ? scale : 0);
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is of another version, or not whole
   */
  static ExampleSet read(DataInputStream in) throws IOException {
    int version = in.readInt();
    if (version != VERSION) {
      throw new IOException("version is " + version + ", expected " + VERSION);
    }
    try {
      Space space = readSpace(in);
      Skipped skipped = readSkipped(in);
      int count = in.readInt();
      List<Example> examples = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        examples.add(readExample(in, space.dim()));
      }
      return new ExampleSet(space, examples, skipped);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("is damaged", e);
    }
  }

  private static Space readSpace(DataInputStream in) throws IOException {
    SpaceId id = SpaceId.ofBytes(bytes(in, SpaceId.BYTES));
    int dim = in.readInt();
    boolean fixed = in.readByte() == 1;
    double clip = in.readDouble();
    double scale = in.readDouble();
    return new Space(
        id, dim, fixed ? new Normalisation.Fixed(clip, scale) : new Normalisation.L2());
  }

  private static Skipped readSkipped(DataInputStream in) throws IOException {
    long count = in.readLong();
    int named = in.readInt();
    List<String> examples = new ArrayList<>();
    for (int i = 0; i < named; i++) {
      examples.add(readText(in));
    }
    return new Skipped(count, examples);
  }

  private static Example readExample(DataInputStream in, int dim) throws IOException {
    return new Example(
        readText(in),
        readText(in),
        Row.Role.valueOf(readText(in)),
        readText(in),
        readText(in),
        in.readDouble(),
        Embedding.fromBytes(ByteBuffer.wrap(bytes(in, dim * Short.BYTES))));
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_TEXT_BYTES) {
      throw new IOException("has a text of " + length + " bytes, expected 0 to " + MAX_TEXT_BYTES);
    }
    return new String(bytes(in, length), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
