package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.alluvium.evaluation.Evaluation;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.report.HeadRow;
import io.alluvium.learning.Assignment;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.LabelChange;
import io.alluvium.learning.Prior;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.Space;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real encoder and heads against figures that were made with other programs: CLINC150, all 15,000
 * training questions learnt, then the 4,500 test questions predicted, MiniLM in float32.
 */
final class ReferenceFiguresTest {
  private static final double TOLERANCE = 0.003;
  private static final int THREADS = 2;

  @TempDir private static Path cache;
  private static Space space;
  private static List<Example> training;
  private static List<Example> questions;

  @BeforeAll
  static void learnTheTrainingQuestions() {
    Path folder = data("data/clinc150");
    DataSet data = DataSets.open(folder.toString(), DataProperties.of(Map.of()));
    ExampleSet set =
        new ExampleSource(
                new EmbeddingCache(cache),
                options -> options.withThreads(THREADS),
                OnError.STOP,
                Watch.NONE)
            .get(data, EncoderChoice.of("minilm", data));
    space = set.space();
    training = set.of(Row.Role.TRAIN);
    questions = set.of(Row.Role.TEST);
    assertThat(training).hasSize(15_000);
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

  /** Entry by entry, as LEARN, and from what was embedded already. */
  @Test
  void evaluationEndsWithTheSameFigure(@TempDir Path out, TestReporter reporter) {
    EvaluationPlan plan =
        new EvaluationPlan(
            List.of(data("data/clinc150").toString()),
            DataProperties.of(Map.of()),
            OnError.STOP,
            Optional.empty(),
            options -> {
              throw new AssertionError("an encoder was opened");
            },
            List.of("ncm"),
            HeadOptions.defaults(),
            Optional.empty(),
            SolveOptions.defaults(),
            Protocol.JOINT,
            ProtocolOptions.defaults(),
            out,
            cache,
            false,
            "test");
    HeadRow row = new Evaluation(plan, Watch.NONE, line -> {}).run().rows().getFirst();

    assertThat(row.number("accuracy")).contains(accuracy("ncm", HeadOptions.defaults(), reporter));
    assertThat(row.number("graded")).contains(4500.0);
  }

  @Test
  void nearestNeighbours(TestReporter reporter) {
    assertThat(accuracy("knn", HeadOptions.defaults(), reporter))
        .isCloseTo(0.8956, within(TOLERANCE));
  }

  /** The reference draws its projection otherwise: three of its deviations. */
  @Test
  void randomProjections(TestReporter reporter) {
    assertThat(accuracy("ranpac", HeadOptions.defaults(), reporter))
        .isCloseTo(0.9435, within(3 * 0.0009));
  }

  private static double accuracy(String name, HeadOptions options, TestReporter reporter) {
    Head head = Heads.named(name, options);
    Evidence evidence = Evidence.empty(space, head.demands(space));
    for (Example row : training) {
      evidence.apply(
          new LabelChange(
              row.id(),
              row.embedding(),
              Optional.empty(),
              Optional.of(Assignment.of(row.label()))));
    }
    Scorer scorer = head.fit(evidence);
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
    reporter.publishEntry(name, "accuracy on CLINC150, test: " + accuracy);
    return accuracy;
  }

  /** Returns a file of the data that is not part of the repository, or skips the tests. */
  private static Path data(String relative) {
    String root = Optional.ofNullable(System.getenv("ALLUVIUM_DATA")).orElse("../shared");
    Path file = Path.of("..").resolve(root).resolve(relative);
    assumeTrue(Files.exists(file), () -> "no " + file + ": set ALLUVIUM_DATA to run this test");
    return file;
  }
}
