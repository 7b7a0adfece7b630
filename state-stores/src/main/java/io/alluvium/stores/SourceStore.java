package io.alluvium.stores;

import io.alluvium.learning.StateWords;
import io.alluvium.learning.source.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is known of each source, of what they are compared with, and of candidates for new classes.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class SourceStore {
  private static final Frame FRAME = new Frame("watch", 'V', 1);
  private static final Bytes REFERENCE = Bytes.wrap(Frame.utf8("reference"));
  private static final Bytes GLANCES = Bytes.wrap(Frame.utf8("glances"));
  private static final Bytes RELEASED = Bytes.wrap(Frame.utf8("released"));
  private static final int SEEN_BYTES = 2 * Long.BYTES;

  private final KeyValueStore<Bytes, byte[]> bytes;
  private final PrefixedValues<WatchState> sources;
  private final PrefixedValues<WatchState> unknown;
  private final PrefixedValues<WatchState> candidates;

  /** Wraps the store of the given bytes. */
  public SourceStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
    this.sources = values("source/");
    this.unknown = values("unknown/");
    this.candidates = values("candidate/");
  }

  private PrefixedValues<WatchState> values(String prefix) {
    return new PrefixedValues<>(bytes, prefix, SourceStore::encode, SourceStore::decode);
  }

  /**
   * Returns what is known of a source.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> source(String name) {
    return sources.get(name);
  }

  /** Remembers what is known of a source. */
  public void put(String name, WatchState state) {
    sources.put(name, state);
  }

  /** Forgets a source. */
  public void delete(String name) {
    sources.delete(name);
  }

  /**
   * Visits all sources in ascending order of the UTF-8 bytes of their names.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEach(BiConsumer<String, WatchState> visitor) {
    sources.forEach(visitor);
  }

  /**
   * Returns the samples of a source that look like no known class, if any were written.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> unknown(String source) {
    return unknown.get(source);
  }

  /** Remembers such samples. */
  public void putUnknown(String source, WatchState state) {
    unknown.put(source, state);
  }

  /** Forgets such samples. */
  public void deleteUnknown(String source) {
    unknown.delete(source);
  }

  /** Remembers a candidate for a new class. */
  public void putCandidate(String id, WatchState state) {
    candidates.put(id, state);
  }

  /** Forgets a candidate. */
  public void deleteCandidate(String id) {
    candidates.delete(id);
  }

  /**
   * Visits all candidates in ascending order of the UTF-8 bytes of their ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachCandidate(BiConsumer<String, WatchState> visitor) {
    candidates.forEach(visitor);
  }

  /**
   * Returns what sources are compared with, if there is anything.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> reference() {
    return Optional.ofNullable(bytes.get(REFERENCE)).map(SourceStore::decode);
  }

  /** Remembers what sources are compared with. */
  public void putReference(WatchState state) {
    bytes.put(REFERENCE, encode(state));
  }

  /**
   * Returns how sure answers by the small encoder of a cascade are, if any label told.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> glances() {
    return Optional.ofNullable(bytes.get(GLANCES)).map(SourceStore::decode);
  }

  /** Remembers how sure such answers are. */
  public void putGlances(WatchState state) {
    bytes.put(GLANCES, encode(state));
  }

  /**
   * Returns what samples of a released encoder are ranked among, if there is anything.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> released() {
    return Optional.ofNullable(bytes.get(RELEASED)).map(SourceStore::decode);
  }

  /** Remembers what they are ranked among. */
  public void putReleased(WatchState state) {
    bytes.put(RELEASED, encode(state));
  }

  /** Visits keys and values as they are stored, in ascending order of the keys. */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    RawEntries.forEach(bytes, visitor);
  }

  /** Makes everything that was deleted or replaced leave the disk. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  static byte[] encode(WatchState state) {
    List<byte[]> ids = state.seen().stream().map(Seen::id).map(Frame::utf8).toList();
    int length =
        Long.BYTES
            + Short.BYTES
            + ids.stream().mapToInt(id -> Frame.textBytes(id) + SEEN_BYTES).sum()
            + Integer.BYTES
            + state.words().size() * Long.BYTES;
    return FRAME.seal(
        length,
        buffer -> {
          buffer.putLong(state.offset()).putShort((short) state.seen().size());
          for (int i = 0; i < ids.size(); i++) {
            Frame.putText(buffer, ids.get(i));
            buffer.putLong(state.seen().get(i).offset()).putLong(state.seen().get(i).entry());
          }
          buffer.putInt(state.words().size());
          state.words().writeTo(buffer);
        });
  }

  static WatchState decode(byte[] value) {
    return FRAME.open(
        value,
        buffer -> {
          long offset = buffer.getLong();
          List<Seen> seen = new ArrayList<>();
          for (int left = Short.toUnsignedInt(buffer.getShort()); left > 0; left--) {
            seen.add(new Seen(Frame.getText(buffer), buffer.getLong(), buffer.getLong()));
          }
          return new WatchState(offset, seen, StateWords.readFrom(buffer, buffer.getInt()));
        });
  }
}
