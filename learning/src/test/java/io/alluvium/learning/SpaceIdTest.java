package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceIdTest {
  private static final SpaceId ID = new SpaceId("0123456789abcdef".repeat(4));

  @Test
  void readsTheBytesItWrote() {
    assertThat(ID.toBytes()).hasSize(SpaceId.BYTES).startsWith(0x01, 0x23, 0x45);
    assertThat(SpaceId.ofBytes(ID.toBytes())).isEqualTo(ID);
  }

  @Test
  void abbreviatesForPeople() {
    assertThat(ID.abbreviated()).isEqualTo("0123456789ab");
    assertThat(ID).hasToString("0123456789abcdef".repeat(4));
  }

  @Test
  void ordersByDigits() {
    assertThat(ID).isLessThan(new SpaceId("f".repeat(64)));
  }

  @Test
  void rejectsAnotherForm() {
    assertThatThrownBy(() -> new SpaceId("ABC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("space id 'ABC' is not 64 lower-case hex digits");
    assertThatThrownBy(() -> SpaceId.ofBytes(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", ":", "`", "g", "A", "\u0661", " "})
  void rejectsOtherDigits(String digit) {
    assertThatThrownBy(() -> new SpaceId("0".repeat(63) + digit))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new SpaceId("09af".repeat(16)).toBytes()).hasSize(SpaceId.BYTES);
  }
}
