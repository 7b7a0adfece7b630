package io.alluvium.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What the pages and pictures of reports are made of, out of the class path. */
final class PageFiles {
  private static final String ECHARTS_POM = "/META-INF/maven/org.mvnpm/echarts/pom.properties";

  private PageFiles() {}

  /** Returns a text that lies beside this class. */
  static String text(String name) {
    return read(PageFiles.class.getSimpleName(), name);
  }

  /** Returns the version of the chart library. */
  static String echartsVersion() {
    Properties properties = new Properties();
    try (InputStream in = PageFiles.class.getResourceAsStream(ECHARTS_POM)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("version");
    if (version == null) {
      throw new IllegalStateException("the class path has no ECharts: expected " + ECHARTS_POM);
    }
    return version;
  }

  /** Returns the chart library. */
  static String echarts() {
    String version = echartsVersion();
    return read(
        "ECharts", "/META-INF/resources/_static/echarts/" + version + "/dist/echarts.min.js");
  }

  private static String read(String what, String name) {
    try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + name + " of " + what);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
