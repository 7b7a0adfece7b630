package io.alluvium.stores;

import io.alluvium.learning.HeadScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What is kept of a change to another encoder: the newest release, the samples that both encoders
 * saw, those of the old space that a backfill replaced, sums that were set aside, and the way that
 * samples go whose encoder was retired. Empty until an encoder is released.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class TransitionStore {
  /** Sums that are set aside. */
  public enum Sums {
    /** Those that the fit that runs is judged by. */
    JUDGED,
    /** Those of the old space as they were moved into the new one. */
    MOVED
  }

  private static final Bytes RELEASE = Bytes.wrap(Frame.utf8("release"));
  private static final Bytes LEFT = Bytes.wrap(Frame.utf8("left"));
  private static final String BACKFILLED = "backfilled/";

  private final KeyValueStore<Bytes, byte[]> bytes;
  private final PrefixedValues<ShadowView> views;
  private final PrefixedValues<ShadowView> backfilled;
  private final PrefixedValues<double[]> rows;

  /** Wraps the store of the given bytes. */
  public TransitionStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
    this.views =
        new PrefixedValues<>(bytes, "view/", TransitionCodec::encode, TransitionCodec::decodeView);
    this.backfilled =
        new PrefixedValues<>(
            bytes, BACKFILLED, TransitionCodec::encode, TransitionCodec::decodeView);
    this.rows =
        new PrefixedValues<>(bytes, "left/", TransitionCodec::encode, TransitionCodec::decodeRow);
  }

  /** Makes what was deleted or replaced leave the disk at once. */
  public void erase() {
    ErasableStore.erase(bytes);
  }

  /**
   * Returns the newest release, if there was one.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Release> release() {
    return Optional.ofNullable(bytes.get(RELEASE)).map(TransitionCodec::decodeRelease);
  }

  /** Remembers the release. */
  public void put(Release release) {
    bytes.put(RELEASE, TransitionCodec.encode(release));
  }

  /** Remembers a sample that both encoders saw, under its id. */
  public void put(String sampleId, ShadowView view) {
    views.put(sampleId, view);
  }

  /** Returns what both encoders saw of a sample, if they did. */
  public Optional<ShadowView> view(String sampleId) {
    return views.get(sampleId);
  }

  /** Forgets a sample that both encoders saw. */
  public void delete(String sampleId) {
    views.delete(sampleId);
  }

  /**
   * Visits ids and views in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachView(BiConsumer<String, ShadowView> visitor) {
    views.forEach(visitor);
  }

  /** Remembers a sample of the old space that a native one took the place of, under its id. */
  public void putBackfilled(String sampleId, ShadowView view) {
    backfilled.put(sampleId, view);
  }

  /** Returns both vectors of a sample of the old space that a native one took the place of. */
  public Optional<ShadowView> backfilled(String sampleId) {
    return backfilled.get(sampleId);
  }

  /** Forgets that a sample of the old space was replaced. */
  public void deleteBackfilled(String sampleId) {
    backfilled.delete(sampleId);
  }

  /** Forgets that any samples were replaced; nothing of them stays on the disk. */
  public void clearBackfilled() {
    List<String> ids = new ArrayList<>();
    backfilled.forEach((id, view) -> ids.add(id));
    ids.forEach(backfilled::delete);
    if (!ids.isEmpty()) {
      erase();
    }
  }

  /**
   * Visits ids and both vectors of replaced samples in ascending order of ids.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public void forEachBackfilled(BiConsumer<String, ShadowView> visitor) {
    backfilled.forEach(visitor);
  }

  /**
   * Returns how often each way of serving was right, by name; empty until one was asked.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Map<String, HeadScore> ways() {
    return new PanelStore(bytes).panel().scores();
  }

  /** Remembers how often each way of serving was right. */
  public void putWays(Map<String, HeadScore> scores) {
    new PanelStore(bytes).put(new Panel(Optional.empty(), List.of(), scores));
  }

  /** Sets sums aside, in the place of those that were. */
  public void put(Sums which, Snapshot sums) {
    delete(which);
    PrefixedValues<byte[]> parts = parts(which);
    int number = 0;
    for (byte[] part : sums.toParts()) {
      parts.put(numbered(number++), part);
    }
  }

  /**
   * Returns sums that were set aside, if they were.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Snapshot> sums(Sums which) {
    List<byte[]> found = new ArrayList<>();
    parts(which).forEach((number, part) -> found.add(part));
    return found.isEmpty() ? Optional.empty() : Optional.of(Snapshot.ofParts(found));
  }

  /** Forgets sums that were set aside. */
  public void delete(Sums which) {
    List<String> numbers = new ArrayList<>();
    parts(which).forEach((number, part) -> numbers.add(number));
    numbers.forEach(parts(which)::delete);
  }

  /**
   * Remembers a space that is left, and the map that leads from it.
   *
   * @param map {@link io.alluvium.learning.transition.Transition#rows}
   */
  public void put(LeftSpace left, List<double[]> map) {
    put(left);
    for (int row = 0; row < map.size(); row++) {
      rows.put(numbered(row), map.get(row));
    }
  }

  /** Remembers how far the samples of a space that is left were let go of. */
  public void put(LeftSpace left) {
    bytes.put(LEFT, TransitionCodec.encode(left));
  }

  /**
   * Returns the space that is left, if one is.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<LeftSpace> left() {
    return Optional.ofNullable(bytes.get(LEFT)).map(TransitionCodec::decodeLeft);
  }

  /**
   * Returns the rows of the map that leads from the space that is left.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public List<double[]> leftMap() {
    List<double[]> found = new ArrayList<>();
    rows.forEach((number, row) -> found.add(row));
    return found;
  }

  /** Forgets the space that was left, and what was replaced before; nothing stays on the disk. */
  public void clearLeft() {
    for (int row = leftMap().size() - 1; row >= 0; row--) {
      rows.delete(numbered(row));
    }
    bytes.delete(LEFT);
    clearBackfilled();
    erase();
  }

  private PrefixedValues<byte[]> parts(Sums which) {
    String prefix = "sums/" + which.name().toLowerCase(Locale.ROOT) + '/';
    return new PrefixedValues<>(bytes, prefix, Function.identity(), Function.identity());
  }

  private static String numbered(int number) {
    return String.format(Locale.ROOT, "%05d", number);
  }

  /**
   * Forgets everything but what a {@link GlanceStore} has put beside it, and nothing of it stays on
   * the disk.
   */
  public void clear() {
    delete(key -> true);
    erase();
  }

  /** Forgets everything but samples that were replaced. */
  public void clearButBackfilled() {
    delete(key -> !Frame.keyText(key.get()).startsWith(BACKFILLED));
  }

  private void delete(Predicate<Bytes> which) {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = bytes.all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.removeIf(GlanceStore::isKey);
    keys.stream().filter(which).forEach(bytes::delete);
  }

  /**
   * Visits keys and values as they are stored, in ascending order of keys; without what is written
   * when a place in the ledger is committed: scores, and the place of a learner, which a {@link
   * ProgressStore} may have put beside them.
   */
  public void forEachRaw(BiConsumer<byte[], byte[]> visitor) {
    RawEntries.forEach(
        bytes,
        (key, value) -> {
          Bytes wrapped = Bytes.wrap(key);
          if (!ProgressStore.isKey(wrapped) && !PanelStore.isKey(wrapped)) {
            visitor.accept(key, value);
          }
        });
  }
}
