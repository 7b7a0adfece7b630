package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Prior;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SufficientStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Real encoder and heads against figures that were made with other programs: CLINC150, all 15,000
 * training questions learnt, then the 4,500 test questions predicted, MiniLM in float32.
 */
final class ReferenceFiguresTest {
  private static final double TOLERANCE = 0.003;
  private static final int CHUNK = 500;
  private static final int THREADS = 2;

  private static SufficientStatistics learnt;
  private static List<Row> questions;

  private record Row(String label, Embedding embedding) {}

  @BeforeAll
  static void learnTheTrainingQuestions() throws IOException {
    Path file = data("data/clinc150/clinc150.tsv");
    EncoderOptions options = EncoderOptions.defaults("minilm").withThreads(THREADS);
    try (Encoder encoder = Encoders.open(options)) {
      learnt = new SufficientStatistics(encoder.space());
      rows(encoder, file, "train").forEach(row -> learnt.add(row.label(), row.embedding()));
      questions = rows(encoder, file, "test");
    }
    assertThat(learnt.labels()).hasSize(150);
    assertThat(questions).hasSize(4500);
  }

  @Test
  void nearestClassMean(TestReporter reporter) {
    assertThat(accuracy("ncm", HeadOptions.defaults(), reporter))
        .isCloseTo(0.9167, within(TOLERANCE));
  }

  @Test
  void linearDiscriminant(TestReporter reporter) {
    HeadOptions options = HeadOptions.defaults().with(Prior.NONE, new Shrinkage.Relative(1e-4));

    assertThat(accuracy("slda", options, reporter)).isCloseTo(0.9311, within(TOLERANCE));
  }

  /** No figure of another program: what is the default has to be worth a point over class means. */
  @Test
  void twoCovariance(TestReporter reporter) {
    assertThat(accuracy("plda", HeadOptions.defaults(), reporter)).isGreaterThan(0.9267);
  }

  private static double accuracy(String head, HeadOptions options, TestReporter reporter) {
    Scorer scorer = Heads.named(head, options).fit(Evidence.of(learnt));
    long hits =
        questions.stream()
            .filter(row ->
                scorer
                    .decide(row.embedding(), 1)
                    .candidates()
                    .getFirst()
                    .label()
                    .equals(row.label()))
            .count();
    double accuracy = (double) hits / questions.size();
    reporter.publishEntry(head, "accuracy on CLINC150, test: " + accuracy);
    return accuracy;
  }

  private static List<Row> rows(Encoder encoder, Path file, String split) throws IOException {
    List<String[]> lines;
    try (Stream<String> all = Files.lines(file)) {
      lines = all.map(line -> line.split("\t", 4)).filter(line -> line[0].equals(split)).toList();
    }
    List<Row> rows = new ArrayList<>(lines.size());
    for (int start = 0; start < lines.size(); start += CHUNK) {
      List<String[]> chunk = lines.subList(start, Math.min(start + CHUNK, lines.size()));
      List<Payload> texts = chunk.stream().<Payload>map(line -> new Payload.Text(line[3])).toList();
      List<float[]> vectors = encoder.embed(texts);
      for (int i = 0; i < chunk.size(); i++) {
        rows.add(new Row(chunk.get(i)[2], encoder.space().quantise(vectors.get(i))));
      }
    }
    return rows;
  }

  /** Returns a file of the data that is not part of the repository, or skips the tests. */
  private static Path data(String relative) {
    String root = Optional.ofNullable(System.getenv("ALLUVIUM_DATA")).orElse("../shared");
    Path file = Path.of("..").resolve(root).resolve(relative);
    assumeTrue(Files.exists(file), () -> "no " + file + ": set ALLUVIUM_DATA to run this test");
    return file;
  }
}
