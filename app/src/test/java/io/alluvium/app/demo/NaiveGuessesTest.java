package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaiveGuessesTest {
  @Test
  void guessesTheClassBeforeAndTheMostFrequentSoFar() {
    NaiveGuesses guesses = new NaiveGuesses();
    List<NaiveGuesses.Hits> hits =
        Stream.of("a", "a", "b", "a", "b", "b", "b", "b").map(guesses::guess).toList();

    // Most frequent before each: none, a, a, a, a, a, a (3 to 3, a was first), b.
    assertThat(hits.stream().map(NaiveGuesses.Hits::noChange))
        .containsExactly(false, true, false, false, false, true, true, true);
    assertThat(hits.stream().map(NaiveGuesses.Hits::majority))
        .containsExactly(false, true, false, true, false, false, false, true);
  }
}
