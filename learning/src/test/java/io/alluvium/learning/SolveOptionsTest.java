package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SolveOptionsTest {
  @Test
  void intervalGrowsBetweenItsLimits() {
    SolveOptions options = new SolveOptions(5, 11, 0.2, 3);
    assertThat(options.interval(0)).isEqualTo(5);
    assertThat(options.interval(29)).isEqualTo(5);
    assertThat(options.interval(30)).isEqualTo(6);
    assertThat(options.interval(55)).isEqualTo(11);
    assertThat(options.interval(1L << 40)).isEqualTo(11);
  }

  @Test
  void defaultsAreThoseDocumented() {
    assertThat(SolveOptions.defaults())
        .isEqualTo(new SolveOptions(64, 4096, 0.125, 256, 1024, true));
  }

  @Test
  void rejectsWhatIsOutOfRange() {
    assertThatThrownBy(() -> new SolveOptions(0, 1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("solve every 0 to 1 updates, expected 1 <= least <= greatest");
    assertThatThrownBy(() -> new SolveOptions(3, 2, 0, 0))
        .hasMessage("solve every 3 to 2 updates, expected 1 <= least <= greatest");
    assertThatThrownBy(() -> new SolveOptions(1, 1, 1.5, 0))
        .hasMessage("growth is 1.5, expected 0 to 1");
    assertThatThrownBy(() -> new SolveOptions(1, 1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("growth is NaN, expected 0 to 1");
    assertThatThrownBy(() -> new SolveOptions(1, 1, 0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay is -1 entries, expected at least 0");
  }

  @Test
  void delaysLongerInALongLedger() {
    SolveOptions options = SolveOptions.defaults();
    assertThat(options.delay(0)).isEqualTo(256);
    assertThat(options.delay(1024)).isEqualTo(256);
    assertThat(options.delay(8000)).isEqualTo(2000);
    assertThat(options.delay(16_384)).isEqualTo(4096);
    assertThat(options.delay(Long.MAX_VALUE)).isEqualTo(4096);
    assertThat(new SolveOptions(1, 1, 0, 0).delay(1_000_000)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "384, 64, 4096, 256",
    "1, 4, 256, 16",
    "96, 4, 256, 16",
    "128, 7, 455, 28",
    "768, 256, 4096, 1024",
    "4096, 256, 4096, 1024"
  })
  void countsFollowTheSquareOfTheDimensions(int dim, int least, int greatest, int delay) {
    assertThat(SolveOptions.defaults().in(Samples.space(dim), head("fetril")))
        .isEqualTo(new SolveOptions(least, greatest, 0.125, delay, 1024, false));
  }

  @Test
  void countsThatAreSetForEverySpaceStay() {
    SolveOptions options = new SolveOptions(5, 11, 0.2, 3);
    assertThat(options.in(Samples.space(768), head("slda"))).isEqualTo(options);
  }

  @Test
  void leastIntervalIsNeverAboveTheGreatest() {
    SolveOptions options = new SolveOptions(4000, 4096, 0.1, 1, 0, true);
    assertThat(options.in(Samples.space(768), head("slda")))
        .isEqualTo(new SolveOptions(16_000, 16_000, 0.1, 4, 0, false));
  }

  @Test
  void countsOfHeadsWithFeaturesDoNotShrink() {
    Head features = head("ranpac");
    SolveOptions options = SolveOptions.defaults();
    assertThat(options.in(Samples.space(8), features))
        .isEqualTo(options.in(Samples.space(384), head("slda")));
    assertThat(options.in(Samples.space(768), features))
        .isEqualTo(options.in(Samples.space(768), head("slda")));
  }

  @Test
  void headsThatOnlyCopyAreFittedAtOnce() {
    assertThat(SolveOptions.defaults().ofCopies())
        .isEqualTo(new SolveOptions(1, 4096, 0.125 / 8, 0, 1024, false));
    SolveOptions set = new SolveOptions(5, 11, 0.2, 3);
    assertThat(set.ofCopies()).isEqualTo(set);
  }

  @Test
  void onlyHeadsThatLookAtEverySampleCopy() {
    assertThat(copies(head("knn"))).isTrue();
    assertThat(copies(new HeadPanel(List.of(head("knn"))))).isTrue();
    assertThat(copies(new HeadPanel(List.of(head("knn"), head("slda"))))).isFalse();
  }

  private static boolean copies(Head head) {
    return head.fitsByCopying(Samples.evidence(Samples.space(8), head, List.of()));
  }

  private static Head head(String name) {
    return Heads.named(name, HeadOptions.defaults());
  }
}
