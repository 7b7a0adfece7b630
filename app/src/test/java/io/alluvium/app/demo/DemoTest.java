package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A short demo from end to end in which the encoder is replaced, with the real ones. */
class DemoTest {
  private static final Map<String, String> SOON =
      Map.of(
          "alluvium.swap.share", "1",
          "alluvium.swap.window.pairs", "120",
          "alluvium.solve.delay.entries", "4");

  /**
   * The encoder is opened beside the stream, which does not wait for it: in some five seconds on
   * two busy cores, in which 600 samples pass. More than three times as many come after the
   * release.
   */
  private static final int RECORDS = 3_000;

  @Test
  void anEncoderReleasedInTheMiddleIsJudgedAndNothingIsLost() throws InterruptedException {
    StringWriter told = new StringWriter();
    DemoOptions options =
        new DemoOptions(RECORDS, 0, 7, Optional.of("bge-small"), Optional.empty(), "again");
    Demo demo = new Demo(options, SOON, () -> false, new PrintWriter(told), TerminalLook.PLAIN);
    DemoReport report = demo.play();
    StringWriter table = new StringWriter();
    report.print(new PrintWriter(table), TerminalLook.PLAIN);

    assertThat(report.isBalanced()).as(table.toString()).isTrue();
    assertThat(told.toString()).contains("encoder bge-small is released");
    assertThat(report.release())
        .hasValueSatisfying(release -> {
          assertThat(release.verdict()).isIn("pass", "warn", "refuse");
          assertThat(release.pairs()).isBetween(120L, 240L);
          assertThat(release.comparedAfter() > 0)
              .as("it serves unless it is refused: %s", release)
              .isEqualTo(!release.verdict().equals("refuse"));
        });
    assertThat(table.toString()).contains("released   bge-small ");
  }
}
