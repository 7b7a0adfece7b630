package io.alluvium.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangeTest {
  @ParameterizedTest
  @CsvSource({"..,0..", "5..,5..", "..7,0..7", "5..7,5..7"})
  void isReadAndWritten(String text, String full) {
    assertThat(OffsetRange.matches(text)).isTrue();
    assertThat(OffsetRange.parse(text)).hasToString(full);
  }

  @Test
  void endsBeforeItsEnd() {
    OffsetRange range = OffsetRange.parse("5..7");
    assertThat(range.contains(4)).isFalse();
    assertThat(range.contains(5)).isTrue();
    assertThat(range.contains(6)).isTrue();
    assertThat(range.contains(7)).isFalse();
    assertThat(OffsetRange.ALL.contains(Long.MAX_VALUE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7..5", "5..5", "-1..5", "a..b", "5", "", "...", "1..99999999999999999999"})
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> OffsetRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("range is");
  }
}
