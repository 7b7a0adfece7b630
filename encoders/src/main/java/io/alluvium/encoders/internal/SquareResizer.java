package io.alluvium.encoders.internal;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * Brings an image to a square of RGB bytes.
 *
 * <ol>
 *   <li>With short side c above the side asked for, the centred square of side round(0.875 c) is
 *       cut out, else the centred square of side c.
 *   <li>While the square is more than twice the side asked for, it is halved.
 *   <li>It is drawn to the side asked for; all drawing is bilinear, on black.
 * </ol>
 *
 * @param side length of a side of the result in pixels
 */
record SquareResizer(int side) {
  /** Identity of these steps in the space id: to be changed with any of them. */
  static final String STEPS = "centre-0.875-halve-bilinear-rgb-1";

  private static final double CENTRE = 0.875;

  /** Returns the bytes of the square, row by row, channels last: byte[side * side * 3]. */
  byte[] rgb(BufferedImage image) {
    int shortSide = Math.min(image.getWidth(), image.getHeight());
    int cut = shortSide > side ? (int) Math.round(CENTRE * shortSide) : shortSide;
    BufferedImage square =
        image.getSubimage((image.getWidth() - cut) / 2, (image.getHeight() - cut) / 2, cut, cut);
    while (square.getWidth() > 2 * side) {
      square = draw(square, square.getWidth() / 2);
    }
    return bytes(draw(square, side));
  }

  private static BufferedImage draw(BufferedImage source, int side) {
    BufferedImage target = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = target.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.drawImage(source, 0, 0, side, side, null);
    } finally {
      graphics.dispose();
    }
    return target;
  }

  private byte[] bytes(BufferedImage square) {
    int[] pixels = square.getRGB(0, 0, side, side, null, 0, side);
    byte[] bytes = new byte[pixels.length * 3];
    for (int i = 0; i < pixels.length; i++) {
      bytes[3 * i] = (byte) (pixels[i] >> 16);
      bytes[3 * i + 1] = (byte) (pixels[i] >> 8);
      bytes[3 * i + 2] = (byte) pixels[i];
    }
    return bytes;
  }
}
