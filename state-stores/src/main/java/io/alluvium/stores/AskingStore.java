package io.alluvium.stores;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Whom somebody was asked about: what was spent of the budget of each source, requests that are
 * open, and how answers came out.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class AskingStore {
  private static final Frame OPEN = new Frame("open request", 'O', 1);
  private static final Bytes TALLY = Bytes.wrap(Frame.utf8("tally"));

  private final KeyValueStore<Bytes, byte[]> bytes;
  private final PrefixedValues<WatchState> sources;
  private final PrefixedValues<OpenRequest> open;

  /** Wraps the store of the given bytes. */
  public AskingStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
    this.sources = new PrefixedValues<>(bytes, "source/", SourceStore::encode, SourceStore::decode);
    this.open = new PrefixedValues<>(bytes, "open/", AskingStore::encode, AskingStore::decode);
  }

  /** Remembers what is known of a source; it has no samples of its own. */
  public void putSource(String name, WatchState state) {
    sources.put(name, state);
  }

  /** Forgets a source. */
  public void deleteSource(String name) {
    sources.delete(name);
  }

  /**
   * Visits all sources in ascending order of the UTF-8 bytes of their names.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachSource(BiConsumer<String, WatchState> visitor) {
    sources.forEach(visitor);
  }

  /** Remembers that a request about a sample is open. */
  public void putOpen(String sampleId, OpenRequest request) {
    open.put(sampleId, request);
  }

  /** Forgets the request about a sample. */
  public void deleteOpen(String sampleId) {
    open.delete(sampleId);
  }

  /**
   * Visits all open requests in ascending order of the UTF-8 bytes of the ids of their samples.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachOpen(BiConsumer<String, OpenRequest> visitor) {
    open.forEach(visitor);
  }

  /**
   * Returns how answers came out, if there are any.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<WatchState> tally() {
    return Optional.ofNullable(bytes.get(TALLY)).map(SourceStore::decode);
  }

  /** Remembers how answers came out. */
  public void putTally(WatchState state) {
    bytes.put(TALLY, SourceStore.encode(state));
  }

  /** Visits keys and values as they are stored, in ascending order of the keys. */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    RawEntries.forEach(bytes, visitor);
  }

  /** Makes everything that was deleted or replaced leave the disk. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  static byte[] encode(OpenRequest request) {
    byte[] source = Frame.utf8(request.source());
    Optional<byte[]> answer = request.answer().map(Frame::utf8);
    return OPEN.seal(
        Long.BYTES + 1 + Frame.textBytes(source) + Frame.optionalTextBytes(answer),
        buffer -> {
          buffer.putLong(request.offset()).put((byte) (request.random() ? 1 : 0));
          Frame.putText(buffer, source);
          Frame.putOptionalText(buffer, answer);
        });
  }

  static OpenRequest decode(byte[] value) {
    return OPEN.open(
        value,
        buffer -> {
          long offset = buffer.getLong();
          boolean random = Frame.getPresence(buffer);
          return new OpenRequest(
              offset, Frame.getText(buffer), random, Frame.getOptionalText(buffer));
        });
  }
}
