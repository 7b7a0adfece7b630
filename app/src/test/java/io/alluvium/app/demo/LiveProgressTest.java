package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveProgressTest {
  private static final TerminalLook TERMINAL = new TerminalLook(true, false);
  private static final String LINE =
      "event 2/12 000  acc(1000) 0.50  classes 1  labels 1 (waiting 2)  4 rec/s  p99 500 ms";

  private final StringWriter shown = new StringWriter();
  private final DemoMeter meter = meter();
  private long nanos;

  @Test
  void showsALineEveryFiveSecondsWhereThereIsNoTerminal() {
    try (LiveProgress progress = progress(TerminalLook.PLAIN)) {
      for (int millis = 0; millis <= 12_000; millis += 100) {
        nanos = Duration.ofMillis(millis).toNanos();
        progress.update(meter);
      }
    }

    assertThat(shown.toString().lines()).containsExactly(LINE, LINE);
  }

  @Test
  void redrawsOneLineOnATerminal() {
    try (LiveProgress progress = progress(TERMINAL)) {
      for (int millis = 0; millis <= 1_050; millis += 50) {
        nanos = Duration.ofMillis(millis).toNanos();
        progress.update(meter);
      }
    }

    String drawn = "\r\u001b[?7l" + LINE + "\u001b[K\u001b[?7h";
    assertThat(shown.toString()).isEqualTo(drawn.repeat(5) + System.lineSeparator());
  }

  @Test
  void givesMarksALineOfTheirOwn() {
    try (LiveProgress progress = progress(TERMINAL)) {
      nanos = Duration.ofSeconds(1).toNanos();
      progress.update(meter);
      progress.mark("thirty more classes appear");
    }

    assertThat(shown.toString())
        .endsWith(
            "\u001b[?7h"
                + System.lineSeparator()
                + "thirty more classes appear"
                + System.lineSeparator());
  }

  @Test
  void showsTheEndWhateverTheTime() {
    progress(TerminalLook.PLAIN).finish(meter);

    assertThat(shown.toString().lines()).containsExactly(LINE);
  }

  @Test
  void groupsDigitsByThree() {
    assertThat(LiveProgress.grouped(0)).isEqualTo("0");
    assertThat(LiveProgress.grouped(3_200)).isEqualTo("3 200");
    assertThat(LiveProgress.grouped(1_234_567)).isEqualTo("1 234 567");
  }

  @Test
  void looksPlainWhereColourIsNotWantedOrThereIsNoTerminal() {
    assertThat(TerminalLook.of(true, Map.of("TERM", "xterm")))
        .isEqualTo(new TerminalLook(true, true));
    assertThat(TerminalLook.of(true, Map.of("TERM", "xterm", "NO_COLOR", "1")))
        .isEqualTo(new TerminalLook(true, false));
    assertThat(TerminalLook.of(true, Map.of("TERM", "dumb"))).isEqualTo(TerminalLook.PLAIN);
    assertThat(TerminalLook.of(true, Map.of())).isEqualTo(TerminalLook.PLAIN);
    assertThat(TerminalLook.of(false, Map.of("TERM", "xterm"))).isEqualTo(TerminalLook.PLAIN);
  }

  private LiveProgress progress(TerminalLook look) {
    return new LiveProgress(new PrintWriter(shown), () -> nanos, look, 12_000);
  }

  /** Returns a meter with three samples sent, two answered after half a second, one labelled. */
  private static DemoMeter meter() {
    DemoMeter meter = new DemoMeter();
    for (String id : new String[] {"1", "2", "3"}) {
      meter.onSent(new DemoAction.Sample(id, "library", "text", "a", false), 0);
    }
    meter.onLabel(new DemoAction.Label("1", "library", 1, "a"));
    meter.onPrediction("1", "a", Duration.ofMillis(500).toNanos());
    meter.onPrediction("2", "b", Duration.ofMillis(500).toNanos());
    return meter;
  }
}
