package io.alluvium.evaluation.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Examples;
import io.alluvium.evaluation.corruption.Corruption;
import io.alluvium.evaluation.embedding.Example;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class StretchesTest {
  private static final List<Example> POOL = Examples.of(5, 40, 0).examples();
  private static final List<Corruption> TWO =
      List.of(new Corruption(Corruption.Kind.NOISE, 2), new Corruption(Corruption.Kind.GAIN, 3));

  private static List<Stretch> stretches(StretchOrder order, String... domains) {
    ShiftOptions options =
        new ShiftOptions(
            List.of("off"), Shifts.ofDamage(List.of()), order, 0, 1, 100, 200, 0, 0, 7);
    DomainRows rows = new DomainRows(POOL);
    ShiftNames shifts = new ShiftNames(TWO, List.of(domains));
    shifts.needed(order).forEach(one -> rows.putDamaged(one.key(), POOL));
    for (String domain : domains) {
      rows.put(domain, POOL.subList(0, 30), Set.of(POOL.getFirst().label(), POOL.get(1).label()));
    }
    return Stretches.of(options, rows, shifts);
  }

  private static List<String> names(StretchOrder order, String... domains) {
    return stretches(order, domains).stream().map(Stretch::name).toList();
  }

  @Test
  void stretchesComeInTheOrderOfTheirStream() {
    assertThat(names(StretchOrder.RETURNING))
        .containsExactly("clean", "noise:2", "clean", "gain:3", "clean");
    assertThat(names(StretchOrder.CONTINUAL))
        .containsExactly("clean", "noise:2", "gain:3", "clean");
    assertThat(names(StretchOrder.CYCLIC)).hasSize(8);
    assertThat(names(StretchOrder.GRADUAL))
        .containsExactly(
            "clean", "noise:1", "noise:2", "noise:1", "gain:1", "gain:2", "gain:3", "gain:2",
            "gain:1", "clean");
    assertThat(names(StretchOrder.MIXED)).containsExactly("clean", "mixed", "clean");
  }

  @Test
  void domainsOfTheirOwnComeWithNoMoreSamplesThanTheyHave() {
    List<Stretch> stretches = stretches(StretchOrder.CONTINUAL, "later");

    assertThat(stretches)
        .extracting(Stretch::name)
        .containsExactly("clean", "noise:2", "gain:3", "later", "clean");
    assertThat(stretches.get(2).items()).hasSize(100);
    List<Integer> rows = stretches.get(3).items().stream().map(Stretch.Item::row).toList();
    assertThat(rows).doesNotHaveDuplicates().hasSizeLessThan(30);
    assertThat(names(StretchOrder.GRADUAL, "later")).endsWith("gain:1", "later", "clean");
  }

  @Test
  void aDomainHasOnlySamplesOfClassesThatAreLearnt() {
    DomainRows rows = new DomainRows(POOL);
    String learnt = POOL.getFirst().label();

    rows.put("later", POOL, Set.of(learnt));

    assertThat(rows.of("later")).hasSize(40).extracting(Example::label).containsOnly(learnt);
    assertThat(rows.sizes()).containsEntry("clean", 200).containsEntry("later", 40);
    assertThatThrownBy(() -> rows.put("foreign", POOL, Set.of("unheard")))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("foreign");
    assertThatThrownBy(() -> rows.put("later", POOL, Set.of(learnt))).hasMessageContaining("twice");
  }

  @Test
  void mixedSamplesAreOfAllCorruptions() {
    Stretch mixed = stretches(StretchOrder.MIXED).get(1);

    assertThat(mixed.items()).hasSize(200);
    assertThat(mixed.items()).extracting(Stretch.Item::domain).contains("noise:2", "gain:3");
  }

  @Test
  void runsHaveTheSameSamplesInAnotherOrder() {
    List<Integer> rows = IntStream.range(0, POOL.size()).boxed().toList();
    List<Integer> runs = LabelRuns.of(rows, row -> POOL.get(row).label(), 0.1, "seed");

    assertThat(runs).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(repeats(runs)).isGreaterThan(4 * repeats(rows) + 100);
    assertThat(LabelRuns.of(rows, row -> POOL.get(row).label(), 0.1, "seed")).isEqualTo(runs);
  }

  private static int repeats(List<Integer> rows) {
    int repeats = 0;
    for (int i = 1; i < rows.size(); i++) {
      repeats += POOL.get(rows.get(i)).label().equals(POOL.get(rows.get(i - 1)).label()) ? 1 : 0;
    }
    return repeats;
  }
}
