package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One short trial of each kind against a real broker: what is measured does happen. */
class TrialTest {
  @Test
  void everyRecordComesOut() {
    List<String> notes = new ArrayList<>();
    try (Workplace workplace = new Workplace(Map.of())) {
      LearnTrial learn = new LearnTrial(workplace, 20_000, "learn");
      assertThat(learn.copy(PassThrough.Keeping.NONE)).isPositive();
      assertThat(learn.copy(PassThrough.Keeping.STORED)).isPositive();
      assertThat(learn.learn()).isPositive();
      List<String> texts = List.of("a river", "a bank of sand", "water that stands", "a delta");
      EmbedTrial embed = new EmbedTrial(workplace, texts.stream().flatMap(this::often).toList());
      assertThat(embed.embed("embed", notes::add)).isPositive();
    }
    assertThat(notes).singleElement().asString().contains("in the encoder");
  }

  private Stream<String> often(String text) {
    return IntStream.range(0, 100).mapToObj(i -> text + " " + i);
  }
}
