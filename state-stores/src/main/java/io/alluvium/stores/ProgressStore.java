package io.alluvium.stores;

import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.LearnerProgress.Solve;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What LEARN knows besides its memory: its place in the ledger, and the space it learns in.
 *
 * <p>One writer; used by the thread of its task only.
 */
public final class ProgressStore {
  private static final int UNCOUNTED = 1;
  private static final int COUNTED = 2;
  private static final int TIMED = 3;
  private static final Frame PROGRESS = new Frame("progress", 'P', TIMED);
  private static final Frame SPACE = new Frame("space", 'X', 1);
  private static final Bytes PROGRESS_KEY = Bytes.wrap(Frame.utf8("progress"));
  private static final Bytes SPACE_KEY = Bytes.wrap(Frame.utf8("space"));
  private static final byte L2 = 0;
  private static final byte FIXED = 1;

  private final KeyValueStore<Bytes, byte[]> bytes;

  /** Wraps the store of the given bytes. */
  public ProgressStore(KeyValueStore<Bytes, byte[]> bytes) {
    this.bytes = bytes;
  }

  /** Returns whether something lies under a key of this store. */
  static boolean isKey(Bytes key) {
    return key.equals(PROGRESS_KEY) || key.equals(SPACE_KEY);
  }

  /**
   * Returns the place, or the beginning.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Progress progress() {
    byte[] value = bytes.get(PROGRESS_KEY);
    return value == null ? Progress.start() : decodeProgress(value);
  }

  /** Remembers the place. */
  public void put(Progress progress) {
    bytes.put(PROGRESS_KEY, encode(progress));
  }

  /**
   * Returns the space that is learnt in, if one was announced.
   *
   * @throws CorruptStateException if stored bytes are damaged
   */
  public Optional<Space> space() {
    return Optional.ofNullable(bytes.get(SPACE_KEY)).map(ProgressStore::decodeSpace);
  }

  /** Remembers the space that is learnt in. */
  public void put(Space space) {
    bytes.put(SPACE_KEY, encode(space));
  }

  static byte[] encode(Progress progress) {
    LearnerProgress learner = progress.learner();
    int version = version(learner);
    List<Counter> told = progress.tally().told();
    int solves = 1 + (learner.pending().isPresent() ? 6 : 3) * Long.BYTES;
    int clocks =
        version < TIMED
            ? 0
            : Long.BYTES
                + clockBytes(learner.effective())
                + learner.pending().map(ProgressStore::clockBytes).orElse(0);
    int length =
        (version < COUNTED ? 5 : 6) * Long.BYTES
            + clocks
            + Frame.optionalLongBytes(learner.lastUpdateOffset())
            + Frame.optionalLongBytes(learner.modelOffset())
            + solves
            + HashChain.BYTES
            + Short.BYTES
            + told.size() * Long.BYTES;
    return PROGRESS.seal(
        version,
        length,
        buffer -> {
          learner.labelled().ifPresent(buffer::putLong);
          if (version >= TIMED) {
            buffer.putLong(learner.clock());
          }
          buffer.putLong(learner.entries()).putLong(learner.updates());
          Frame.putOptionalLong(buffer, learner.lastUpdateOffset());
          Frame.putOptionalLong(buffer, learner.modelOffset());
          putSolve(buffer, learner.effective(), version);
          buffer.put((byte) (learner.pending().isPresent() ? 1 : 0));
          learner.pending().ifPresent(solve -> putSolve(buffer, solve, version));
          buffer
              .putLong(progress.checkpoint())
              .putLong(progress.purged())
              .putLong(progress.lastOffset());
          buffer.put(progress.chain().link());
          buffer.putShort((short) told.size());
          told.forEach(counter -> buffer.putLong(progress.tally().get(counter)));
        });
  }

