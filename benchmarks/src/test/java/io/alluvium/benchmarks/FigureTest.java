package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a figure meets its target. */
class FigureTest {
  @Test
  void ratioIsTheMedianOfTheRatios() {
    Figure figure = ratio(List.of(9.0, 1.0, 50.0), List.of(10.0, 10.0, 10.0), 0.9);
    assertThat(figure.ratios().orElseThrow().median()).isEqualTo(0.9);
    assertThat(figure.verdict()).isEqualTo(Verdict.MET);
  }

  @Test
  void ratioBelowItsTargetIsMissed() {
    assertThat(ratio(List.of(8.9), List.of(10.0), 0.9).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void excessIsMetAtItsValueAndMissedAbove() {
    assertThat(excess(20).verdict()).isEqualTo(Verdict.MET);
    assertThat(excess(20.1).verdict()).isEqualTo(Verdict.MISSED);
    assertThat(excess(20).target()).hasToString("ratio <= 2.00");
  }

  @Test
  void ceilingIsMetAtItsValueAndMissedAbove() {
    assertThat(ceiling(Spread.of(20)).verdict()).isEqualTo(Verdict.MET);
    assertThat(ceiling(Spread.of(20.1)).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void floorIsMetAtItsValueAndMissedBelow() {
    assertThat(floor(5_000).verdict()).isEqualTo(Verdict.MET);
    assertThat(floor(4_999).verdict()).isEqualTo(Verdict.MISSED);
  }

  @Test
  void whatHasNoTargetIsShown() {
    Figure figure = Figure.shown(Section.HEADS, "predictions", "samples/s", Spread.of(1));
    assertThat(figure.verdict()).isEqualTo(Verdict.SHOWN);
    assertThat(figure.target()).hasToString("-");
  }

  @Test
  void nothingMeasuredIsNeitherMetNorMissed() {
    assertThat(ceiling(Spread.NONE).verdict()).isEqualTo(Verdict.NOT_MEASURED);
    assertThat(ratio(List.of(), List.of(), 0.9).verdict()).isEqualTo(Verdict.NOT_MEASURED);
  }

  private static Figure ratio(List<Double> measured, List<Double> limit, double least) {
    return Figure.ratio(
        Section.EMBED,
        "speed",
        "samples/s",
        new Spread(measured),
        new Figure.Limit("bare", new Spread(limit)),
        least);
  }

  private static Figure excess(double measured) {
    return Figure.excess(
        Section.SWAP,
        "p99",
        "ms",
        Spread.of(measured),
        new Figure.Limit("before", Spread.of(10)),
        2);
  }

  private static Figure floor(double measured) {
    return Figure.floor(Section.HEADS, "updates", "updates/s", Spread.of(measured), 5_000);
  }

  private static Figure ceiling(Spread measured) {
    return Figure.ceiling(Section.DEMO, "time", "s", measured, 20);
  }
}
