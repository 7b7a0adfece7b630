package io.alluvium.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The result for programs: {@code bench.json}, whose fields {@code docs/performance.md} defines.
 */
final class BenchReport {
  /** Version of the file's format. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private BenchReport() {}

  /**
   * Writes the file; missing folders are created, an older file is replaced.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  static void write(Path file, Machine machine, List<Outcome> outcomes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, json(machine, outcomes) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("report cannot be written to " + file, e);
    }
  }

  static String json(Machine machine, List<Outcome> outcomes) throws IOException {
    ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT);
    root.putObject("machine")
        .put("processors", machine.processors())
        .put("java", machine.java())
        .put("system", machine.system())
        .put("kernels", machine.kernels());
    ArrayNode figures = root.putArray("figures");
    ArrayNode profiles = root.putArray("profiles");
    ArrayNode listings = root.putArray("listings");
    for (Outcome outcome : outcomes) {
      outcome.figures().forEach(figure -> add(figures.addObject(), figure));
      outcome.profiles().forEach(profile -> add(profiles.addObject(), profile));
      outcome.listings().forEach(listing -> add(listings.addObject(), listing));
    }
    return MAPPER.writeValueAsString(root);
  }

  private static void add(ObjectNode node, Figure figure) {
    node.put("section", figure.section().text())
        .put("name", figure.name())
        .put("unit", figure.unit());
    readings(node.putArray("readings"), figure.measured());
    figure
        .limit()
        .ifPresent(limit -> {
          ObjectNode child = node.putObject("limit").put("name", limit.name());
          readings(child.putArray("readings"), limit.measured());
        });
    if (!figure.measured().isEmpty()) {
      node.put("median", figure.measured().median());
      figure.ratios().ifPresent(ratios -> node.put("ratio", ratios.median()));
    }
    node.put("target", figure.target().toString()).put("verdict", figure.verdict().text());
  }

  private static void readings(ArrayNode array, Spread spread) {
    spread.readings().forEach(array::add);
  }

  private static void add(ObjectNode node, Profile profile) {
    node.put("what", profile.what());
    ArrayNode rows = node.putArray("shares");
    profile
        .rows()
        .forEach(row -> rows.addObject().put("area", row.area()).put("share", row.share()));
  }

  private static void add(ObjectNode node, Listing listing) {
    node.put("title", listing.title());
    listing.columns().forEach(node.putArray("columns")::add);
    ArrayNode rows = node.putArray("rows");
    listing.rows().forEach(row -> row.forEach(rows.addArray()::add));
  }
}
