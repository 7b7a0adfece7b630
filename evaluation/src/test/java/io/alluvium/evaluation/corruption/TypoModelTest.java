package io.alluvium.evaluation.corruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TypoModelTest {
  private static final String TEXT = "a domesticated carnivorous mammal that barks";

  @Test
  void leavesATextAloneWithoutTypos() {
    assertThat(new TypoModel(0, 0, 0, 0).spoil(TEXT, new Random(1))).isEqualTo(TEXT);
  }

  @Test
  void isRepeatableForASeed() {
    String once = TypoModel.hasty().spoil(TEXT, new Random(1));

    assertThat(once).isEqualTo(TypoModel.hasty().spoil(TEXT, new Random(1))).isNotEqualTo(TEXT);
    assertThat(TypoModel.hasty().spoil(TEXT, new Random(2))).isNotEqualTo(once);
  }

  @Test
  void knowsWhichKeysTouch() {
    assertThat(TypoModel.neighbours('q').toCharArray()).containsExactlyInAnyOrder('w', 'a');
    assertThat(TypoModel.neighbours('g').toCharArray())
        .containsExactlyInAnyOrder('t', 'y', 'f', 'h', 'v', 'b');
    assertThat(TypoModel.neighbours('m').toCharArray()).containsExactlyInAnyOrder('n', 'j', 'k');
    assertThat(TypoModel.neighbours('-')).isEmpty();
  }

  @Test
  void hitsTouchingKeysInTheSameCase() {
    String typed = new TypoModel(1, 0, 0, 0).spoil("Qq-q", new Random(3));

    assertThat(typed).matches("[WA][wa]-[wa]");
  }

  @Test
  void swapsLettersInsideAWord() {
    assertThat(new TypoModel(0, 1, 0, 0).spoil("abc de f", new Random(4))).isEqualTo("bac ed f");
  }

  @Test
  void neverLosesAWholeText() {
    assertThat(new TypoModel(0, 0, 0, 1).spoil(TEXT, new Random(5))).isEqualTo("a");
    assertThat(new TypoModel(0, 0, 1, 1).spoil("dog", new Random(6))).isEqualTo("dog");
  }

  @Test
  void makesTyposAsOftenAsSaid() {
    String text = "x".repeat(100_000);
    String typed = new TypoModel(0.1, 0, 0.2, 0).spoil(text, new Random(7));

    long wrong = typed.chars().filter(letter -> letter != 'x').count();
    assertThat(typed.length()).isBetween(79_500, 80_500);
    assertThat(wrong).isBetween(9_700L, 10_300L);
  }

  @Test
  void rejectsChancesThatAreNone() {
    assertThatThrownBy(() -> new TypoModel(-0.1, 0, 0, 0)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> new TypoModel(0, 0, 0, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new TypoModel(0.5, 0.5, 0.5, 0)).hasMessageContaining("1.5");
  }
}
