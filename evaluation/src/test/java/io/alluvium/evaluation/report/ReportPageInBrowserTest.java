package io.alluvium.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser. Screenshots stay in {@code target/screenshots}, to be looked at.
 * Skipped where no Chromium is installed.
 */
class ReportPageInBrowserTest {
  /** Goes before all other scripts: gathers what goes wrong. */
  private static final String LISTENER =
      """
      <script>
      var wrong = [];
      addEventListener('error', function (e) { wrong.push('error: ' + e.message); }, true);
      addEventListener('securitypolicyviolation', function (e) { wrong.push('policy: ' + e.blockedURI); });
      ['error', 'warn'].forEach(function (kind) {
        var real = console[kind];
        console[kind] = function () {
          wrong.push(kind + ': ' + Array.prototype.join.call(arguments, ' '));
          real.apply(console, arguments);
        };
      });
      </script>
      """;

  /** Goes after all other scripts: uses the page, and says what it saw. */
  private static final String PROBE =
      """
      <script>
      addEventListener('load', function () {
        function painted(canvas) {
          var data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          var colours = {};
          for (var i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 0) { colours[data[i] + ',' + data[i + 1] + ',' + data[i + 2]] = true; }
          }
          return Object.keys(colours).length;
        }
        function drawn() {
          return Array.prototype.map.call(document.querySelectorAll('[data-chart]'), function (place) {
            var canvas = place.querySelector('canvas');
            return { id: place.getAttribute('data-chart'), colours: canvas ? painted(canvas) : 0 };
          });
        }
        var seen = { charts: drawn(), tables: {} };
        document.querySelectorAll('details').forEach(function (details) { details.open = true; });
        setTimeout(function () {
          document.querySelectorAll('section').forEach(function (section) {
            var table = section.querySelector('details table');
            if (table) { seen.tables[section.id] = table.querySelectorAll('tbody tr').length; }
          });
          var section = document.getElementById('section-classes');
          var input = section.querySelector('input');
          input.value = '__PROTO__';
          input.dispatchEvent(new Event('input'));
          var rows = Array.prototype.slice.call(section.querySelectorAll('tbody tr'));
          seen.found = rows.filter(function (r) { return !r.hidden; }).map(function (r) { return r.textContent; });
          seen.cell = rows[0].querySelector('th').textContent;
          var choice = document.querySelector('#section-confusion select');
          choice.value = '1';
          choice.dispatchEvent(new Event('change'));
          document.getElementById('theme').click();
          seen.again = drawn();
          seen.theme = document.documentElement.getAttribute('data-theme');
          seen.command = document.getElementById('command').textContent;
          seen.images = document.querySelectorAll('img').length;
          seen.broken = String(window.broken);
          seen.requests = performance.getEntriesByType('resource').map(function (r) { return r.name; });
          seen.wide = document.documentElement.scrollWidth > innerWidth;
          seen.wrong = wrong;
          document.body.replaceChildren();
          document.body.setAttribute('data-seen', encodeURIComponent(JSON.stringify(seen)));
        }, 500);
      });
      </script>
      </body>
      """;

  private static final Pattern SEEN = Pattern.compile("data-seen=\"([^\"]*)\"");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private Browser browser;
  private Path page;

  @BeforeEach
  void openTheBrowser() {
    Optional<Browser> found = Browser.find(folder);
    assumeTrue(found.isPresent(), "no Chromium is installed: the page is not opened");
    browser = found.get();
    HostileReport.write(folder);
    page = ReportPage.write(folder, false);
  }

  private JsonNode seen(String... options) throws IOException, InterruptedException {
    String html = Files.readString(page);
    int head = html.indexOf("<link");
    int end = html.lastIndexOf("</body>");
    Path probed =
        Files.writeString(
            folder.resolve("probed.html"),
            html.substring(0, head) + LISTENER + html.substring(head, end) + PROBE + "</html>");
    String[] all = new String[options.length + 1];
    System.arraycopy(options, 0, all, 1, options.length);
    all[0] = "--dump-dom";
    Browser.Output output = browser.open(probed, all);
    Matcher seen = SEEN.matcher(output.out());
    assertThat(seen.find()).as("the page's scripts ran to their end: %s", output.err()).isTrue();
    String json = URLDecoder.decode(seen.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    return new ObjectMapper().readTree(json);
  }

  @Test
  void drawsSearchesAndLoadsNothing() throws Exception {
    JsonNode seen = seen("--window-size=1280,900");

    assertThat(seen.get("wrong")).isEmpty();
    assertThat(seen.get("requests")).isEmpty();
    assertThat(seen.get("charts").findValuesAsText("id"))
        .containsExactly(
            "stream",
            "classes",
            "confusion-ncm",
            "matrix-ncm",
            "few-shot",
            "compute",
            "calibration",
            "class-map");
    for (JsonNode chart : seen.get("charts")) {
      assertThat(chart.get("colours").asInt()).as(chart.get("id").asText()).isGreaterThan(8);
    }
    assertThat(seen.get("tables").size()).as("a table behind every chart").isEqualTo(8);
    assertThat(seen.get("tables").get("section-classes").asInt()).isEqualTo(14);
    assertThat(seen.get("found"))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.asText()).startsWith("__proto__"));
    assertThat(seen.get("again").findValuesAsText("id")).contains("confusion-<b>auto</b>");
    assertThat(seen.get("theme").asText()).isIn("dark", "light");
    assertThat(seen.get("command").asText())
        .isEqualTo("./alluvium evaluate --data 'it'\\''s </script> here'");
  }

  @Test
  void hostileNamesStayText() throws Exception {
    JsonNode seen = seen("--window-size=1280,900");

    assertThat(seen.get("broken").asText()).isEqualTo("undefined");
    assertThat(seen.get("images").asInt()).isZero();
    assertThat(seen.get("cell").asText()).isEqualTo(HostileReport.LABELS.getFirst());
  }

  @Test
  void fitsAPhone() throws Exception {
    JsonNode seen = seen("--window-size=500,900");

    assertThat(seen.get("wide").asBoolean()).as("no scrolling sideways").isFalse();
    assertThat(seen.get("charts")).hasSize(8);
    assertThat(seen.get("wrong")).isEmpty();
  }

  @Test
  void looksDarkWhereTheReaderWantsItDark() throws Exception {
    Path screenshots =
        Files.createDirectories(
            Path.of(System.getProperty("alluvium.buildDirectory", "target"), "screenshots"));
    double light = brightness(screenshots.resolve("desktop-light.png"), "1280,4600", false);
    double dark = brightness(screenshots.resolve("desktop-dark.png"), "1280,4600", true);
    brightness(screenshots.resolve("phone-light.png"), "500,4200", false);
    brightness(screenshots.resolve("phone-dark.png"), "500,4200", true);

    assertThat(light).isGreaterThan(200);
    assertThat(dark).isLessThan(60);
  }

  /** Takes a screenshot and returns its mean brightness, in [0, 255]. */
  private double brightness(Path file, String size, boolean dark) throws Exception {
    browser.open(
        page,
        "--window-size=" + size,
        "--screenshot=" + file.toAbsolutePath(),
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1));
    BufferedImage image = ImageIO.read(file.toFile());
    double sum = 0;
    for (int y = 0; y < image.getHeight(); y += 4) {
      for (int x = 0; x < image.getWidth(); x += 4) {
        sum += image.getRGB(x, y) >> 8 & 0xFF;
      }
    }
    return sum / (Math.ceil(image.getHeight() / 4.0) * Math.ceil(image.getWidth() / 4.0));
  }
}
