package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.learning.Embedding;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which labelled samples keep their vector, under each policy. */
class BankPolicyTest {
  @TempDir private Path state;
  private final Map<String, String> settings = new HashMap<>();
  private final List<LearnDriver> open = new ArrayList<>();

  private LearnDriver learn() {
    if (open.isEmpty()) {
      open.add(new LearnDriver(state, settings).announced());
    }
    return open.getFirst();
  }

  @AfterEach
  void close() {
    open.forEach(LearnDriver::close);
  }

  private void policy(BankPolicy policy, int maxLabelled) {
    settings.put(AlluviumConfig.BANK_POLICY, policy.code());
    settings.put(AlluviumConfig.BANK_MAX_LABELLED, Integer.toString(maxLabelled));
  }

  private void labelled(String id, Embedding embedding, String label) {
    learn().sample(id, embedding);
    learn().label(id, label, 1);
  }

  /** Returns ids and labels of those that keep their vector, once the last entry is ended. */
  private Map<String, String> kept() {
    learn().mark();
    Map<String, String> kept = new TreeMap<>();
    new BankStore(learn().bank())
        .forEach((id, value) -> {
          if (value instanceof BankValue.Sample sample
              && sample.embedding().isPresent()
              && sample.assigned().isPresent()) {
            kept.put(id, sample.assigned().get());
          }
        });
    return kept;
  }

  private long count(String label) {
    return kept().values().stream().filter(label::equals).count();
  }

  @Test
  void recencyKeepsTheNewestSamplesWhateverTheOrderOfTheirLabels() {
    policy(BankPolicy.RECENCY, 2);
    for (String id : List.of("s1", "s2", "s3")) {
      learn().sample(id, Toy.axis(0));
    }
    for (String id : List.of("s3", "s1", "s2")) {
      learn().label(id, "a", 1);
    }
    assertThat(kept()).containsOnlyKeys("s2", "s3");
  }

  @Test
  void reservoirKeepsEquallyManyOfEachClassAsFarAsThereAre() {
    policy(BankPolicy.BALANCED_RESERVOIR, 12);
    for (int n = 0; n < 90; n++) {
      labelled("often" + n, Toy.axis(0), "often");
      if (n % 2 == 0) {
        labelled("half" + n, Toy.axis(1), "half");
      }
      if (n % 45 == 10) {
        labelled("rare" + n, Toy.axis(2), "rare");
      }
    }
    assertThat(kept()).hasSize(12);
    assertThat(count("rare")).as("all there are").isEqualTo(2);
    assertThat(count("often")).isEqualTo(5);
    assertThat(count("half")).isEqualTo(5);
  }

  @Test
  void reservoirTakesRoomForANewClassFromTheLargest() {
    policy(BankPolicy.BALANCED_RESERVOIR, 4);
    for (int n = 0; n < 20; n++) {
      labelled("a" + n, Toy.axis(0), "a");
    }
    assertThat(count("a")).isEqualTo(4);
    labelled("b0", Toy.axis(1), "b");
    assertThat(count("a")).isEqualTo(3);
    assertThat(count("b")).isEqualTo(1);
  }

  /** Of 1000 samples 100 stay: each tenth of the stream has about ten of them. */
  @Test
  void reservoirChoosesFromTheWholeStreamAlike() {
    policy(BankPolicy.BALANCED_RESERVOIR, 100);
    for (int n = 0; n < 1000; n++) {
      labelled("s" + n, Toy.axis(0), "a");
    }
    int[] tenths = new int[10];
    kept().keySet().forEach(id -> tenths[Integer.parseInt(id.substring(1)) / 100]++);
    double chiSquared = 0;
    for (int tenth : tenths) {
      chiSquared += (tenth - 10) * (tenth - 10) / 10.0;
    }
    assertThat(chiSquared).as("99.9 %% of random choices are below, 9 degrees").isLessThan(27.9);
  }

