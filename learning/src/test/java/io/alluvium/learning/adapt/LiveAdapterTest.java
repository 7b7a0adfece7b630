package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Evidence;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Scorer;
import io.alluvium.learning.Seeds;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.StateReader;
import io.alluvium.learning.StateWords;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.SufficientStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every adapter that is stored. */
final class LiveAdapterTest {
  private static final double SHIFT = 0.6;
  private static final int SAMPLES = 300;

  private final RandomGenerator random = Seeds.random();
  private final GaussianWorld world = new GaussianWorld(random);
  private final FrozenClassifier classifier = world.classifier();

  static List<String> names() {
    return Adapters.liveNames();
  }

  private LiveAdapter fresh(String name) {
    return Adapters.live(name, world.geometry());
  }

  private List<Sample> samples(int count, double shift) {
    List<Sample> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      samples.add(classifier.sample(world.draw(world.anyClass(), shift)));
    }
    return samples;
  }

  private static StateWords saved(LiveAdapter adapter) {
    StateWriter state = new StateWriter();
    adapter.save(state);
    return state.words();
  }

  private static StateWords savedOfSolve(LiveAdapter adapter) {
    StateWriter state = new StateWriter();
    adapter.saveOfSolve(state);
    return state.words();
  }

  private static void load(LiveAdapter target, LiveAdapter source, boolean sameSolve) {
    StateReader state = new StateReader(saved(source));
    target.load(state);
    state.end();
    if (sameSolve) {
      StateReader ofSolve = new StateReader(savedOfSolve(source));
      target.loadOfSolve(ofSolve);
      ofSolve.end();
    }
  }

  /** Resets on the way, so that what an adapter keeps over them is stored too. */
  private static void play(LiveAdapter adapter, List<Sample> samples, int from, int to) {
    for (int n = from; n < to; n++) {
      if (n % 110 == 100) {
        adapter.reset();
      }
      adapter.absorb(List.of(samples.get(n)), Conditions.INDEPENDENT);
    }
  }

  private static List<double[]> answers(LiveAdapter adapter, List<Sample> samples) {
    return samples.stream()
        .map(sample -> adapter.answer(List.of(sample), Conditions.INDEPENDENT).getFirst().toArray())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void goesOnBitForBitFromAnyPlace(String name) {
    List<Sample> samples = samples(SAMPLES, SHIFT);
    List<Sample> queries = samples(20, SHIFT);
    LiveAdapter straight = fresh(name);
    play(straight, samples, 0, SAMPLES);

    for (int cut : random.ints(12, 0, SAMPLES).toArray()) {
      LiveAdapter first = fresh(name);
      play(first, samples, 0, cut);
      LiveAdapter second = fresh(name);
      load(second, first, true);
      play(second, samples, cut, SAMPLES);

      assertThat(saved(second)).as("cut at %d", cut).isEqualTo(saved(straight));
      assertThat(savedOfSolve(second)).isEqualTo(savedOfSolve(straight));
      assertThat(answers(second, queries))
          .usingRecursiveComparison()
          .isEqualTo(answers(straight, queries));
    }
  }

  /** The solve learns a new class, and one of before has gone. */
  private ClassGeometry laterSolve() {
    SufficientStatistics later = new SufficientStatistics(world.statistics().space());
    for (int n = 0; n < 400; n++) {
      int c = n % GaussianWorld.CLASSES;
      later.add(c == 0 ? "a new one" : "class" + c, world.draw(c, 0));
    }
    return ClassGeometry.of(later, new Shrinkage.Oas()).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatIsKeptOverASolveIsWhatIsStored(String name) {
    LiveAdapter before = fresh(name);
    play(before, samples(90, SHIFT), 0, 90);
    ClassGeometry later = laterSolve();
    LiveAdapter after = Adapters.live(name, later);
    load(after, before, false);
    LiveAdapter again = Adapters.live(name, later);
    load(again, after, false);

    assertThat(saved(again)).isEqualTo(saved(after));
    FrozenClassifier between = FrozenClassifier.since(later, scorer(world.statistics()));
    for (int n = 0; n < 50; n++) {
      Sample sample = between.sample(world.draw(world.anyClass(), SHIFT));
      Posterior answer = after.answer(List.of(sample), Conditions.INDEPENDENT).getFirst();
      assertThat(answer.classes()).isEqualTo(later.classes());
      after.absorb(List.of(sample), Conditions.INDEPENDENT);
    }
    assertThat(saved(after).size()).isLessThanOrEqualTo(Adapters.MAX_WORDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"balanced-shift", "soft-prototype", "cache", "support"})
  void whatBelongsToAClassIsFoundAgainByItsLabel(String name) {
    LiveAdapter before = fresh(name);
    before.absorb(samples(200, 0), Conditions.INDEPENDENT);
    LiveAdapter after = Adapters.live(name, laterSolve());
    load(after, before, false);

    assertThat(firstClass(name, before)).isEqualTo("4 class0");
    assertThat(firstClass(name, after)).isEqualTo("3 class1");
    LiveAdapter back = fresh(name);
    load(back, after, false);
    assertThat(firstClass(name, back)).isEqualTo("3 class1");
  }

  /** Returns how many classes have something, and the first of them. */
  private static String firstClass(String name, LiveAdapter adapter) {
    StateReader state = new StateReader(saved(adapter));
    if (name.equals("soft-prototype")) {
      assertThat(state.nextLong()).isEqualTo(200);
    }
    return state.nextLong() + " " + state.nextText();
  }

  @ParameterizedTest
  @MethodSource("names")
  void displacementsOutliveASolve(String name) {
    List<Sample> samples = samples(90, SHIFT);
    LiveAdapter before = fresh(name);
    play(before, samples, 0, 90);
    LiveAdapter after = fresh(name);
    load(after, before, false);

    assertThat(saved(after)).isEqualTo(saved(before));
  }

  private static Scorer scorer(SufficientStatistics statistics) {
    Head head = Heads.named("slda", HeadOptions.defaults());
    return head.fit(Evidence.of(statistics));
  }

  /** Two hundred classes of 512 numbers are more than may be stored of one source. */
  @ParameterizedTest
  @MethodSource("names")
  void takesNoMoreRoomThanARecordHas(String name) {
    int classes = 200;
    Space space = new Space(new SpaceId("ab".repeat(32)), 512, new Normalisation.Fixed(8, 4000));
    SufficientStatistics statistics = new SufficientStatistics(space);
    List<Embedding> drawn = new ArrayList<>();
    for (int n = 0; n < 3 * classes; n++) {
      float[] vector = new float[space.dim()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (0.2 * random.nextGaussian());
      }
      vector[n % classes] += 2;
      drawn.add(space.quantise(vector));
      statistics.add("class" + n % classes, drawn.getLast());
    }
    ClassGeometry geometry = ClassGeometry.of(statistics, new Shrinkage.Oas()).orElseThrow();
    FrozenClassifier many = FrozenClassifier.since(geometry, scorer(statistics));
    LiveAdapter adapter = Adapters.live(name, geometry);
    drawn.forEach(each -> adapter.absorb(List.of(many.sample(each)), Conditions.INDEPENDENT));

    assertThat(saved(adapter).size() + savedOfSolve(adapter).size())
        .isLessThanOrEqualTo(Adapters.MAX_WORDS + classes + 4);
    LiveAdapter loaded = Adapters.live(name, geometry);
    load(loaded, adapter, true);
    assertThat(saved(loaded)).isEqualTo(saved(adapter));
  }

  @ParameterizedTest
  @MethodSource("names")
  void refusesNumbersThatItDidNotWrite(String name) {
    StateWords none = new StateWriter().words();
    if (!name.equals("laplacian")) {
      assertThatThrownBy(() -> fresh(name).load(new StateReader(none)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void classesThatAreNewerThanTheSolveKeepWhatTheClassifierGivesThem() {
    SufficientStatistics newer = world.statistics().copy();
    for (int n = 0; n < 50; n++) {
      newer.add("unheard of", world.stranger());
    }
    FrozenClassifier since = FrozenClassifier.since(world.geometry(), scorer(newer));
    Embedding query = world.draw(0, SHIFT);
    double[] shares = since.sample(query).frozen().toArray();
    assertThat(shares).hasSize(GaussianWorld.CLASSES);

    Posterior third = Posterior.ofWeights(0, 0, 1, 0);
    Decision frozen = scorer(newer).decide(query, 5);
    Decision same = since.decide(query, since.sample(query).frozen(), 5);
    Decision other = since.decide(query, third, 5);

    assertThat(best(same)).isEqualTo(best(frozen));
    assertThat(same.margin().orElseThrow()).isCloseTo(frozen.margin().orElseThrow(), within(1e-6));
    assertThat(best(other)).isEqualTo("class2");
    assertThat(other.candidates().stream().mapToDouble(Candidate::probability).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(best(since.decide(world.stranger(), third, 1))).isEqualTo("unheard of");
  }

  private static String best(Decision decision) {
    return decision.candidates().getFirst().label();
  }

  @Test
  void namesThatAreNotStoredAreRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> fresh("auto"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("auto")
        .hasMessageContaining("balanced-shift");
  }
}
