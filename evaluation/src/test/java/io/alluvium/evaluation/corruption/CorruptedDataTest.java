package io.alluvium.evaluation.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.RowSink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class CorruptedDataTest {
  private static final int ROWS = 40;

  private static DataSet data(String payload, IntFunction<Payload> content) {
    return new DataSet(
        "some",
        List.of(),
        payload,
        DataProperties.of(Map.of()),
        "00",
        sink -> {
          for (int i = 0; i < ROWS; i++) {
            sink.row(
                new Row("r" + i, "c", Row.Role.TRAIN, "", "", i, content.apply(i), "line " + i));
          }
        });
  }

  private static DataSet images() {
    Random random = new Random(1);
    byte[] png = png(random);
    return data("image", i -> new Payload.Image(png));
  }

  private static byte[] png(Random random) {
    BufferedImage image = new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 16 * 12; i++) {
      image.setRGB(i % 16, i / 16, random.nextInt(1 << 24) & 0x7f7f7f);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static List<Payload> read(DataSet data) {
    List<Payload> payloads = new ArrayList<>();
    data.reader()
        .read(
            new RowSink() {
              @Override
              public void row(Row row) {
                payloads.add(row.payload());
              }

              @Override
              public void bad(String place, String reason) {
                throw new AssertionError(reason);
              }
            });
    return payloads;
  }

  private static List<Payload> damaged(DataSet data, String corruption) {
    TreeSet<String> ids = new TreeSet<>(List.of("r1", "r2"));
    return read(CorruptedData.of(data, Corruption.parse(corruption, data.payload()), ids));
  }

  private static double distance(Payload one, Payload other) {
    try {
      BufferedImage left = ImageIO.read(new ByteArrayInputStream(((Payload.Image) one).bytes()));
      BufferedImage right = ImageIO.read(new ByteArrayInputStream(((Payload.Image) other).bytes()));
      double sum = 0;
      for (int i = 0; i < 16 * 12; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
          int gap =
              (left.getRGB(i % 16, i / 16) >> shift & 255)
                  - (right.getRGB(i % 16, i / 16) >> shift & 255);
          sum += gap * gap;
        }
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyKindDamagesImagesTheMoreTheWorseItIs() {
    Payload whole = read(images()).getFirst();
    for (Corruption.Kind kind : Corruption.Kind.of("image")) {
      double mild = distance(whole, damaged(images(), kind.key() + ":1").getFirst());
      double bad = distance(whole, damaged(images(), kind.key() + ":5").getFirst());

      assertThat(mild).as(kind.key()).isPositive().isLessThan(bad);
    }
  }

  @Test
  void onlyNamedRowsAreLeftAndEqualEachTime() {
    List<Payload> once = damaged(images(), "noise:3");

    assertThat(once).hasSize(2).isEqualTo(damaged(images(), "noise:3"));
    assertThat(once.get(0)).isNotEqualTo(once.get(1));
  }

  @Test
  void whatIsNoImageIsLeftToTheEncoder() {
    byte[] broken = Arrays.copyOf(png(new Random(1)), 60);
    DataSet images = data("image", i -> new Payload.Image(i == 1 ? broken : new byte[] {1, 2}));

    assertThat(damaged(images, "noise:3")).isEqualTo(read(images).subList(1, 3));
  }

  @Test
  void textsAreTypedBadly() {
    DataSet texts = data("text", i -> new Payload.Text("the quick brown fox jumps over " + i));

    assertThat(damaged(texts, "typing:5")).isNotEqualTo(read(texts).subList(1, 3));
  }

  @Test
  void offsetIsTheSameForEveryRow() {
    DataSet numbers = data("numbers", i -> new Payload.Numbers(i, 2 * i));
    List<Payload> damaged = damaged(numbers, "offset:3");

    float[] one = ((Payload.Numbers) damaged.get(0)).values();
    float[] other = ((Payload.Numbers) damaged.get(1)).values();
    assertThat(other[0] - one[0]).isEqualTo(1);
    assertThat(other[1] - one[1]).isEqualTo(2);
    assertThat(one[0]).isNotEqualTo(1);
    assertThat(damaged(numbers, "gain:3")).isNotEqualTo(damaged(numbers, "gain:5"));
  }

  @Test
  void damageOfAnotherCorruptionHasAnotherHash() {
    TreeSet<String> ids = new TreeSet<>(List.of("r1"));
    DataSet images = images();

    assertThat(CorruptedData.of(images, Corruption.parse("blur:1", "image"), ids).sha256())
        .isNotEqualTo(CorruptedData.of(images, Corruption.parse("blur:2", "image"), ids).sha256());
  }

  @Test
  void whatIsNoCorruptionIsRefused() {
    assertThatThrownBy(() -> Corruption.parse("blur:6", "image"))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("6");
    assertThatThrownBy(() -> Corruption.parse("blur:2", "text")).hasMessageContaining("typing");
    assertThatThrownBy(() -> Corruption.parse("typing", "text")).hasMessageContaining("typing:3");
  }
}