  @Test
  void seedDecidesWhatTheReservoirKeeps() {
    policy(BankPolicy.BALANCED_RESERVOIR, 10);
    List<Map<String, String>> kept = new ArrayList<>();
    for (String seed : List.of("1", "1", "2")) {
      settings.put(AlluviumConfig.BANK_POLICY_SEED, seed);
      LearnDriver driver = new LearnDriver(state.resolve("run" + open.size()), settings);
      open.addFirst(driver.announced());
      for (int n = 0; n < 60; n++) {
        labelled("s" + n, Toy.axis(0), "a");
      }
      kept.add(kept());
    }
    assertThat(kept.get(1)).isEqualTo(kept.get(0)).hasSize(10);
    assertThat(kept.get(2)).isNotEqualTo(kept.get(0)).hasSize(10);
  }

  @Test
  void reservoirFollowsClassesThatAreMerged() {
    policy(BankPolicy.BALANCED_RESERVOIR, 6);
    for (int n = 0; n < 2; n++) {
      labelled("a" + n, Toy.axis(0), "a");
      labelled("b" + n, Toy.axis(0), "b");
      labelled("c" + n, Toy.axis(1), "c");
    }
    learn().command("c1", "MERGE", Map.of("from", "a", "to", "b"));
    labelled("d0", Toy.axis(2), "d");
    assertThat(count("b")).as("the merged class is the largest").isEqualTo(3);
    assertThat(count("c")).isEqualTo(2);
    assertThat(count("d")).isEqualTo(1);
  }

