package io.alluvium.evaluation.corruption;

import java.awt.image.BufferedImage;

/** An image as red, green and blue in [0, 1], row by row, channels side by side. Immutable. */
final class Pixels {
  private static final int CHANNELS = 3;
  private static final double LARGEST = 255;

  private final int width;
  private final int height;
  private final double[] values;

  /** Changes one channel of one pixel. */
  interface Change {
    /** Returns the new value, which is clipped. */
    double apply(int channel, double value);
  }

  private Pixels(int width, int height, double[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  static Pixels of(BufferedImage image) {
    Pixels pixels =
        new Pixels(
            image.getWidth(),
            image.getHeight(),
            new double[image.getWidth() * image.getHeight() * CHANNELS]);
    for (int y = 0; y < pixels.height; y++) {
      for (int x = 0; x < pixels.width; x++) {
        int rgb = image.getRGB(x, y);
        for (int channel = 0; channel < CHANNELS; channel++) {
          pixels.values[pixels.at(x, y, channel)] = (rgb >> (16 - 8 * channel) & 255) / LARGEST;
        }
      }
    }
    return pixels;
  }

  private int at(int x, int y, int channel) {
    return (y * width + x) * CHANNELS + channel;
  }

  BufferedImage toImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
          rgb = rgb << 8 | (int) Math.rint(values[at(x, y, channel)] * LARGEST);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Returns the image with each value changed and clipped to [0, 1]. */
  Pixels each(Change change) {
    double[] changed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      changed[i] = Math.clamp(change.apply(i % CHANNELS, values[i]), 0, 1);
    }
    return new Pixels(width, height, changed);
  }

  /** Returns the image under a normal kernel of a deviation in pixels; its border goes on. */
  Pixels blurred(double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    double[] kernel = new double[2 * reach + 1];
    double total = 0;
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = StrictMath.exp(-0.5 * i * i / (deviation * deviation));
      total += kernel[i + reach];
    }
    return smoothed(kernel, total, 1, 0).smoothed(kernel, total, 0, 1);
  }

  private Pixels smoothed(double[] kernel, double total, int stepX, int stepY) {
    int reach = kernel.length / 2;
    double[] smooth = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int i = -reach; i <= reach; i++) {
          int fromX = Math.clamp(x + (long) i * stepX, 0, width - 1);
          int fromY = Math.clamp(y + (long) i * stepY, 0, height - 1);
          for (int channel = 0; channel < CHANNELS; channel++) {
            smooth[at(x, y, channel)] +=
                kernel[i + reach] / total * values[at(fromX, fromY, channel)];
          }
        }
      }
    }
    return new Pixels(width, height, smooth);
  }

  /** Returns the image of fewer pixels, each so many times as wide and as high. */
  Pixels pixelated(double factor) {
    double[] coarse = new double[values.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int fromX = middle(x, factor, width);
        int fromY = middle(y, factor, height);
        for (int channel = 0; channel < CHANNELS; channel++) {
          coarse[at(x, y, channel)] = values[at(fromX, fromY, channel)];
        }
      }
    }
    return new Pixels(width, height, coarse);
  }

  private static int middle(int place, double factor, int size) {
    return (int) Math.min(size - 1, Math.floor((Math.floor(place / factor) + 0.5) * factor));
  }
}
