package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Learner.Background;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples whose labels are taken back before a solve leave nothing behind, to the last bit. */
class ForgettingTest {
  private static final Space SPACE = Samples.space(6);
  private static final SolveOptions OPTIONS = new SolveOptions(5, 11, 0.2, 3);
  private static final int BEFORE = 120;
  private static final int AFTER = 80;

  @ParameterizedTest
  @CsvSource({
    "ncm,  NONE",
    "slda, NONE",
    "plda, NONE",
    "ncm,  WINDOW",
    "plda, WINDOW",
    "slda, HALF_LIFE",
    "plda, HALF_LIFE"
  })
  void forgottenIsNeverSeen(String name, Recency.Kind kind) {
    RandomGenerator random = Seeds.random();
    List<Streams.Entry> stream =
        kind == Recency.Kind.NONE
            ? Streams.random(random, SPACE, BEFORE + AFTER, 2)
            : Streams.ageing(random, SPACE, BEFORE + AFTER, 2, false);
    List<Streams.Entry> before = stream.subList(0, BEFORE);
    Set<String> forgotten = someIds(random, before);
    List<Streams.Entry> after =
        stream.subList(BEFORE, BEFORE + AFTER).stream().map(e -> e.without(forgotten)).toList();

    Fold fold = fold(name, kind, before);
    long period = before.getLast().period();
    fold.take(command(period, Amendment.of(takenBack(before, forgotten))));
    Fold never = fold(name, kind, before.stream().map(e -> e.without(forgotten)).toList());
    never.take(command(period, Amendment.NONE));

    assertThat(decisions(fold, after)).isEqualTo(decisions(never, after));
    assertThat(fold.learner().sumsDigest()).isEqualTo(never.learner().sumsDigest());
    assertThat(fold.learner().progress().updates())
        .as("something was forgotten")
        .isGreaterThan(never.learner().progress().updates());
  }

  private static Streams.Entry command(long period, Amendment amendment) {
    return new Streams.Entry(Optional.empty(), List.of(), Optional.of(amendment), period);
  }

  private static Set<String> someIds(RandomGenerator random, List<Streams.Entry> entries) {
    Set<String> ids = new HashSet<>();
    entries.forEach(entry -> entry.changes().forEach(change -> ids.add(change.sampleId())));
    ids.removeIf(id -> random.nextInt(3) > 0);
    return ids;
  }

  private static List<LabelChange> takenBack(List<Streams.Entry> entries, Set<String> ids) {
    Map<String, LabelChange> newest = new LinkedHashMap<>();
    entries.forEach(
        entry -> entry.changes().forEach(change -> newest.put(change.sampleId(), change)));
    List<LabelChange> changes = new ArrayList<>();
    newest.values().stream()
        .filter(change -> ids.contains(change.sampleId()) && change.to().isPresent())
        .forEach(change ->
            changes.add(
                new LabelChange(
                    change.sampleId(),
                    change.embedding(),
                    change.period(),
                    change.to(),
                    Optional.empty())));
    return changes;
  }

  private static Fold fold(String head, Recency.Kind kind, List<Streams.Entry> entries) {
    Fold fold =
        new Fold(
            Learner.start(
                SPACE,
                Heads.named(head, HeadOptions.defaults()),
                OPTIONS,
                new Recency(kind, Recency.Unit.SAMPLES, 128),
                Background.INLINE));
    fold.takeAll(entries);
    return fold;
  }

  private static List<Decision> decisions(Fold fold, List<Streams.Entry> entries) {
    int earlier = fold.said().size();
    fold.takeAll(entries);
    return fold.said().subList(earlier, fold.said().size()).stream()
        .filter(Decision.class::isInstance)
        .map(Decision.class::cast)
        .toList();
  }
}
