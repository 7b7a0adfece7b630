package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label of weight w, through the whole of LEARN, is w labels of the same vector. */
class LabelWeightTest {
  private static final Map<String, String> OFTEN_SOLVED =
      Map.of(AlluviumConfig.SOLVE_MIN_UPDATES, "5", AlluviumConfig.SOLVE_DELAY_ENTRIES, "2");

  @TempDir private Path state;
  @TempDir private Path otherState;
  private int others;
  private LearnDriver learn;

  @BeforeEach
  void open() {
    learn = new LearnDriver(state, OFTEN_SOLVED).announced();
  }

  @AfterEach
  void close() {
    learn.close();
  }

  private static String sums(LearnDriver driver) {
    return Objects.requireNonNull(driver.mark().get("sums_digest"));
  }

  /** The sums digest of one sample of weight 1 for each of the vectors, so often. */
  private String sumsOf(String label, Map<Embedding, Integer> vectors) {
    try (LearnDriver copies =
        new LearnDriver(otherState.resolve("other-" + others++), OFTEN_SOLVED).announced()) {
      int n = 0;
      for (Map.Entry<Embedding, Integer> vector : vectors.entrySet()) {
        for (int i = 0; i < vector.getValue(); i++) {
          copies.sample("copy" + n, vector.getKey());
          copies.label("copy" + n++, label, 1);
        }
      }
      return sums(copies);
    }
  }

  @Test
  void weightIsThatManySamplesToTheLastBit() {
    learn.sample("s1", Toy.axis(0));
    learn.label("s1", "a", 3, 1);
    learn.label("s2", "a", 4, 1);
    learn.sample("s2", Toy.axis(1));
    assertThat(sums(learn)).isEqualTo(sumsOf("a", Map.of(Toy.axis(0), 3, Toy.axis(1), 4)));
    assertThat(learn.mark()).containsEntry("labels", "2").containsEntry("early_labels", "1");
  }

  @Test
  void anotherWeightIsACorrectionAndTheSameOneAConfirmation() {
    learn.sample("s1", Toy.axis(0));
    learn.label("s1", "a", 3, 1);
    learn.label("s1", "a", 3, 2);
    assertThat(learn.counters()).containsEntry("confirmations", 1L);
    learn.label("s1", "a", 2, 3);
    assertThat(learn.counters()).containsEntry("corrections", 1L);
    assertThat(learn.events("class-emptied")).isEmpty();
    assertThat(sums(learn)).isEqualTo(sumsOf("a", Map.of(Toy.axis(0), 2)));
  }

  @Test
  void withdrawalTakesOutAllThatIsIn() {
    String before = sums(learn);
    learn.sample("s1", Toy.axis(0));
    learn.label("s1", "a", 1000, 1);
    learn.label("s1", "b", 17, 2);
    learn.withdraw("s1", 3);
    assertThat(sums(learn)).isEqualTo(before);
    assertThat(learn.events("class-emptied")).hasSize(2);
  }

  @Test
  void renamedMergedAndRelabelledSamplesKeepTheirWeight() {
    learn.sample("s1", Toy.axis(0));
    learn.label("s1", "x", 3, 1);
    learn.sample("s2", Toy.axis(1));
    learn.label("s2", "y", 2, 1);
    learn.sample("s3", Toy.axis(2));
    learn.label("s3", "z", 5, 1);
    learn.command("c1", "RENAME", Map.of("from", "x", "to", "a"));
    learn.command("c2", "MERGE", Map.of("from", "y", "to", "a"));
    learn.command("c3", "RELABEL", Map.of("sample", "s3", "to", "a"));
    Map<Embedding, Integer> all = new HashMap<>();
    all.put(Toy.axis(0), 3);
    all.put(Toy.axis(1), 2);
    all.put(Toy.axis(2), 5);
    assertThat(sums(learn)).isEqualTo(sumsOf("a", all));
    learn.command("c4", "SPLIT", Map.of("class", "a", "by", "source"));
    assertThat(sums(learn)).isNotEqualTo(sumsOf("a", all));
    learn.command("c5", "RENAME", Map.of("from", "a/here", "to", "a"));
    assertThat(sums(learn)).isEqualTo(sumsOf("a", all));
    learn.command("c6", "FORGET", Map.of("sample", "s1"));
    all.remove(Toy.axis(0));
    assertThat(sums(learn)).isEqualTo(sumsOf("a", all));
  }
}
