package io.alluvium.stores;

import io.alluvium.learning.ClassSums;
import io.alluvium.learning.PackedMoments;
import io.alluvium.learning.Space;
import io.alluvium.learning.SufficientStatistics;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known at one place of a ledger, and its bytes in parts of a bounded size; layout in
 * docs/formats.md.
 *
 * <p>Equal knowledge gives equal parts. Each part can be checked by itself; together they are read
 * as a whole.
 *
 * @param statistics the exact sums over all labelled samples; not changed by anybody any more
 * @param samples those of the samples that are told one by one, with vector and label, by id; none
 *     where sums alone are kept
 */
public record Snapshot(SufficientStatistics statistics, Map<String, BankValue.Sample> samples) {
  /** Largest part in bytes: one block of moments, the largest value there is, and its envelope. */
  public static final int MAX_PART_BYTES = 640 * 1024;

  /** Version of the form: what may be in the parts, and how. */
  public static final int FORMAT = 1;

  private static final Frame PART = new Frame("part of a snapshot", 'N', 1);
  private static final byte SPACE = 'X';
  private static final byte CLASS = 'C';
  private static final byte MOMENTS = 'M';
  private static final byte SAMPLE = 'S';

  /** Copies the samples. */
  public Snapshot {
    samples = Collections.unmodifiableSortedMap(new TreeMap<>(samples));
  }

  /** Returns the parts in their order; at least one. */
  public List<byte[]> toParts() {
    Parts parts = new Parts();
    Space space = statistics.space();
    parts.add(SPACE, "", ProgressStore.encode(space));
    for (String label : statistics.labels()) {
      ClassSums sums = statistics.classSums(label).orElseThrow();
      parts.add(CLASS, label, ClassStore.encode(sums));
    }
    for (int block = 0; block < statistics.moments().blocks(); block++) {
      parts.add(MOMENTS, "", MomentStore.encode(statistics.moments(), space.dim(), block));
    }
    samples.forEach((id, sample) -> parts.add(SAMPLE, id, BankCodec.encode(sample)));
    return parts.finish();
  }

  /** Collects records into parts. */
  private static final class Parts {
    private static final int ENVELOPE = 64;

    private record Item(byte kind, ByteBuffer key, ByteBuffer value) {
      int bytes() {
        return 1 + Short.BYTES + key.remaining() + Integer.BYTES + value.remaining();
      }
    }

    private final List<byte[]> parts = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private int bytes;

    void add(byte kind, String key, byte[] value) {
      Item item = new Item(kind, ByteBuffer.wrap(Frame.utf8(key)), ByteBuffer.wrap(value));
      if (!items.isEmpty() && bytes + item.bytes() > MAX_PART_BYTES - ENVELOPE) {
        seal();
      }
      items.add(item);
      bytes += item.bytes();
    }

    private void seal() {
      parts.add(
          PART.seal(
              Integer.BYTES + bytes,
              buffer -> {
                buffer.putInt(items.size());
                items.forEach(item -> put(buffer, item));
              }));
      items.clear();
      bytes = 0;
    }

    private static void put(ByteBuffer buffer, Item item) {
      buffer.put(item.kind());
      Frame.putText(buffer, item.key().array());
      buffer.putInt(item.value().remaining()).put(item.value().array());
    }

    List<byte[]> finish() {
      seal();
      return List.copyOf(parts);
    }
  }

  /**
   * Returns what parts say.
   *
   * @param parts all parts in their order
   * @throws CorruptStateException if they are damaged, of another version, or do not belong
   *     together
   */
  public static Snapshot ofParts(Iterable<byte[]> parts) {
    Reader reader = new Reader();
    parts.forEach(reader::part);
    return reader.finish();
  }

  /**
   * Checks that a part is whole.
   *
   * @throws CorruptStateException if it is damaged or of another version
   */
  public static void check(byte[] part) {
    PART.open(
        part,
        buffer -> {
          buffer.position(buffer.limit());
          return part;
        });
  }

  /**
   * Returns the space that the first part begins with, and sets nothing aside for it.
   *
   * @throws CorruptStateException if the part is damaged, of another version, or begins otherwise
   */
  public static Space space(byte[] firstPart) {
    return PART.open(
        firstPart,
        buffer -> {
          boolean some = buffer.getInt() > 0;
          if (!some || buffer.get() != SPACE) {
            throw new IllegalArgumentException("the space does not come first");
          }
          Frame.getText(buffer);
          Space space = ProgressStore.decodeSpace(Frame.getBytes(buffer, buffer.getInt()));
          buffer.position(buffer.limit());
          return space;
        });
  }

  /** Reads parts one by one. */
  private static final class Reader {
    private final Map<String, ClassSums> classes = new TreeMap<>();
    private final Map<String, BankValue.Sample> samples = new TreeMap<>();
    private Optional<Space> space = Optional.empty();
    private Optional<PackedMoments> moments = Optional.empty();
    private int blocks;

    void part(byte[] part) {
      PART.open(
          part,
          buffer -> {
            int items = buffer.getInt();
            for (int n = 0; n < items; n++) {
              byte kind = buffer.get();
              String key = Frame.getText(buffer);
              item(kind, key, Frame.getBytes(buffer, buffer.getInt()));
            }
            return items;
          });
    }

    private void item(byte kind, String key, byte[] value) {
      switch (kind) {
        case SPACE -> {
          if (space.isPresent()) {
            throw new IllegalArgumentException("the space is there twice");
          }
          space = Optional.of(ProgressStore.decodeSpace(value));
          moments = space.map(s -> new PackedMoments(s.dim()));
        }
        case CLASS -> addOnce(classes, key, ClassStore.decode(value, known().dim()));
        case MOMENTS -> {
          int dim = known().dim();
          PackedMoments into = moments.orElseThrow();
          if (blocks >= into.blocks()) {
            throw new IllegalArgumentException("there is a block of moments too many");
          }
          MomentStore.decode(value, into, dim, blocks++);
        }
        case SAMPLE -> addOnce(samples, key, sample(key, BankCodec.decode(value)));
        default -> throw new IllegalArgumentException("a record is of kind " + kind);
      }
    }

    private static <T> void addOnce(Map<String, T> map, String key, T value) {
      if (map.put(key, value) != null) {
        throw new IllegalArgumentException("'" + key + "' is there twice");
      }
    }

    private Space known() {
      return space.orElseThrow(() -> new IllegalArgumentException("the space does not come first"));
    }

    private BankValue.Sample sample(String id, BankValue value) {
      if (value instanceof BankValue.Sample sample
          && sample.assigned().isPresent()
          && sample.space().equals(known().id())
          && sample.embedding().filter(known()::allows).isPresent()) {
        return sample;
      }
      throw new IllegalArgumentException(
          "sample '" + id + "' has no label, or no vector of space " + known().id().abbreviated());
    }

    Snapshot finish() {
      if (space.isEmpty() || blocks != moments.orElseThrow().blocks()) {
        throw new CorruptStateException("snapshot has no space, or not all blocks of moments");
      }
      try {
        SufficientStatistics statistics = SufficientStatistics.of(known(), classes, moments.get());
        if (!statistics.moments().canComeFrom(statistics.samples())) {
          throw new IllegalArgumentException(
              "moments cannot come from " + statistics.samples() + " samples");
        }
        return new Snapshot(statistics, samples);
      } catch (IllegalArgumentException e) {
        throw new CorruptStateException("snapshot contradicts itself: " + e.getMessage());
      }
    }
  }
}
