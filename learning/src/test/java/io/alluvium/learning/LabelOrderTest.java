package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LabelOrderTest {
  @Test
  void isTheOrderOfUtf8Bytes() {
    RandomGenerator random = Seeds.random();
    int[] points = {'a', 'b', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff};
    for (int n = 0; n < 5000; n++) {
      String left = label(random, points);
      String right = label(random, points);
      int bytes =
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
      assertThat(Integer.signum(LabelOrder.ASCENDING.compare(left, right)))
          .as("%s and %s", left, right)
          .isEqualTo(Integer.signum(bytes));
    }
  }

  private static String label(RandomGenerator random, int[] points) {
    StringBuilder label = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      label.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return label.toString();
  }
}
