package io.alluvium.learning.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.GaussianWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * In a world whose classes are so far apart that answers tell them apart after a mild change too.
 */
class SourceInRunsTest extends WatchedSource {
  SourceInRunsTest() {
    super(new Random(7));
  }

  private List<SourceChange> seeRuns(int count, double shift) {
    List<SourceChange> changes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      changes.addAll(see(world.draw(n / 25 % GaussianWorld.CLASSES, shift)));
    }
    return changes;
  }

  private List<SourceChange> seeClass(int count, double shift) {
    List<SourceChange> changes = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      changes.addAll(see(world.draw(0, shift)));
    }
    return changes;
  }

  @Test
  void changeOfOneClassIsToldAndNotFollowedWhileLabelsComeInRuns() {
    seeRuns(1_000, 0);
    List<SourceChange.Began> began = only(SourceChange.Began.class, seeClass(300, MILD));

    assertThat(began).hasSize(1);
    assertThat(began.getFirst().correlated()).isTrue();
    assertThat(watch.hasChanged()).isTrue();
    assertThat(watch.isFollowing()).isFalse();

    List<SourceChange> after = new ArrayList<>();
    while (watch.hasChanged() && samples.size() < 3_000) {
      after.addAll(seeClass(1, 0));
      assertThat(watch.isFollowing()).isFalse();
    }
    assertThat(only(SourceChange.Ended.class, after))
        .singleElement()
        .satisfies(ended -> assertThat(ended.reason()).isEqualTo(SourceChange.Reason.RETURNED))
        .satisfies(ended -> assertThat(ended.score().adapted()).isZero());
    for (int n = 0; n < 400; n++) {
      see(world.draw(n / 25 % GaussianWorld.CLASSES, 0));
      assertThat(watch.isFollowing()).isFalse();
    }
  }

  /** The last samples are of several classes then, but those before the change show nothing. */
  @Test
  void classesOfSamplesBeforeTheChangeDoNotCount() {
    seeRuns(1_000, 0);
    int seen = 0;
    while (!watch.hasChanged() && seen < 200) {
      seeClass(1, 0.35);
      seen++;
    }
    assertThat(seen).isLessThan(90);
    assertThat(watch.isFollowing()).isFalse();
  }

  @Test
  void changeSoFarOffThatClassesSayNothingIsFollowedAtOnce() {
    seeRuns(1_000, 0);
    seeClass(60, 3);
    assertThat(watch.isFollowing()).isTrue();
  }

  @Test
  void changeOfAllClassesIsFollowedOnceSeveralShowIt() {
    seeRuns(1_000, 0);
    seeClass(200, MILD);
    assertThat(watch.hasChanged()).isTrue();
    assertThat(watch.isFollowing()).isFalse();

    seeRuns(200, MILD);
    assertThat(watch.isFollowing()).isTrue();
  }
}
