package io.alluvium.evaluation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.evaluation.Examples;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final String KEY = "0123abcd";
  private static final ExampleSet SET = Examples.of(3, 4, 2);

  @TempDir private Path folder;

  @Test
  void givesBackWhatWasKept() {
    EmbeddingCache cache = new EmbeddingCache(folder.resolve("new"));

    assertThat(cache.get(KEY)).isEmpty();
    cache.put(KEY, SET);

    assertThat(cache.get(KEY)).contains(SET);
    cache.putSpace("minilm", SET.space().id());
    assertThat(cache.space("minilm")).contains(SET.space().id());
    assertThat(cache.space("other")).isEmpty();
  }

  @Test
  void aPartIsReplacedByTheWhole() {
    EmbeddingCache cache = new EmbeddingCache(folder);
    cache.putPart(KEY, Examples.of(3, 1, 0));

    assertThat(cache.get(KEY)).isEmpty();
    assertThat(cache.getPart(KEY)).contains(Examples.of(3, 1, 0));

    cache.put(KEY, SET);
    assertThat(cache.getPart(KEY)).isEmpty();
  }

  @Test
  void doesNotUseWhatIsDamaged() throws IOException {
    EmbeddingCache cache = new EmbeddingCache(folder);
    cache.put(KEY, SET);
    Path file = folder.resolve(KEY + ".examples");
    byte[] whole = Files.readAllBytes(file);

    for (int at : new int[] {3, 40, whole.length / 2, whole.length - 40, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(cache.get(KEY)).as("byte %d flipped", at).isEmpty();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThat(cache.get(KEY)).isEmpty();
  }

  @Test
  void leavesNothingBehindButWholeFiles() throws IOException {
    EmbeddingCache cache = new EmbeddingCache(folder);
    cache.put(KEY, SET);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve(KEY + ".examples"));
    }
  }

  /**
   * What version 1 wrote must stay readable; -Dgolden.write=true writes the file where it is
   * missing.
   */
  @Test
  void readsTheGoldenFile() throws IOException {
    ExampleSet golden =
        new ExampleSet(
            new Space(Examples.SPACE.id(), 2, new Normalisation.Fixed(20, 204.8)),
            List.of(
                new Example(
                    "a", "é", Row.Role.TRAIN, "d", "s", 1.5, Embedding.of((short) 1, (short) -2)),
                new Example(
                    "b", "y", Row.Role.NOVEL, "", "", 2, Embedding.of((short) 3, (short) 4))),
            new Skipped(3, List.of("f:1: why")));
    Path source = Path.of("src/test/resources/golden/examples-v1.bin");
    if (Boolean.getBoolean("golden.write") && !Files.exists(source)) {
      EmbeddingCache cache = new EmbeddingCache(folder);
      cache.put("golden", golden);
      Files.createDirectories(source.getParent());
      Files.move(folder.resolve("golden.examples"), source);
    }
    try (InputStream in = Files.newInputStream(source)) {
      Files.write(folder.resolve("golden.examples"), in.readAllBytes());
    }

    assertThat(new EmbeddingCache(folder).get("golden")).contains(golden);
  }
}
