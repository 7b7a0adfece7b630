package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Severity;
import io.alluvium.topology.CommandType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a demo does to replace its encoder, and what it tells of it. */
class DemoReleaseTest {
  private final DemoRelease release = new DemoRelease("new", 10_000);

  private static Event event(String type, Map<String, String> details) {
    return new Event(type, Severity.INFO, 0, 1L, "r1", "It was " + type + ".", details);
  }

  private void judged(String verdict) {
    release.onEvent(event("swap-report", Map.of("verdict", verdict, "pairs", "500")));
  }

  private void answers(String space, int count, int right) {
    for (int n = 0; n < count; n++) {
      release.onAnswer(space, n < right);
    }
  }

  @Test
  void theReleaseIsDueOnceAtItsPlace() {
    assertThat(release.due(2_999)).isEmpty();
    assertThat(release.due(3_000))
        .hasValueSatisfying(order -> {
          assertThat(order.type()).isEqualTo(CommandType.RELEASE);
          assertThat(order.arguments())
              .containsEntry("encoder", "new")
              .containsEntry("auto", "true");
        });
    assertThat(release.due(3_001)).isEmpty();
  }

  @Test
  void aWarningIsGoneOverByCommandAndNothingElseIs() {
    assertThat(release.due(5_000)).isPresent();
    judged("pass");
    assertThat(release.due(5_001)).as("the gate decides").isEmpty();
    judged("warn");
    assertThat(release.due(5_001))
        .hasValueSatisfying(order -> assertThat(order.type()).isEqualTo(CommandType.CUTOVER));
    assertThat(release.due(5_001)).isEmpty();
    judged("refuse");
    assertThat(release.due(5_001)).isEmpty();
  }

  @Test
  void comparesTheAnswersOnBothSidesOfTheChange() {
    answers("a", 500, 500);
    answers("a", 1_000, 600);
    judged("pass");
    release.onEvent(event("encoder-cut-over", Map.of("way", "average")));
    answers("b", 1_000, 700);
    answers("a", 3, 3);
    answers("b", 50, 50);
    assertThat(release.figures())
        .isEqualTo(
            new ReleaseFigures("new", "pass", "average", 500, 1_500, 1_000, 0.6, 1_000, 0.7, ""));
  }

  @Test
  void saysWhyTheEncoderDoesNotServe() {
    answers("a", 10, 5);
    assertThat(release.figures().outcome()).contains("not fitted before the stream ended");
    judged("refuse");
    assertThat(release.figures().outcome()).isEqualTo("It was swap-report.");
    assertThat(release.figures().comparedAfter()).isZero();
    release.onEvent(event("encoder-aborted", Map.of()));
    assertThat(release.figures().outcome()).isEqualTo("It was encoder-aborted.");
  }
}
