package io.alluvium.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
  private static final Pattern SCRIPT_END = Pattern.compile("</script", Pattern.CASE_INSENSITIVE);

  @TempDir private Path folder;

  private String page() throws IOException {
    HostileReport.write(folder);
    return Files.readString(ReportPage.write(folder, false));
  }

  @Test
  void namesCannotEndAScriptOrBecomeMarkup() throws IOException {
    String page = page();

    assertThat(SCRIPT_END.matcher(page).results().count())
        .as("those of the template alone")
        .isEqualTo(5);
    assertThat(page)
        .contains("<title>&lt;i&gt;data&lt;/i&gt;.csv, few-shot</title>")
        .contains("\\u003cimg src=x")
        .doesNotContain("<img src=x")
        .doesNotContain("<i>data");
    assertThat(page.split("\\{\\{report}}", -1)).as("the class of that name").hasSizeBetween(2, 99);
  }

  @Test
  void isOneFileThatLoadsNothing() throws IOException {
    String page = page();

    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<link rel=\"stylesheet\"")
        .doesNotContainPattern("(src|href)=\"https?:");
    assertThat(page.length()).isLessThan(ReportPage.MAX_BYTES / 2);
  }

  @Test
  void leavesMistakesOutBeforeItGetsTooLarge() {
    Map<String, Object> report = HostileReport.report();
    List<Object> mistakes = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      mistakes.add(Map.of("label", "long ".repeat(800) + i, "answer", "b", "count", 1));
    }
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("mistakes", mistakes);
    report.put("heads", Map.of("ncm", head));

    String page = ReportPage.html(report, Map.of());

    assertThat(page.length()).isLessThan(ReportPage.MAX_BYTES);
    assertThat(page).contains("long 499\"").doesNotContain("long 500\"");
  }

  @Test
  void everyChartIsAPictureToo() throws IOException {
    HostileReport.write(folder);
    ReportPage.write(folder, true);

    for (String chart :
        List.of(
            "stream",
            "classes",
            "confusion-ncm",
            "confusion-_b_auto__b_",
            "matrix-ncm",
            "few-shot",
            "compute",
            "calibration",
            "class-map")) {
      BufferedImage image = ImageIO.read(folder.resolve("charts").resolve(chart + ".png").toFile());
      assertThat(image.getWidth()).as(chart).isEqualTo(1920);
      assertThat(colours(image)).as(chart).isGreaterThan(8);
    }
  }

  /** How many colours a picture has. */
  private static long colours(BufferedImage image) {
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .distinct()
        .count();
  }

  @Test
  void picturesAreWellFormedWhateverTheNames() {
    try (ChartPictures pictures = new ChartPictures(Json.text(HostileReport.report()))) {
      for (int i = 0; i < pictures.ids().size(); i++) {
        assertThat(pictures.svg(i)).doesNotContain("<img", "<script", "<b>auto");
      }
    }
  }

  @Test
  void refusesAFolderWithoutAReport() {
    assertThatThrownBy(() -> ReportPage.write(folder, false))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("report.json cannot be read");
  }
}
