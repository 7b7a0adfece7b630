package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NearestVertexTest {
  private static final int DIM = 6;

  private final Space space = Samples.space(DIM);
  private final Head head = Heads.named("simplex", HeadOptions.defaults());
  private final Head ncm = Heads.named("ncm", HeadOptions.defaults());
  private final Embedding query = space.quantise(new float[] {1, 2, -3, 4, 5, 6});
  private SufficientStatistics statistics;

  @BeforeEach
  void start() {
    statistics = new SufficientStatistics(space);
  }

  @Test
  void aMeanWithin45DegreesOfAVertexIsThatVertex() {
    add("first", 1, 0.2f, 0, 0, 0.4f, 0);
    add("last", -1, -1, -1, -1, -1, -0.5f);
    double[] scores = fit().scores(query);
    assertThat(scores[0]).isCloseTo(score(0, 1, 0.2, 0, 0, 0.4, 0), within(1e-2));
    assertThat(scores[1]).isCloseTo(score(DIM, -1, -1, -1, -1, -1, -0.5), within(1e-2));
    assertThat(scores[0]).isNotCloseTo(asMeans()[0], within(0.1));
  }

  @Test
  void aMeanFarFromAllVerticesIsItself() {
    add("between", 1, 1, 1, 0, 0, 0);
    add("elsewhere", 0, 0, 1, 1, 1, 0);
    assertThat(fit().scores(query)).isEqualTo(asMeans());
  }

  /** The nearer has it; without its samples the other has it, to the bit. */
  @Test
  void oneOfTwoClassesHasAVertexAndWhatIsTakenAwayGivesItBack() {
    add("a", 0, 1, 0, 0.5f, 0, 0);
    SufficientStatistics alone = statistics.copy();
    add("b", 0, 1, 0, 0.1f, 0, 0);
    double[] both = fit().scores(query);
    assertThat(both[0]).isEqualTo(asMeans()[0]);
    assertThat(both[1]).isCloseTo(score(1, 0, 1, 0, 0.1, 0, 0), within(1e-2));
    statistics.subtract("b", space.quantise(new float[] {0, 1, 0, 0.1f, 0, 0}));
    assertThat(fit().scores(query)).isEqualTo(head.fit(Evidence.of(alone)).scores(query));
    assertThat(fit().scores(query)[0]).isCloseTo(score(1, 0, 1, 0, 0.5, 0, 0), within(1e-2));
  }

  @Test
  void betweenSolvesAClassKeepsItsVertexAndANewOneIsItsMean() {
    add("old", 0, 0, 1, 0, 0, 0);
    Scorer before = fit();
    add("new", 0, 0, 0, 0, 1, 0.3f);
    add("old", 0, 0, -1, 3, 0, 0);
    double farthest = 16 * new Simplex(DIM).cosines(query.toPoint())[2] * Math.sqrt(2);
    double[] after = before.refreshed(Evidence.of(statistics), Set.of("old", "new")).scores(query);
    assertThat(after[1]).isCloseTo(farthest, within(1e-2));
    assertThat(after[0]).isEqualTo(asMeans()[0]);
    assertThat(fit().scores(query)[0]).isNotCloseTo(after[0], within(0.1));
  }

  @Test
  void rawNumbersHaveNoVertices() {
    Space fixed = Samples.fixedSpace(DIM);
    SufficientStatistics raw = new SufficientStatistics(fixed);
    raw.add("first", fixed.quantise(new float[] {1, 0.2f, 0, 0, 0.4f, 0}));
    Embedding numbers = fixed.quantise(new float[] {1, 2, -3, 4, 5, 6});
    assertThat(head.fit(Evidence.of(raw)).scores(numbers))
        .isEqualTo(ncm.fit(Evidence.of(raw)).scores(numbers));
  }

  /** Sixteen times the cosine to a vertex, over that of the mean. */
  private double score(int vertex, double... mean) {
    Simplex simplex = new Simplex(DIM);
    return 16 * simplex.cosines(query.toPoint())[vertex] / simplex.cosines(mean)[vertex];
  }

  private void add(String label, float... vector) {
    statistics.add(label, space.quantise(vector));
  }

  private Scorer fit() {
    return head.fit(Evidence.of(statistics));
  }

  private double[] asMeans() {
    return ncm.fit(Evidence.of(statistics)).scores(query);
  }
}
