package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWriter;
import org.junit.jupiter.api.Test;

class RecentClassesTest {
  private final RecentClasses classes = new RecentClasses();

  private void add(int samples, int... nearest) {
    for (int n = 0; n < samples; n++) {
      classes.add(nearest[n % nearest.length]);
    }
  }

  @Test
  void severalAreTwoThatComeAlike() {
    assertThat(classes.areSeveral()).isFalse();
    add(40, 7);
    assertThat(classes.areSeveral()).isFalse();
    add(39, 8);
    assertThat(classes.areSeveral()).isFalse();
    add(RecentClasses.SIZE, 7, 8);
    assertThat(classes.areSeveral()).isTrue();
  }

  @Test
  void fewOfAnotherClassAreNotSeveral() {
    add(RecentClasses.SIZE, 1, 1, 1, 1, 1, 1, 1, 2);
    assertThat(classes.areSeveral()).isFalse();
  }

  @Test
  void oldOnesAreForgotten() {
    add(100, 1, 2, 3);
    add(RecentClasses.SIZE, 5);
    assertThat(classes.areSeveral()).isFalse();
  }

  @Test
  void goOnWhereTheyWereWritten() {
    add(50, 3);
    add(32, 4);
    StateWriter state = new StateWriter();
    classes.save(state);
    RecentClasses opened = new RecentClasses();
    StateReader reader = new StateReader(state.words());
    opened.load(reader);
    reader.end();

    assertThat(opened.areSeveral()).isTrue();
    opened.add(4);
    classes.add(4);
    assertThat(opened.areSeveral()).isEqualTo(classes.areSeveral()).isFalse();
  }

  @Test
  void stateWithoutThemIsReadPast() {
    StateReader reader = new StateReader(new StateWriter().put(true).words());
    classes.load(reader);
    assertThat(reader.nextBoolean()).isTrue();
    assertThatThrownBy(() ->
            classes.load(
                new StateReader(new StateWriter().put(-1L).put(RecentClasses.SIZE + 1L).words())))
        .hasMessageContaining("expected 0 to 64");
  }
}
