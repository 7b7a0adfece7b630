package io.alluvium.evaluation.report;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * The page of an evaluation for people: {@code report.html}, one file that opens offline, and
 * {@code charts/*.png}. Both follow from {@code report.json} and {@code run.json} alone.
 */
public final class ReportPage {
  /** Largest page in bytes. */
  static final int MAX_BYTES = 5_000_000;

  private static final List<Integer> MISTAKES = List.of(2_000, 500, 100, 0);
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

  private ReportPage() {}

  /**
   * Writes the page of a folder of results, over one that is there.
   *
   * @param withPictures whether to draw the pictures too, which takes some seconds
   * @return the page
   * @throws EvaluationException if the folder has no report, or cannot be written to
   */
  public static Path write(Path folder, boolean withPictures) {
    Map<String, Object> report = Json.read(folder.resolve("report.json"));
    Map<String, Object> run = Json.read(folder.resolve("run.json"));
    Path page = folder.resolve("report.html");
    try {
      String html = html(report, run);
      WholeFile.write(page, temporary -> Files.writeString(temporary, html));
      if (withPictures) {
        pictures(report, folder.resolve("charts"));
      }
    } catch (IOException e) {
      throw new EvaluationException("cannot write to " + folder + " (--out): " + e, e);
    }
    return page;
  }

  /** Returns the page; of mistakes it has as many as there is space for. */
  static String html(Map<String, Object> report, Map<String, Object> run) {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("command", run.getOrDefault("command", List.of()));
    for (int mistakes : MISTAKES) {
      Map<String, String> parts =
          Map.of(
              "title", escaped(title(report)),
              "page.css", PageFiles.text("page.css"),
              "echarts.version", PageFiles.echartsVersion(),
              "run", json(machine),
              "report", json(withMistakes(report, mistakes)),
              "echarts.js", PageFiles.echarts(),
              "charts.js", PageFiles.text("charts.js"),
              "page.js", PageFiles.text("page.js"));
      String html = filled(PageFiles.text("page.html"), parts);
      if (html.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
        return html;
      }
    }
    throw new EvaluationException(
        "the page would have more than "
            + MAX_BYTES
            + " bytes: evaluate fewer heads in one folder; report.json has all figures");
  }

  private static String title(Map<String, Object> report) {
    String data = RunDescription.dataNames(report).orElse("recorded ledger");
    return data + ", " + report.get("protocol");
  }

  private static String filled(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(parts.getOrDefault(place.group(1), "")));
  }

  /** As JSON that a script element can hold: nothing in it ends the element. */
  private static String json(Map<String, Object> values) {
    return Json.text(values).replace("<", "\\u003c");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Map<String, Object> withMistakes(Map<String, Object> values, int limit) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach((name, value) -> copy.put(name, withMistakes(name, value, limit)));
    return copy;
  }

  private static Object withMistakes(String name, Object value, int limit) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) ->
          copy.put(String.valueOf(key), withMistakes(String.valueOf(key), each, limit)));
      return copy;
    }
    if (value instanceof List<?> list && name.equals("mistakes")) {
      return list.subList(0, Math.min(limit, list.size()));
    }
    if (value instanceof List<?> list && name.equals("runs")) {
      return list.stream().map(each -> withMistakes("run", each, limit)).toList();
    }
    return value;
  }

  private static void pictures(Map<String, Object> report, Path folder) throws IOException {
    try (ChartPictures pictures = new ChartPictures(Json.text(report))) {
      for (int i = 0; i < pictures.ids().size(); i++) {
        int index = i;
        String name = pictures.ids().get(i).replaceAll("[^a-zA-Z0-9.=-]", "_") + ".png";
        WholeFile.write(
            folder.resolve(name),
            temporary -> ImageIO.write(pictures.draw(index), "png", temporary.toFile()));
      }
    }
  }
}
