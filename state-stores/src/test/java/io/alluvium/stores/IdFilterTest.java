package io.alluvium.stores;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of ids without asking the store. */
class IdFilterTest {
  private static final int MANY = 300_000;

  private final IdFilter filter = new IdFilter();

  private static byte[] id(int number) {
    return ("sample-" + number).getBytes(UTF_8);
  }

  @Test
  void neverDeniesWhatIsThere() {
    IntStream.range(0, MANY).forEach(i -> filter.add(id(i)));
    IntStream.range(0, MANY / 2).forEach(i -> filter.remove(id(i)));
    assertThat(IntStream.range(MANY / 2, MANY).allMatch(i -> filter.mayHave(id(i)))).isTrue();
  }

  @Test
  void deniesMostOfWhatIsNotThere() {
    IntStream.range(0, MANY).forEach(i -> filter.add(id(i)));
    long possible = IntStream.range(MANY, 2 * MANY).filter(i -> filter.mayHave(id(i))).count();
    assertThat(possible).isLessThan(MANY / 50);
  }

  @Test
  void forgetsWhatIsRemoved() {
    IntStream.range(0, MANY).forEach(i -> filter.add(id(i)));
    IntStream.range(0, MANY).forEach(i -> filter.remove(id(i)));
    assertThat(IntStream.range(0, MANY).noneMatch(i -> filter.mayHave(id(i)))).isTrue();
  }

  @Test
  void fullCounterStaysFull() {
    int more = 2 * Byte.MAX_VALUE;
    IntStream.range(0, more).forEach(i -> filter.add(id(0)));
    IntStream.range(0, more - 1).forEach(i -> filter.remove(id(0)));
    assertThat(filter.mayHave(id(0))).isTrue();
  }
}
