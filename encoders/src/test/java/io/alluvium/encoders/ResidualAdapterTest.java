package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.learning.Embedding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class ResidualAdapterTest {
  /** One hidden unit over two dimensions: A = (1, -1), a = 0.5, B = (0, 2)', b = (0.25, 0). */
  private static final ResidualAdapter SMALL = small(Activation.RELU);

  /** The file of {@link #SMALL} as version 1 wrote it. */
  private static final String GOLDEN =
      "414c5241010000000000000002000000010000000000803f000080bf0000003f00000000000000400000803e00000000";

  private static ResidualAdapter small(Activation activation) {
    return new ResidualAdapter(
        activation,
        new float[] {1, -1},
        new float[] {0.5f},
        new float[] {0, 2},
        new float[] {0.25f, 0});
  }

  @Test
  void computesWhatItsEquationSays() {
    // x = (1, 0): the unit is 1.5, so y = (1.25, 3) before it is brought to norm 1.
    assertThat(SMALL.apply(Embedding.of((short) 16384, (short) 0)))
        .containsExactly((float) (1.25 / Math.sqrt(10.5625)), (float) (3 / Math.sqrt(10.5625)));
    // x = (0, 1): the unit would be -0.5 and is 0, so y = (0.25, 1).
    assertThat(SMALL.apply(Embedding.of((short) 0, (short) 16384)))
        .containsExactly((float) (0.25 / Math.sqrt(1.0625)), (float) (1 / Math.sqrt(1.0625)));
  }

  @Test
  void appliesTheHyperbolicTangentWhereAsked() {
    double second = 2 * Math.tanh(1.5);
    double norm = Math.hypot(1.25, second);
    assertThat(small(Activation.TANH).apply(Embedding.of((short) 16384, (short) 0))[1])
        .isCloseTo((float) (second / norm), within(1e-6f));
  }

  @Test
  void changesNothingWithoutWeightsAbove() {
    ResidualAdapter none =
        new ResidualAdapter(
            Activation.RELU, new float[] {3, 4}, new float[1], new float[2], new float[2]);
    assertThat(none.apply(Embedding.of((short) 9830, (short) -13107)))
        .containsExactly(new float[] {0.6f, -0.8f}, within(1e-4f));
  }

  @Test
  void readsWhatItWrote() {
    ResidualAdapter read = ResidualAdapter.fromBytes(SMALL.toBytes());
    assertThat(read.toBytes()).isEqualTo(SMALL.toBytes());
    assertThat(read.dim()).isEqualTo(2);
    assertThat(read.hidden()).isEqualTo(1);
  }

  @Test
  void readsVersionOne() {
    byte[] golden = sealed(HexFormat.of().parseHex(GOLDEN));
    assertThat(ResidualAdapter.fromBytes(golden).toBytes()).isEqualTo(golden);
    assertThat(SMALL.toBytes()).isEqualTo(golden);
  }

  @Test
  void refusesBytesThatAreNoAdapter() {
    assertRefused(new byte[0], "is not a file of adapter weights");
    assertRefused(
        "a text of some length, not magic".getBytes(StandardCharsets.UTF_8), "is not a file");
    assertRefused(changed(4, 2), "version is 2, expected 1");
    assertRefused(changed(8, 7), "activation is 7, expected 0 or 1");
    assertRefused(changed(8, -1), "activation is -1");
    assertRefused(changed(12, 0), "width is 0, expected 1 to 8192");
    assertRefused(changed(12, Integer.MAX_VALUE), "width is 2147483647, expected 1 to 8192");
    assertRefused(changed(16, -5), "number of hidden units is -5, expected 1 to 4096");
    assertRefused(changed(16, 4097), "number of hidden units is 4097, expected 1 to 4096");
    // The largest sizes that are allowed, in a file that does not have them.
    assertRefused(changed(16, 4096), "has 52 bytes, expected ");
    assertRefused(changed(12, 8192), "has 52 bytes, expected ");
    assertRefused(Arrays.copyOf(SMALL.toBytes(), 51), "has 51 bytes, expected 52");
    byte[] flipped = SMALL.toBytes();
    flipped[25] ^= 1;
    assertRefused(flipped, "is damaged");
  }

  @Test
  void refusesWeightsThatAreNoNumbers() {
    assertRefused(changed(20, Float.floatToIntBits(Float.NaN)), "A has a weight of NaN");
    assertRefused(
        changed(44, Float.floatToIntBits(Float.NEGATIVE_INFINITY)), "b has a weight of -Infinity");
    assertRefused(changed(28, Float.floatToIntBits(1e7f)), "a has a weight of 1.0E7");
  }

  @Test
  void refusesSizesThatDoNotFit() {
    assertThatThrownBy(() ->
            new ResidualAdapter(
                Activation.RELU, new float[3], new float[1], new float[2], new float[2]))
        .hasMessage("A has 3 weights, expected 2");
    assertThatThrownBy(() -> SMALL.apply(Embedding.of((short) 1)))
        .hasMessage("embedding has dimension 1, the adapter has 2");
  }

  @Test
  void refusesToGiveNothing() {
    ResidualAdapter away =
        new ResidualAdapter(
            Activation.RELU,
            new float[] {1, 0},
            new float[1],
            new float[] {-1, 0},
            new float[] {0, 0});
    assertThatThrownBy(() -> away.apply(Embedding.of((short) 16384, (short) 0)))
        .hasMessage("the adapter gave a vector of norm 0");
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> ResidualAdapter.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  /** Returns the bytes with another int32, and the checksum that belongs to them. */
  private static byte[] changed(int offset, int value) {
    byte[] bytes = SMALL.toBytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return sealed(Arrays.copyOf(bytes, bytes.length - Integer.BYTES));
  }

  private static byte[] sealed(byte[] content) {
    CRC32C checksum = new CRC32C();
    checksum.update(content);
    return ByteBuffer.allocate(content.length + Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(content)
        .putInt((int) checksum.getValue())
        .array();
  }
}
