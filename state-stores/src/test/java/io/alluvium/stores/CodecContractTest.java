package io.alluvium.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every codec of stored values keeps to.
 *
 * @param <T> the values
 */
abstract class CodecContractTest<T> {
  private static final int RANDOM_VALUES = 200;

  /** Returns the value, encoded. */
  abstract byte[] encode(T value);

  abstract T decode(byte[] bytes);

  abstract T random(RandomGenerator random);

  /** Returns the value of the golden file of the newest version. */
  abstract T golden();

  /** Returns the newest version of the layout; all from 1 on are read. */
  int newest() {
    return 1;
  }

  /**
   * Returns the value of the golden file of an older version, which is the layout that the value is
   * still written in.
   */
  T golden(int version) {
    throw new AssertionError(what() + " has no version " + version);
  }

  /** Returns the name of the golden file. */
  abstract String name();

  /** Returns what the value is called in messages. */
  abstract String what();

  /** Returns something with equals that says all of the value. */
  Object view(T value) {
    return value;
  }

  @Test
  void readsBackWhatItWrote() {
    RandomGenerator random = Seeds.random();
    for (int n = 0; n < RANDOM_VALUES; n++) {
      T value = random(random);
      byte[] bytes = encode(value);
      assertThat(view(decode(bytes))).isEqualTo(view(value));
      assertThat(encode(decode(bytes))).isEqualTo(bytes);
    }
  }

  @Test
  void everyFlippedByteIsNoticed() {
    RandomGenerator random = Seeds.random();
    byte[] whole = encode(random(random));
    for (int at = 0; at < whole.length; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> decode(damaged))
          .as("byte %d of %d flipped", at, whole.length)
          .isInstanceOf(CorruptStateException.class)
          .hasMessageEndingWith(
              "; delete the local state folder (state.dir) to restore it from the changelogs");
    }
  }

  @Test
  void everyTruncationIsNoticed() {
    byte[] whole = encode(random(Seeds.random()));
    for (int length = 0; length < whole.length; length++) {
      byte[] damaged = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(damaged))
          .as("cut to %d of %d bytes", length, whole.length)
          .isInstanceOf(CorruptStateException.class);
    }
    assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(CorruptStateException.class);
  }

  /** A value that was written wrongly, under a right checksum, must not surprise the caller. */
  @Test
  void nonsenseUnderARightChecksumIsNothingWorseThanCorrupt() {
    RandomGenerator random = Seeds.random();
    byte[] whole = encode(random(random));
    for (int at = 2; at < whole.length - Integer.BYTES; at++) {
      for (int bits : new int[] {0xff, 0x80, 0x01, 1 + random.nextInt(255)}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) bits;
        assertCorruptOrReadable(Checksums.resealed(damaged), "byte " + at + " flipped");
      }
    }
    for (int length = 6; length < whole.length; length++) {
      assertCorruptOrReadable(
          Checksums.resealed(Arrays.copyOf(whole, length)), "cut to " + length + " bytes");
    }
  }

  private void assertCorruptOrReadable(byte[] damaged, String how) {
    Throwable thrown = catchThrowable(() -> decode(damaged));
    if (thrown != null) {
      assertThat(thrown).as(how).isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void unknownVersionIsNamed() {
    byte[] bytes = encode(golden());
    for (int unknown : new int[] {0, newest() + 1, 255}) {
      bytes[1] = (byte) unknown;
      assertThatThrownBy(() -> decode(bytes))
          .isInstanceOf(CorruptStateException.class)
          .hasMessageStartingWith(
              what()
                  + " has version "
                  + (byte) unknown
                  + ", this program reads version "
                  + (newest() == 1 ? "1;" : "1 to " + newest() + ";"));
    }
  }

  @Test
  void wrongMagicIsNamed() {
    byte[] bytes = encode(golden());
    char magic = (char) bytes[0];
    bytes[0] = '?';
    assertThatThrownBy(() -> decode(bytes))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageMatching("[a-z ]+ begins with byte 63, expected '[A-Z]'.*")
        .hasMessageContaining(magic == 'E' ? "'S'" : "'" + magic + "'");
  }

  @Test
  void readsAndWritesTheGoldenFiles() {
    for (int version = 1; version <= newest(); version++) {
      T value = version == newest() ? golden() : golden(version);
      byte[] current = encode(value);
      byte[] golden = Golden.bytes(version, name(), current);
      assertThat(golden[1]).isEqualTo((byte) version);
      assertThat(view(decode(golden))).isEqualTo(view(value));
      assertThat(current).isEqualTo(golden);
    }
  }
}
