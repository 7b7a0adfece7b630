package io.alluvium.learning.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.StateWriter;
import io.alluvium.learning.source.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class UnknownBufferTest {
  private final Random random = new Random(23);
  private final GaussianWorld world = new GaussianWorld(random);
  private final CandidateFinder finder = new CandidateFinder(world.geometry());
  private final Map<String, Embedding> vectors = new HashMap<>();
  private UnknownBuffer buffer = new UnknownBuffer();

  private Embedding noise() {
    float[] vector = new float[GaussianWorld.DIM];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (2 * random.nextDouble() - 1);
    }
    return world.geometry().space().quantise(vector);
  }

  private List<CandidateClass> add(String id, Embedding sample) {
    vectors.put(id, sample);
    buffer.add(new Seen(id, vectors.size(), vectors.size()));
    return buffer.isDue() ? buffer.look(finder, this::vector) : List.of();
  }

  private Optional<Embedding> vector(Seen sample) {
    return Optional.ofNullable(vectors.get(sample.id()));
  }

  private List<CandidateClass> addStrangersAmongNoise(int count) {
    List<CandidateClass> found = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      boolean stranger = n % 2 == 0;
      found.addAll(add((stranger ? "s" : "n") + n, stranger ? world.stranger() : noise()));
    }
    return found;
  }

  private static long strangers(CandidateClass candidate) {
    return candidate.members().stream().filter(one -> one.sample().id().startsWith("s")).count();
  }

  @Test
  void strangersThatBelongTogetherBecomeOneCandidate() {
    List<CandidateClass> found = addStrangersAmongNoise(200);

    assertThat(found).isNotEmpty();
    CandidateClass first = found.getFirst();
    assertThat(strangers(first)).isGreaterThanOrEqualTo(8L * first.members().size() / 10);
    assertThat(first.cohesion()).isGreaterThan(0.8);
    assertThat(first.relations().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(first.isSame(List.of(world.stranger(), world.stranger()))).isTrue();
    assertThat(first.isSame(List.of(world.draw(0, 0), world.draw(0, 0)))).isFalse();
  }

  @Test
  void samplesThatHaveNothingInCommonAreNoCandidate() {
    for (int n = 0; n < 1_000; n++) {
      assertThat(add("n" + n, noise())).isEmpty();
    }
    assertThat(buffer.samples()).hasSize(UnknownBuffer.CAPACITY);
  }

  @Test
  void candidatesLeaveTheBuffer() {
    int added = 0;
    while (add("s" + added, world.stranger()).isEmpty()) {
      added++;
      assertThat(added).isLessThan(200);
    }
    assertThat(buffer.samples()).hasSizeLessThan(added);
  }

  @Test
  void whatIsForgottenIsInNoCandidate() {
    for (int n = 0; n < 60; n++) {
      add("s" + n, world.stranger());
    }
    vectors.keySet().removeIf(id -> !id.equals("s7"));
    List<CandidateClass> found = new ArrayList<>();
    for (int n = 100; n < 120; n++) {
      found.addAll(add("s" + n, world.stranger()));
    }
    assertThat(found)
        .allSatisfy(
            one -> assertThat(one.members()).allMatch(each -> vector(each.sample()).isPresent()));
    assertThat(buffer.samples()).extracting(Seen::id).doesNotContain("s0");
  }

  @Test
  void goesOnWhereItWasWritten() {
    List<CandidateClass> straight = addStrangersAmongNoise(150);
    UnknownBuffer whole = buffer;
    List<String> ids = new ArrayList<>(vectors.keySet());
    ids.sort(String::compareTo);

    buffer = new UnknownBuffer();
    List<CandidateClass> restarted = new ArrayList<>();
    for (Seen sample : inOrder(ids)) {
      buffer.add(sample);
      if (buffer.isDue()) {
        restarted.addAll(buffer.look(finder, this::vector));
      }
      buffer = UnknownBuffer.load(buffer.samples(), buffer.save());
    }
    assertThat(restarted).isEqualTo(straight);
    assertThat(buffer.samples()).isEqualTo(whole.samples());
  }

  /** The samples as they were added: by the number in their ids. */
  private static List<Seen> inOrder(List<String> ids) {
    return ids.stream()
        .map(id -> Integer.parseInt(id.substring(1)))
        .sorted()
        .map(n -> new Seen((n % 2 == 0 ? "s" : "n") + n, n + 1, n + 1))
        .toList();
  }

  @Test
  void refusesNumbersThatItDidNotWrite() {
    List<Seen> many = new ArrayList<>();
    for (int n = 0; n <= UnknownBuffer.CAPACITY; n++) {
      many.add(new Seen("s" + n, n, n));
    }
    assertThatThrownBy(() -> UnknownBuffer.load(many, buffer.save()))
        .hasMessage("there are 513 unknown samples, expected at most 512");
    assertThatThrownBy(() -> UnknownBuffer.load(List.of(), new StateWriter().words()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
