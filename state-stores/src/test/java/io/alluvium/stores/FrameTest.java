package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FrameTest {
  private static final Frame FRAME = new Frame("thing", 'T', 3);

  /** The check value of CRC-32C is e3069283, over the digits 1 to 9. */
  @Test
  void isMagicVersionBodyAndChecksumLittleEndian() {
    Frame digits = new Frame("digits", '1', '2');
    byte[] bytes = digits.seal(7, buffer -> buffer.put("3456789".getBytes(US_ASCII)));
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo("313233343536373839" + "839206e3");
    byte[] numbers = FRAME.seal(4, buffer -> buffer.putInt(1));
    assertThat(HexFormat.of().formatHex(numbers, 0, 6)).isEqualTo("540301000000");
    assertThat(FRAME.<Integer>open(numbers, ByteBuffer::getInt)).isEqualTo(1);
  }

  @Test
  void bodyOfAnotherLengthThanAnnouncedIsAMistakeOfTheWriter() {
    assertThatThrownBy(() -> FRAME.seal(5, buffer -> buffer.putInt(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("thing wrote 4 bytes, expected 5");
  }

  @Test
  void messagesSayWhatIsWrong() {
    byte[] bytes = FRAME.seal(4, buffer -> buffer.putInt(1));
    assertThatThrownBy(() -> FRAME.<Integer>open(new byte[5], ByteBuffer::getInt))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("thing has 5 bytes, expected at least 6");
    assertThatThrownBy(() -> FRAME.<Short>open(bytes, ByteBuffer::getShort))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("thing has 2 bytes too many");
    assertThatThrownBy(() -> FRAME.<Long>open(bytes, ByteBuffer::getLong))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageStartingWith("thing of 10 bytes cannot be read");
    bytes[3] = 7;
    assertThatThrownBy(() -> FRAME.<Integer>open(bytes, ByteBuffer::getInt))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageMatching("thing has checksum [0-9a-f]{8}, computed [0-9a-f]{8};.*");
  }

  @Test
  void textBeyondSixteenBitsOfLengthIsRefused() {
    byte[] longest = new byte[0xffff];
    byte[] bytes = FRAME.seal(Frame.textBytes(longest), buffer -> Frame.putText(buffer, longest));
    assertThat(FRAME.open(bytes, Frame::getText)).hasSize(0xffff);
    byte[] tooLong = new byte[0x10000];
    assertThatThrownBy(
            () -> FRAME.seal(Frame.textBytes(tooLong), buffer -> Frame.putText(buffer, tooLong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("text has 65536 bytes, expected at most 65535");
  }

  /** U+FFFD itself is a text like any other. */
  @Test
  void textThatIsNotUtf8IsRefused() {
    byte[] bad = {(byte) 0xff};
    byte[] bytes = FRAME.seal(Frame.textBytes(bad), buffer -> Frame.putText(buffer, bad));
    assertThatThrownBy(() -> FRAME.open(bytes, Frame::getText))
        .isInstanceOf(CorruptStateException.class)
        .hasMessageContaining("text of 1 bytes is not UTF-8");
    assertThatThrownBy(() -> Frame.keyText(bad)).isInstanceOf(CorruptStateException.class);
    assertThat(Frame.keyText(Frame.utf8("\ufffd"))).isEqualTo("\ufffd");
  }
}
