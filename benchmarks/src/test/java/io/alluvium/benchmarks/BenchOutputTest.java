package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and programs get to see. */
class BenchOutputTest {
  private static final Machine MACHINE = new Machine(2, "25", "Linux amd64", "vector 512 bit");
  private static final Figure SPEED =
      Figure.ratio(
          Section.LEARN,
          "ledger to predictions",
          "entries/s",
          new Spread(List.of(30_000.0, 20_000.0, 10_000.0)),
          new Figure.Limit("pass-through", new Spread(List.of(60_000.0, 50_000.0, 10_000.0))),
          0.4);
  private static final Figure MEMORY =
      Figure.ceiling(Section.DEMO, "peak resident memory", "MB", Spread.NONE, 1500);
  private static final List<Outcome> OUTCOMES =
      List.of(
          new Outcome(
              List.of(SPEED),
              List.of(new Profile("by work", List.of(new Profile.Row("a", 0.25)))),
              List.of(
                  new Listing(
                      "stretches",
                      List.of("stretch", "p99 ms"),
                      List.of(List.of("before", "5"), List.of("after", "1000"))))),
          Outcome.of(MEMORY));

  @TempDir private Path folder;

  @Test
  void tableShowsFigureLimitRatioAndVerdict() {
    StringWriter text = new StringWriter();
    BenchTable.print(new PrintWriter(text), MACHINE, OUTCOMES);
    assertThat(text.toString().lines())
        .anySatisfy(line ->
            assertThat(line)
                .containsSubsequence(
                    "learn", "20,000 entries/s", "50,000 pass-through", "0.50", ">= 0.40", "met"))
        .anySatisfy(line -> assertThat(line).containsSubsequence("demo", "?", "not measured"))
        .anySatisfy(line -> assertThat(line).contains("25.0 %  a"))
        .containsSubsequence(
            "stretches", "  stretch  p99 ms", "  before        5", "  after      1000");
  }

  @Test
  void reportHoldsEveryReading() throws IOException {
    Path file = folder.resolve("new/bench.json");
    BenchReport.write(file, MACHINE, OUTCOMES);
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.at("/format").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
    assertThat(json.at("/figures/0/readings/2").asDouble()).isEqualTo(10_000);
    assertThat(json.at("/figures/0/limit/readings/0").asDouble()).isEqualTo(60_000);
    assertThat(json.at("/figures/0/median").asDouble()).isEqualTo(20_000);
    assertThat(json.at("/figures/0/ratio").asDouble()).isEqualTo(0.5);
    assertThat(json.at("/figures/0/verdict").asText()).isEqualTo("met");
    assertThat(json.at("/figures/1/verdict").asText()).isEqualTo("not measured");
    assertThat(json.at("/figures/1/median").isMissingNode()).isTrue();
    assertThat(json.at("/profiles/0/shares/0/share").asDouble()).isEqualTo(0.25);
    assertThat(json.at("/listings/0/columns/1").asText()).isEqualTo("p99 ms");
    assertThat(json.at("/listings/0/rows/1/1").asText()).isEqualTo("1000");
  }
}