  @Test
  void confidenceKeepsThoseOfWhichTheModelWasLeastSure() {
    policy(BankPolicy.CONFIDENCE, 15);
    RandomGenerator random = Seeds.random();
    for (int n = 0; n < 60; n++) {
      labelled("s" + n, Toy.near(n % 3, random), "class" + n % 3);
    }
    Map<String, Double> confidences = new HashMap<>();
    for (Prediction prediction : learn().predictions()) {
      confidences.put(
          prediction.getSampleId(),
          prediction.getCandidates().isEmpty()
              ? 0
              : prediction.getCandidates().getFirst().getProbability());
    }
    List<String> leastSure =
        confidences.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<String, Double>>comparingDouble(Map.Entry::getValue)
                    .thenComparingInt(e -> -Integer.parseInt(e.getKey().substring(1))))
            .map(Map.Entry::getKey)
            .limit(15)
            .toList();
    assertThat(kept().keySet()).containsExactlyInAnyOrderElementsOf(leastSure);
  }

  @Test
  void confidenceOfASampleWhoseLabelWaitedCounts() {
    policy(BankPolicy.CONFIDENCE, 3);
    learn().sample("a0", Toy.axis(0));
    learn().sample("b0", Toy.axis(1));
    learn().label("a0", "a", 1);
    learn().label("b0", "b", 1);
    labelled("sure", Toy.axis(0), "a");
    learn().label("unsure", "a", 1);
    learn().sample("unsure", Toy.axis(2));
    assertThat(kept())
        .as("nothing was known when the first two came; the last is between two classes")
        .containsOnlyKeys("a0", "b0", "unsure");
    learn().label("surest", "a", 1);
    learn().sample("surest", Toy.axis(0));
    assertThat(kept()).containsOnlyKeys("a0", "b0", "unsure");
  }

  @Test
  void confidencesLeaveWithTheVectors() {
    policy(BankPolicy.CONFIDENCE, 3);
    settings.put(AlluviumConfig.BANK_MAX_UNLABELLED, "2");
    for (int n = 0; n < 9; n++) {
      learn().sample("s" + n, Toy.axis(n % 3));
      if (n % 2 == 0) {
        learn().label("s" + n, "class" + n % 3, 1);
      }
    }
    assertThat(kept()).hasSize(3);
    assertThat(confidences()).isEqualTo(vectors());
    learn().command("c1", "FORGET", Map.of("sample", kept().keySet().iterator().next()));
    assertThat(kept()).hasSize(2);
    assertThat(confidences()).isEqualTo(vectors());
    learn().advance(Duration.ofDays(8).toMillis());
    learn().mark();
    assertThat(confidences()).as("unlabelled ones are gone").isEqualTo(2).isEqualTo(vectors());
  }

  private long vectors() {
    long[] found = new long[1];
    new BankStore(learn().bank())
        .forEach((id, value) -> {
          boolean has = value instanceof BankValue.Sample s && s.embedding().isPresent();
          found[0] += has ? 1 : 0;
        });
    return found[0];
  }

  @Test
  void confidencesAreNotWrittenUnderOtherPolicies() {
    policy(BankPolicy.BALANCED_RESERVOIR, 3);
    labelled("s1", Toy.axis(0), "a");
    assertThat(confidences()).isZero();
  }

  private long confidences() {
    long found = 0;
    try (var all = Objects.requireNonNull(learn().stores().get(Names.PROGRESS)).all()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        found += new String(key.get(), UTF_8).startsWith("confidence/") ? 1 : 0;
      }
    }
    return found;
  }

  @Test
  void labelledSamplesAreSettledByTimeUnderEveryPolicy() {
    for (BankPolicy policy : BankPolicy.values()) {
      settings.put(AlluviumConfig.BANK_POLICY, policy.code());
      settings.put(AlluviumConfig.BANK_LABELLED_TTL_MS, "1000");
      open.addFirst(new LearnDriver(state.resolve(policy.code()), settings).announced());
      labelled("s1", Toy.axis(0), "a");
      learn().advance(400);
      labelled("s2", Toy.axis(1), "b");
      learn().advance(600);
      learn().label("s1", "c", 2);
      assertThat(kept()).as("at its last moment").containsEntry("s1", "c").hasSize(2);
      learn().advance(1);
      learn().label("s1", "d", 3);
      assertThat(kept()).containsOnlyKeys("s2");
      Event refused = learn().events("label-refused").findFirst().orElseThrow();
      assertThat(refused.getMessage())
          .isEqualTo(
              "Sample 's1' is settled as c: its vector is no longer kept (policy "
                  + policy.code()
                  + ": for at most 1000 ms), so it cannot be corrected.");
      assertThat(refused.getDetails())
          .containsEntry("policy", policy.code())
          .containsEntry("max_labelled", "0")
          .containsEntry("labelled_ttl_ms", "1000")
          .containsEntry("sequence", "3");
      assertThat(learn().counters())
          .containsEntry("settled_samples", 1L)
          .containsEntry("refused_labels", 1L);
    }
  }

  @Test
  void settledSampleIsStillKnown() {
    policy(BankPolicy.BALANCED_RESERVOIR, 1);
    labelled("s1", Toy.axis(0), "a");
    labelled("s2", Toy.axis(1), "b");
    assertThat(kept()).hasSize(1);
    String settled =
        Stream.of("s1", "s2").filter(id -> !kept().containsKey(id)).findFirst().orElseThrow();
    String sums = learn().mark().get("sums_digest");
    learn().sample(settled, Toy.axis(2));
    learn().label(settled, "z", 1);
    learn().label(settled, "z", 2);
    learn().withdraw(settled, 3);
    assertThat(learn().mark()).containsEntry("sums_digest", sums);
    assertThat(learn().counters())
        .containsEntry("duplicates", 1L)
        .containsEntry("stale_labels", 1L)
        .containsEntry("refused_labels", 2L);
    assertThat(learn().events("label-refused").map(e -> Optional.ofNullable(e.getSubject())))
        .containsOnly(Optional.of(settled));
  }

  @Test
  void sumsCountSettledSamplesForEverUnderEveryPolicy() {
    List<String> sums = new ArrayList<>();
    for (int max : List.of(0, 1, 5)) {
      for (BankPolicy policy : BankPolicy.values()) {
        policy(policy, max);
        open.addFirst(new LearnDriver(state.resolve(policy.code() + max), settings).announced());
        for (int n = 0; n < 30; n++) {
          labelled("s" + n, Toy.axis(n % 4), "class" + n % 3);
        }
        sums.add(learn().mark().get("sums_digest"));
      }
    }
    assertThat(sums.stream().distinct().sorted(Comparator.naturalOrder())).hasSize(1);
  }

  @Test
  void unknownPolicyIsRefusedWithThoseThatAreKnown() {
    assertThatThrownBy(() -> new AlluviumConfig(Map.of(AlluviumConfig.BANK_POLICY, "random")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("random")
        .hasMessageContaining("recency, balanced-reservoir, confidence");
  }
}