  static Progress decodeProgress(byte[] value) {
    return PROGRESS.openAny(
        value,
        (buffer, version) -> {
          OptionalLong labelled =
              version >= COUNTED ? OptionalLong.of(buffer.getLong()) : OptionalLong.empty();
          long clock = version >= TIMED ? buffer.getLong() : 0;
          long entries = buffer.getLong();
          long updates = buffer.getLong();
          OptionalLong lastUpdate = Frame.getOptionalLong(buffer);
          OptionalLong model = Frame.getOptionalLong(buffer);
          Solve effective = getSolve(buffer, version);
          Optional<Solve> pending =
              Frame.getPresence(buffer) ? Optional.of(getSolve(buffer, version)) : Optional.empty();
          var learner =
              new LearnerProgress(
                  entries, updates, labelled, lastUpdate, model, effective, pending, clock);
          long checkpoint = buffer.getLong();
          long purged = buffer.getLong();
          long lastOffset = buffer.getLong();
          byte[] link = Frame.getBytes(buffer, HashChain.BYTES);
          return new Progress(
              learner, checkpoint, purged, lastOffset, HashChain.at(link), getTally(buffer));
        });
  }

  /** Reads as many counters as were written; those added since then are zero. */
  private static Tally getTally(ByteBuffer buffer) {
    int stored = Short.toUnsignedInt(buffer.getShort());
    if (stored > Counter.values().length) {
      throw new IllegalArgumentException(
          "progress has " + stored + " counters, this program knows " + Counter.values().length);
    }
    Tally tally = new Tally();
    List.of(Counter.values())
        .subList(0, stored)
        .forEach(counter -> tally.set(counter, buffer.getLong()));
    return tally;
  }

  /** Without a clock there is no time to tell apart, and layouts are those of before. */
  private static int version(LearnerProgress learner) {
    if (learner.clock() > 0) {
      return TIMED;
    }
    return learner.labelled().isPresent() ? COUNTED : UNCOUNTED;
  }

  private static void putSolve(ByteBuffer buffer, Solve solve, int version) {
    buffer.putLong(solve.updates()).putLong(solve.entries()).putLong(solve.effect());
    if (version >= TIMED) {
      buffer.putLong(solve.clock());
      Frame.putOptionalLong(buffer, solve.newest());
    }
  }

  private static int clockBytes(Solve solve) {
    return Long.BYTES + Frame.optionalLongBytes(solve.newest());
  }

  private static Solve getSolve(ByteBuffer buffer, int version) {
    long updates = buffer.getLong();
    long entries = buffer.getLong();
    long effect = buffer.getLong();
    return version < TIMED
        ? new Solve(updates, entries, effect)
        : new Solve(updates, entries, effect, buffer.getLong(), Frame.getOptionalLong(buffer));
  }

  static byte[] encode(Space space) {
    return SPACE.seal(
        SpaceId.BYTES + Integer.BYTES + 1 + 2 * Double.BYTES,
        buffer -> {
          buffer.put(space.id().toBytes()).putInt(space.dim());
          switch (space.normalisation()) {
            case Normalisation.L2() -> buffer.put(L2).putDouble(0).putDouble(0);
            case Normalisation.Fixed(double clip, double scale) ->
                buffer.put(FIXED).putDouble(clip).putDouble(scale);
          }
        });
  }

  static Space decodeSpace(byte[] value) {
    return SPACE.open(
        value,
        buffer -> {
          byte[] id = Frame.getBytes(buffer, SpaceId.BYTES);
          int dim = buffer.getInt();
          byte kind = buffer.get();
          double clip = buffer.getDouble();
          double scale = buffer.getDouble();
          Normalisation normalisation =
              switch (kind) {
                case L2 -> new Normalisation.L2();
                case FIXED -> new Normalisation.Fixed(clip, scale);
                default ->
                    throw new IllegalArgumentException(
                        "normalisation is " + kind + ", expected 0 or 1");
              };
          return new Space(SpaceId.ofBytes(id), dim, normalisation);
        });
  }
}
