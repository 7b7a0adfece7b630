package io.alluvium.encoders.internal;

import static io.alluvium.encoders.TestImages.encode;
import static io.alluvium.encoders.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.TestSeed;
import io.alluvium.encoders.UnacceptablePayloadException;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageDecoderTest {
  private static final ImageDecoder DECODER = new ImageDecoder(100_000, 1_000_000);
  private static final BufferedImage PICTURE = image(30, 20, (x, y) -> 0x0500F3 * x + y);

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void decodesEachFormat(String format) {
    BufferedImage decoded = DECODER.decode(encode(PICTURE, format));
    assertThat(decoded.getWidth()).isEqualTo(30);
    assertThat(decoded.getHeight()).isEqualTo(20);
  }

  @Test
  void refusesNothing() {
    assertRefused(new byte[0], "image is empty");
  }

  @Test
  void refusesALargeFile() {
    assertRefused(new byte[100_001], "image has 100001 bytes, limit 100000");
  }

  @Test
  void refusesWhatIsNoImage() {
    assertRefused(
        "a text of some length".getBytes(StandardCharsets.UTF_8),
        "payload is not an image, expected one of [png, jpeg, gif, bmp]");
  }

  @Test
  void refusesOtherFormats() {
    BufferedImage blackAndWhite = new BufferedImage(9, 9, BufferedImage.TYPE_BYTE_BINARY);
    assertThatThrownBy(() -> DECODER.decode(encode(blackAndWhite, "wbmp")))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessageContaining("is not an image");
  }

  @Test
  void refusesASmallFileThatClaimsManyPixels() {
    assertRefused(
        withWidthAndHeight(encode(PICTURE, "png"), 50_000, 60_000),
        "image has 50000 x 60000 = 3000000000 pixels, limit 1000000");
  }

  @Test
  void refusesAnImageThatEndsEarly() {
    byte[] file = encode(PICTURE, "png");
    assertThatThrownBy(() -> DECODER.decode(Arrays.copyOf(file, file.length / 2)))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessageStartingWith("image of " + file.length / 2 + " bytes cannot be decoded: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp"})
  void answersAnyDamageWithAnImageOrARefusal(String format) {
    Random random = TestSeed.random();
    byte[] file = encode(PICTURE, format);
    for (int round = 0; round < 300; round++) {
      byte[] damaged = file.clone();
      for (int i = 0; i < 4; i++) {
        damaged[random.nextInt(Math.min(120, file.length))] = (byte) random.nextInt();
      }
      try {
        assertThat(DECODER.decode(damaged)).isNotNull();
      } catch (UnacceptablePayloadException e) {
        assertThat(e).as("test.seed=%d", TestSeed.SEED).hasMessageContaining("image");
      }
    }
  }

  private static void assertRefused(byte[] bytes, String reason) {
    assertThatThrownBy(() -> DECODER.decode(bytes))
        .isInstanceOf(UnacceptablePayloadException.class)
        .hasMessage(reason);
  }

  /** Rewrites the header of a PNG file: 8 bytes of signature, then length, type, data, checksum. */
  private static byte[] withWidthAndHeight(byte[] png, int width, int height) {
    ByteBuffer file = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
    CRC32 checksum = new CRC32();
    checksum.update(file.array(), 12, 17);
    return file.putInt(29, (int) checksum.getValue()).array();
  }
}
