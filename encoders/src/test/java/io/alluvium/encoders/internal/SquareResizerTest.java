package io.alluvium.encoders.internal;

import static io.alluvium.encoders.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class SquareResizerTest {
  @Test
  void leavesASquareOfTheSideAsItIs() {
    byte[] rgb = new SquareResizer(2).rgb(image(2, 2, (x, y) -> 0x010203 + 0x101010 * (2 * y + x)));
    assertThat(rgb)
        .containsExactly(0x01, 0x02, 0x03, 0x11, 0x12, 0x13, 0x21, 0x22, 0x23, 0x31, 0x32, 0x33);
  }

  @Test
  void takesTheCentreOfASmallOblong() {
    byte[] rgb = new SquareResizer(4).rgb(image(9, 3, (x, y) -> x >= 3 && x < 6 ? 0x646464 : 0));
    assertThat(rgb).containsOnly(100);
  }

  @Test
  void cutsTheRimOffALargeImage() {
    byte[] rgb =
        new SquareResizer(4)
            .rgb(image(40, 64, (x, y) -> x < 2 || x >= 37 || y < 14 || y >= 49 ? 0 : 0x646464));
    assertThat(rgb).containsOnly(100);
  }

  @Test
  void halvesBeforeItDrawsSoThatFinePatternsBecomeGrey() {
    byte[] rgb = new SquareResizer(3).rgb(image(16, 16, (x, y) -> (x + y) % 2 == 0 ? 0xC8C8C8 : 0));
    for (byte value : rgb) {
      assertThat(value & 0xff).isBetween(98, 102);
    }
  }

  @Test
  void drawsTransparencyOnBlack() {
    BufferedImage clear = new BufferedImage(5, 5, BufferedImage.TYPE_INT_ARGB);
    assertThat(new SquareResizer(3).rgb(clear)).hasSize(27).containsOnly(0);
  }

  @Test
  void takesImagesOfOnePixel() {
    assertThat(new SquareResizer(2).rgb(image(1, 1, (x, y) -> 0x050607)))
        .containsExactly(5, 6, 7, 5, 6, 7, 5, 6, 7, 5, 6, 7);
    assertThat(new SquareResizer(1).rgb(image(2, 1, (x, y) -> 0x050607))).containsExactly(5, 6, 7);
  }
}
