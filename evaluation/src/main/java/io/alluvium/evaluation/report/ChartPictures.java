package io.alluvium.evaluation.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/**
 * The charts of a report as pictures, by the same code that draws them in its page: ECharts writes
 * SVG in an interpreter of JavaScript, which has no access to Java, files or the network. For one
 * thread, which opened it and closes it.
 */
final class ChartPictures implements AutoCloseable {
  private static final int WIDTH = 960;

  /** Pixels of the picture for each of the chart. */
  private static final int SCALE = 2;

  private final Context context;
  private final ScriptableObject scope;
  private final List<String> ids;

  /**
   * Prepares the charts of a report.
   *
   * @param report the object of {@code report.json} as a text
   */
  ChartPictures(String report) {
    context = Context.enter();
    context.setLanguageVersion(Context.VERSION_ES6);
    context.setInterpretedMode(true);
    scope = context.initSafeStandardObjects();
    run("charts.js", PageFiles.text("charts.js"));
    run("picture.js", PageFiles.text("picture.js"));
    run("echarts.js", PageFiles.echarts());
    ScriptableObject.putProperty(scope, "report", report);
    String lines = String.valueOf(run("open", "AlluviumPictures.open(report)"));
    ids = lines.lines().toList();
  }

  private @Nullable Object run(String name, String script) {
    return context.evaluateString(scope, script, name, 1, null);
  }

  /** Returns the names of the charts. */
  List<String> ids() {
    return ids;
  }

  /** Returns a chart, on white. */
  BufferedImage draw(int index) {
    int height = ((Number) answer("AlluviumPictures.height(" + index + ")")).intValue();
    String svg = svg(index);
    SVGDocument document = parse(svg);
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(Color.decode(String.valueOf(answer("AlluviumPictures.background"))));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    document.render((Component) null, graphics, new ViewBox(image.getWidth(), image.getHeight()));
    graphics.dispose();
    return image;
  }

  /** Returns a chart as SVG, without what only matters to a mouse. */
  String svg(int index) {
    String svg = String.valueOf(answer("AlluviumPictures.svg(" + index + ", " + WIDTH + ")"));
    return svg.replaceAll("(?s)<style.*?</style>", "");
  }

  private Object answer(String script) {
    Object answer = run("picture", script);
    if (answer == null) {
      throw new IllegalStateException(script + " has no answer");
    }
    return answer;
  }

  private static SVGDocument parse(String svg) {
    byte[] utf8 = svg.getBytes(StandardCharsets.UTF_8);
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(utf8), null, LoaderContext.createDefault());
    if (document == null) {
      throw new IllegalStateException("a chart is not SVG: " + svg.length() + " characters");
    }
    return document;
  }

  @Override
  public void close() {
    Context.exit();
  }
}
