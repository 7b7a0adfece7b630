package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ArrivalRunsTest {
  private static final ArrivalRuns.Lengths LENGTHS = new ArrivalRuns.Lengths(10, 100);

  private final RandomGenerator random = Seeds.random();

  @Test
  void cutsAtMultiplesOfPowersOfTwo() {
    ArrivalRuns cut = ArrivalRuns.of(samples(0, 300), LENGTHS);
    assertThat(places(cut.runs()))
        .containsExactly(
            List.of(0L, 63L),
            List.of(64L, 127L),
            List.of(128L, 191L),
            List.of(192L, 255L),
            List.of(256L, 287L));
    assertThat(cut.rest().stream().map(sample -> sample.exemplar().arrival()))
        .containsExactlyElementsOf(
            List.of(288L, 289L, 290L, 291L, 292L, 293L, 294L, 295L, 296L, 297L, 298L, 299L));
  }

  @Test
  void holdsEverySampleOnce() {
    for (int n = 0; n < 50; n++) {
      Exemplars samples = new Exemplars();
      int size = random.nextInt(700);
      for (int i = 0; i < size; i++) {
        add(samples, "s" + i, random.nextLong(1L << random.nextInt(1, 63)));
      }
      ArrivalRuns cut = ArrivalRuns.of(samples, LENGTHS);
      List<LabelledExemplar> all = new ArrayList<>(cut.rest());
      cut.runs().forEach(all::addAll);
      assertThat(all).containsExactlyInAnyOrderElementsOf(samples.byArrival());
      assertThat(cut.runs()).allMatch(run -> run.size() >= 10 && run.size() <= 100);
    }
  }

  @Test
  void newSamplesLeaveMostRunsAlone() {
    ArrivalRuns before = ArrivalRuns.of(samples(0, 900), LENGTHS);
    ArrivalRuns after = ArrivalRuns.of(samples(0, 1000), LENGTHS);
    Set<List<LabelledExemplar>> kept = new HashSet<>(before.runs());
    kept.retainAll(after.runs());
    assertThat(kept).hasSizeGreaterThanOrEqualTo(before.runs().size() - 2);
  }

  @Test
  void samplesOfOnePlaceAreOneRun() {
    Exemplars samples = new Exemplars();
    for (int n = 0; n < 150; n++) {
      add(samples, "s" + n, 7);
    }
    assertThat(ArrivalRuns.of(samples, LENGTHS).runs())
        .singleElement()
        .satisfies(run -> assertThat(run).hasSize(150));
  }

  private static Exemplars samples(int from, int to) {
    Exemplars samples = new Exemplars();
    for (int n = from; n < to; n++) {
      add(samples, "s" + n, n);
    }
    return samples;
  }

  private static void add(Exemplars samples, String id, long arrival) {
    samples.add("a", new Exemplar(id, Embedding.of((short) 1), arrival, 1));
  }

  private static List<List<Long>> places(List<List<LabelledExemplar>> runs) {
    return runs.stream()
        .map(
            run -> List.of(run.getFirst().exemplar().arrival(), run.getLast().exemplar().arrival()))
        .toList();
  }
}
