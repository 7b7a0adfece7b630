package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.GaussianWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What single adapters do. */
final class AdaptersTest {
  private static final double SHIFT = 0.8;

  private final GaussianWorld world = new GaussianWorld(new Random(17));
  private final FrozenClassifier classifier = world.classifier();

  private List<Sample> samples(int count, double shift) {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      samples.add(classifier.sample(world.draw(n % GaussianWorld.CLASSES, shift)));
    }
    return samples;
  }

  private int hits(Adapter adapter, List<Sample> samples) {
    List<Posterior> answers = adapter.answer(samples, Conditions.INDEPENDENT);
    int hits = 0;
    for (int n = 0; n < samples.size(); n++) {
      hits += answers.get(n).best() == n % GaussianWorld.CLASSES ? 1 : 0;
    }
    return hits;
  }

  private int gain(Adapter adapter) {
    List<Sample> test = samples(400, SHIFT);
    int before = hits(new NoAdapter(), test);
    adapter.absorb(samples(512, SHIFT), Conditions.INDEPENDENT);
    return hits(adapter, test) - before;
  }

  @Test
  void meanShiftIsFoundAndTakenAway() {
    ShiftAdapter shift = new ShiftAdapter(classifier.geometry());
    shift.absorb(samples(2_000, SHIFT), Conditions.INDEPENDENT);

    double mean = 0;
    for (double value : shift.displacement()) {
      mean += value / GaussianWorld.DIM;
    }

    assertThat(mean / 4_000).isCloseTo(SHIFT, within(0.1));
  }

  @Test
  void memoryGrowsWithTheCorrelationOfLabels() {
    assertThat(RecentMean.memory(Conditions.INDEPENDENT)).isEqualTo(128);
    assertThat(RecentMean.memory(new Conditions(true, 0.5))).isEqualTo(384);
    assertThat(RecentMean.memory(new Conditions(true, 0.99))).isEqualTo(2048);
    assertThatThrownBy(() -> new Conditions(true, 1)).hasMessageContaining("1.0");
  }

  @Test
  void displacementsWinBackShiftedSamples() {
    assertThat(gain(new ShiftAdapter(classifier.geometry()))).isGreaterThan(40);
    assertThat(gain(new DomainPromptAdapter(classifier.geometry()))).isGreaterThan(40);
    assertThat(gain(new MixtureAdapter(classifier.geometry()))).isGreaterThan(40);
    assertThat(gain(new TeacherAdapter(classifier.geometry()))).isGreaterThan(10);
    assertThat(gain(new BalancedShiftAdapter(classifier.geometry(), Long.MAX_VALUE)))
        .isGreaterThan(10);
    assertThat(gain(new SoftPrototypeAdapter(classifier.geometry(), Long.MAX_VALUE)))
        .isGreaterThan(10);
  }

  @Test
  void balancedShiftCountsEachClassAlike() {
    List<Sample> oneClass = new ArrayList<>();
    for (int n = 0; n < 512; n++) {
      oneClass.add(classifier.sample(world.draw(0, 0)));
    }
    BalancedShiftAdapter balanced = new BalancedShiftAdapter(classifier.geometry(), Long.MAX_VALUE);
    ShiftAdapter plain = new ShiftAdapter(classifier.geometry());
    balanced.absorb(oneClass, Conditions.INDEPENDENT);
    plain.absorb(oneClass, Conditions.INDEPENDENT);
    List<Sample> test = samples(400, 0);

    assertThat(hits(balanced, test)).isGreaterThan(hits(plain, test) + 20);
  }

  @Test
  void domainThatReturnsIsMetReady() {
    MixtureAdapter mixture = new MixtureAdapter(classifier.geometry());
    mixture.absorb(samples(512, SHIFT), Conditions.INDEPENDENT);
    mixture.reset();
    ShiftAdapter plain = new ShiftAdapter(classifier.geometry());
    List<Sample> few = samples(6, SHIFT);
    mixture.absorb(few, Conditions.INDEPENDENT);
    plain.absorb(few, Conditions.INDEPENDENT);
    List<Sample> test = samples(400, SHIFT);

    assertThat(hits(mixture, test)).isGreaterThan(hits(plain, test) + 10);
  }

  @Test
  void neighboursAgreeOnlyWhereLabelsComeInRuns() {
    LaplacianAdapter laplacian = new LaplacianAdapter();
    List<Sample> batch = new ArrayList<>();
    for (int n = 0; n < 32; n++) {
      batch.add(classifier.sample(world.draw(1, 0.5)));
    }
    int before = same(batch.stream().map(Sample::frozen).toList());

    assertThat(same(laplacian.answer(batch, Conditions.INDEPENDENT))).isEqualTo(before);
    assertThat(same(laplacian.answer(batch, new Conditions(true, 0.9))))
        .isGreaterThanOrEqualTo(before);
    assertThat(before).isLessThan(32);
  }

  private static int same(List<Posterior> answers) {
    int[] counts = new int[GaussianWorld.CLASSES];
    answers.forEach(answer -> counts[answer.best()]++);
    int most = 0;
    for (int count : counts) {
      most = Math.max(most, count);
    }
    return most;
  }

  @Test
  void posteriorIsOfItsWeights() {
    Posterior posterior = Posterior.ofWeights(1, 3);

    assertThat(posterior.of(1)).isEqualTo(0.75);
    assertThat(posterior.best()).isEqualTo(1);
    assertThat(Posterior.ofLogs(1000, 1000).of(0)).isEqualTo(0.5);
    assertThat(Posterior.ofWeights(1, 1).entropy()).isCloseTo(1, within(1e-12));
    assertThat(Posterior.mix(posterior, Posterior.ofWeights(1, 0), 0.5).of(0)).isEqualTo(0.625);
    assertThatThrownBy(() -> Posterior.ofWeights(0, 0)).hasMessageContaining("0.0");
  }
}
