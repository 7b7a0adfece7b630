package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.schemas.Event;
import io.alluvium.schemas.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceOverviewTest {
  private final SourceOverview overview = new SourceOverview();

  private void take(String type, String source, Map<String, String> details) {
    overview.take(new Event(type, Severity.INFO, 0, 1L, source, "It was " + type + ".", details));
  }

  private static Map<String, String> report(long samples, long labelled, long frozen, long right) {
    return Map.of(
        "samples",
        Long.toString(samples),
        "outliers",
        "0.0123",
        "frechet",
        "0.4567",
        "changes",
        "2",
        "adapter",
        "mixture",
        "adapted",
        "410",
        "labelled",
        Long.toString(labelled),
        "frozen_right",
        Long.toString(frozen),
        "answered_right",
        Long.toString(right));
  }

  @Test
  void showsTheLastReportAndWhatHasHappenedSince() {
    take("source-report", "web", report(1000, 0, 0, 0));
    take("drift", "mobile", Map.of("kind", "input", "follows", "true", "since_offset", "812"));
    take("source-report", "web", report(2000, 400, 300, 310));
    take("drift", "web", Map.of("kind", "label_shift", "follows", "false", "since_offset", "77"));
    take("coverage", "", Map.of());

    assertThat(overview.lines())
        .containsExactly(
            "source  samples  unusual  Fréchet  changes  adapter  adapted  labels   right  as learnt  now",
            "mobile        -        -        -        -        -        -       -       -          -  changed"
                + " since 812: input",
            "web        2000    1.2 %     0.46        2  mixture      410     400  0.7750     0.7500  noticed,"
                + " since 77: label shift");
  }

  @Test
  void changesEndAndSourcesLeave() {
    assertThat(overview.isEmpty()).isTrue();
    Map<String, String> drift = Map.of("kind", "input", "follows", "true", "since_offset", "1");
    take("drift", "a", drift);
    take("drift-over", "a", Map.of("reason", "returned", "samples", "300"));
    take("drift", "b", drift);
    take("drift-over", "b", Map.of("reason", "settled", "samples", "10000"));
    take("drift", "c", drift);
    take("source-dropped", "c", Map.of());

    assertThat(overview.lines()).hasSize(3);
    assertThat(overview.lines().get(1)).endsWith("as it was");
    assertThat(overview.lines().get(2)).endsWith("settled after 10000 samples");
  }
}
