package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.app.demo.TerminalLook;
import io.alluvium.evaluation.StoppedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EvaluationProgressTest {
  private final StringWriter out = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final EvaluationProgress progress =
      new EvaluationProgress(new PrintWriter(out, true), TerminalLook.PLAIN, nanos::get, stop::get);

  private String after(int seconds, String what, long done, long of) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    progress.at(what, done, of);
    return out.toString().lines().reduce("", (first, last) -> last);
  }

  @Test
  void rateAndTimeLeftAreOfThePieceThatIsWorkedAt() {
    progress.at("embedding", 0, 1000);
    assertThat(after(10, "embedding", 100, 1000)).isEqualTo("embedding  100/1000  10/s, 90 s left");
    assertThat(after(40, "embedding", 500, 1000)).isEqualTo("embedding  500/1000  10/s, 50 s left");
  }

  @Test
  void thePieceThatFollowsUnderTheSameNameHasItsOwn() {
    progress.at("embedding", 0, 1000);
    progress.at("embedding", 1000, 1000);
    assertThat(after(100, "embedding", 0, 500)).isEqualTo("embedding  0/500  0/s");
    assertThat(after(10, "embedding", 200, 500)).isEqualTo("embedding  200/500  20/s, 15 s left");
  }

  @Test
  void itEndsWhatItWatches() {
    stop.set(true);
    assertThatThrownBy(() -> progress.at("fit", 3, 7))
        .isInstanceOf(StoppedException.class)
        .hasMessage("Stopped at fit, 3 of 7");
  }
}
