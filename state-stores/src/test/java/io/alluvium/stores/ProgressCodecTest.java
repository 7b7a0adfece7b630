package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.LearnerProgress;
import io.alluvium.learning.LearnerProgress.Solve;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ProgressCodecTest extends CodecContractTest<Progress> {
  private static final List<Counter> ALL = List.of(Counter.values());
  private static final int COUNTERS = ALL.size();

  /** Those that are always written. */
  private static final int AT_FIRST = ALL.indexOf(Counter.REFUSED_COMMANDS) + 1;

  @Override
  byte[] encode(Progress value) {
    return ProgressStore.encode(value);
  }

  @Override
  Progress decode(byte[] bytes) {
    return ProgressStore.decodeProgress(bytes);
  }

  @Override
  Object view(Progress value) {
    List<Long> counts = ALL.stream().map(value.tally()::get).toList();
    return List.of(
        value.learner(),
        value.checkpoint(),
        value.purged(),
        value.lastOffset(),
        value.chain().hex(),
        counts);
  }

  @Override
  Progress random(RandomGenerator random) {
    HashChain chain = HashChain.start();
    chain.append(Values.text(random).getBytes(US_ASCII));
    Tally tally = new Tally();
    for (Counter counter : ALL) {
      tally.set(counter, random.nextLong());
    }
    long clock = random.nextBoolean() ? 0 : random.nextLong(1, Long.MAX_VALUE);
    LearnerProgress learner =
        new LearnerProgress(
            random.nextLong(),
            random.nextLong(),
            clock > 0 ? OptionalLong.of(random.nextLong()) : Values.maybeLong(random),
            Values.maybeLong(random),
            Values.maybeLong(random),
            solve(random, clock),
            Values.maybe(random, () -> solve(random, clock)),
            clock);
    return new Progress(
        learner, random.nextLong(), random.nextLong(), random.nextLong(), chain, tally);
  }

  private static Solve solve(RandomGenerator random, long clock) {
    return clock == 0
        ? new Solve(random.nextLong(), random.nextLong(), random.nextLong())
        : new Solve(
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            Values.maybeLong(random));
  }

  @Override
  int newest() {
    return 3;
  }

  @Override
  Progress golden() {
    return golden(
        OptionalLong.of(321),
        new Solve(400, 800, 900, 5, OptionalLong.of(1999)),
        new Solve(480, 990, 1090, 6, OptionalLong.empty()),
        7);
  }

  @Override
  Progress golden(int version) {
    return golden(
        version == 1 ? OptionalLong.empty() : OptionalLong.of(321),
        new Solve(400, 800, 900),
        new Solve(480, 990, 1090),
        0);
  }

  private static Progress golden(
      OptionalLong labelled, Solve effective, Solve pending, long clock) {
    HashChain chain = HashChain.start();
    chain.append("golden".getBytes(US_ASCII));
    Tally tally = new Tally();
    for (int i = 0; i < AT_FIRST; i++) {
      tally.set(ALL.get(i), 100L + i);
    }
    LearnerProgress learner =
        new LearnerProgress(
            1000,
            500,
            labelled,
            OptionalLong.of(2000),
            OptionalLong.empty(),
            effective,
            Optional.of(pending),
            clock);
    return new Progress(learner, 450, 400, 2001, chain, tally);
  }

  @Override
  String name() {
    return "progress";
  }

  @Override
  String what() {
    return "progress";
  }

  @Test
  void countersAddedSinceItWasWrittenAreZero() {
    byte[] bytes = encode(golden());
    byte[] older = Arrays.copyOf(bytes, bytes.length - 2 * Long.BYTES);
    Tally tally = decode(withCounters(older, AT_FIRST - 2)).tally();
    for (int i = 0; i < COUNTERS; i++) {
      assertThat(tally.get(ALL.get(i))).isEqualTo(i < AT_FIRST - 2 ? 100 + i : 0);
    }
  }

  @Test
  void laterCountersAreWrittenAsFarAsAnythingWasCounted() {
    Progress progress = golden();
    int plain = encode(progress).length;
    progress.tally().increment(Counter.BACKFILL_UNKNOWN);
    assertThat(encode(progress)).hasSize(plain + 2 * Long.BYTES);
    assertThat(view(decode(encode(progress)))).isEqualTo(view(progress));
  }

  @Test
  void moreCountersThanKnownAreRefused() {
    byte[] bytes = encode(golden());
    byte[] newer = Arrays.copyOf(bytes, bytes.length + (COUNTERS + 1 - AT_FIRST) * Long.BYTES);
    assertThatThrownBy(() -> decode(withCounters(newer, COUNTERS + 1)))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining(
            "progress has " + (COUNTERS + 1) + " counters, this program knows " + COUNTERS);
  }

  private static byte[] withCounters(byte[] bytes, int counters) {
    int at = bytes.length - Integer.BYTES - counters * Long.BYTES - Short.BYTES;
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(at, (short) counters);
    return Checksums.resealed(bytes);
  }
}
