package io.alluvium.evaluation.predictions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFileTest {
  @TempDir private Path folder;

  private static GradedAnswer answer(String head, int i) {
    boolean known = i % 3 > 0;
    return new GradedAnswer(
        head,
        "",
        GradedAnswer.TEST,
        1,
        2,
        i % 4,
        i,
        "sample-" + i,
        "source",
        "",
        i / 2.0,
        "naïve <b>",
        known ? "other\n\"class\"" : null,
        known ? 0.75 : 0,
        known ? List.of(new RankedLabel("other\n\"class\"", 0.75)) : List.of(),
        false);
  }

  private Path write(String head, int count) throws IOException {
    Path file = folder.resolve(head + ".parquet");
    try (PredictionFile.Writer writer = PredictionFile.create(file)) {
      for (int i = 0; i < count; i++) {
        writer.accept(answer(head, i));
      }
    }
    return file;
  }

  private static List<GradedAnswer> read(Path file) {
    List<GradedAnswer> answers = new ArrayList<>();
    PredictionFile.read(file, answers::add);
    return answers;
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(read(write("ncm", 5)))
        .containsExactly(
            answer("ncm", 0),
            answer("ncm", 1),
            answer("ncm", 2),
            answer("ncm", 3),
            answer("ncm", 4));
  }

  @Test
  void joinedFilesHaveAllRowsInOrder() throws IOException {
    Path joined = folder.resolve("all.parquet");
    PredictionFile.join(List.of(write("a", 3), write("none", 0), write("b", 2)), joined);

    assertThat(read(joined))
        .extracting(GradedAnswer::head)
        .containsExactly("a", "a", "a", "b", "b");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.parquet"), "no Parquet at all");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("x.parquet cannot be read");
  }
}
