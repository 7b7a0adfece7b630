package io.alluvium.learning.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.GaussianWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every adapter. */
final class AdapterContractTest {
  private final GaussianWorld world = new GaussianWorld(new Random(11));
  private final FrozenClassifier classifier = world.classifier();
  private final List<Sample> shifted = new ArrayList<>();
  private final List<Sample> queries = new ArrayList<>();

  AdapterContractTest() {
    for (int n = 0; n < 200; n++) {
      shifted.add(classifier.sample(world.draw(world.anyClass(), 0.6)));
      queries.add(classifier.sample(world.draw(world.anyClass(), 0.6)));
    }
  }

  static List<String> names() {
    return Adapters.names();
  }

  private Adapter fresh(String name) {
    return Adapters.named(name, classifier, world.surprise());
  }

  private List<double[]> answers(Adapter adapter) {
    return adapter.answer(queries, Conditions.INDEPENDENT).stream()
        .map(Posterior::toArray)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void equalStreamsGiveEqualBits(String name) {
    Adapter one = fresh(name);
    Adapter other = fresh(name);
    one.absorb(shifted, Conditions.INDEPENDENT);
    shifted.forEach(sample -> other.absorb(List.of(sample), Conditions.INDEPENDENT));

    assertThat(one.name()).isEqualTo(name);
    assertThat(answers(one)).usingRecursiveComparison().isEqualTo(answers(other));
  }

  @ParameterizedTest
  @MethodSource("names")
  void answeringLeavesNoTrace(String name) {
    Adapter adapter = fresh(name);
    adapter.absorb(shifted, Conditions.INDEPENDENT);

    List<double[]> first = answers(adapter);

    assertThat(answers(adapter)).usingRecursiveComparison().isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("names")
  void resetForgetsTheSource(String name) {
    Adapter adapter = fresh(name);
    adapter.absorb(shifted, Conditions.INDEPENDENT);
    adapter.reset();
    Adapter fresh = fresh(name);
    List<Integer> kept =
        adapter.answer(queries, Conditions.INDEPENDENT).stream().map(Posterior::best).toList();

    assertThat(kept)
        .isEqualTo(
            fresh.answer(queries, Conditions.INDEPENDENT).stream().map(Posterior::best).toList());
  }

  @ParameterizedTest
  @MethodSource("names")
  void cleanSamplesAreAnsweredAboutAsBefore(String name) {
    Adapter adapter = fresh(name);
    int same = 0;
    int samples = 2_000;
    for (int n = 0; n < samples; n++) {
      Sample sample = classifier.sample(world.draw(world.anyClass(), 0));
      Posterior answer = adapter.answer(List.of(sample), Conditions.INDEPENDENT).getFirst();
      same += answer.best() == sample.frozen().best() ? 1 : 0;
      adapter.absorb(List.of(sample), Conditions.INDEPENDENT);
    }

    assertThat(same / (double) samples).isGreaterThan(0.9);
  }

  @Test
  void unknownNamesAreRefusedWithAllThatAreKnown() {
    assertThatThrownBy(() -> fresh("magic"))
        .hasMessageContaining("magic")
        .hasMessageContaining("balanced-shift");
  }
}
