package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.internal.wire.Body;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples that count by their age, through the whole of LEARN. */
class RecencyLearnTest {
  @TempDir private Path state;
  private final List<LearnDriver> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(LearnDriver::close);
  }

  /** Buckets of 8 samples, or 800 milliseconds. */
  private LearnDriver learn(String recency, String unit) {
    Map<String, String> settings = new HashMap<>();
    settings.put(AlluviumConfig.SOLVE_MIN_UPDATES, "5");
    settings.put(AlluviumConfig.SOLVE_DELAY_ENTRIES, "2");
    settings.put(AlluviumConfig.RECENCY, recency);
    settings.put(AlluviumConfig.RECENCY_UNIT, unit);
    long bucket = unit.equals("samples") ? 8 : 800;
    settings.put(AlluviumConfig.RECENCY_LENGTH, Long.toString(16 * bucket));
    LearnDriver driver = new LearnDriver(state.resolve("d" + open.size()), settings).announced();
    open.add(driver);
    return driver;
  }

  private static void sample(LearnDriver driver, String id, OptionalLong time, Embedding vector) {
    List<Body.View> views = List.of(new Body.View(Toy.space(1).id(), vector));
    driver.append(new Body.Sample(id, "here", time, Optional.empty(), views));
  }

  private static String sums(LearnDriver driver) {
    return Objects.requireNonNull(driver.mark().get("sums_digest"));
  }

  private static int buckets(LearnDriver driver) {
    int buckets = 0;
    KeyValueStore<Bytes, byte[]> classes =
        Objects.requireNonNull(driver.stores().get(Names.CLASSES));
    try (var all = classes.all()) {
      while (all.hasNext()) {
        buckets += all.next().key.get()[32] == (byte) 0xff ? 1 : 0;
      }
    }
    return buckets;
  }

  @Test
  void withoutRecencyNothingOfItIsStored() {
    LearnDriver learn = learn("none", "samples");
    for (int n = 0; n < 60; n++) {
      learn.sample("s" + n, Toy.axis(n % 4));
      learn.label("s" + n, "c" + n % 4, 1);
    }
    assertThat(buckets(learn)).isZero();
    KeyValueStore<Bytes, byte[]> progress =
        Objects.requireNonNull(learn.stores().get(Names.PROGRESS));
    assertThat(progress.get(Bytes.wrap("clock".getBytes(UTF_8)))).isNull();
    try (var bank = learn.bank().all()) {
      bank.forEachRemaining(entry -> assertThat(entry.value[1]).isEqualTo((byte) 1));
    }
  }

  @Test
  void aClassThatIsNoLongerSeenLeavesTheWindow() {
    LearnDriver learn = learn("window", "samples");
    learn.sample("old", Toy.axis(0));
    learn.label("old", "gone", 1);
    for (int n = 0; n < 8 * 40; n++) {
      learn.sample("s" + n, Toy.axis(1));
      learn.label("s" + n, "here", 1);
    }
    learn.sample("q", Toy.axis(0));
    assertThat(learn.lastPrediction().getCandidates()).hasSize(1);
    assertThat(learn.mark()).as("it can still be corrected").containsEntry("classes", "2");
    assertThat(buckets(learn)).isLessThanOrEqualTo(20);
    learn.label("old", "here", 2);
    assertThat(learn.mark()).containsEntry("classes", "1").containsEntry("corrections", "1");
  }

  /** Forgotten samples leave the buckets they were added to, whatever has become of these. */
  @ParameterizedTest
  @CsvSource({
    "window,samples",
    "window,event-time-ms",
    "half-life,samples",
    "half-life,event-time-ms"
  })
  void forgottenIsNeverLearnt(String recency, String unit) {
    RandomGenerator random = Seeds.random();
    LearnDriver learn = learn(recency, unit);
    LearnDriver never = learn(recency, unit);
    for (int n = 0; n < 260; n++) {
      OptionalLong time = OptionalLong.of(100L * n - random.nextInt(3000));
      Embedding vector = Toy.near(random.nextInt(Toy.DIM), random);
      String label = "class-" + random.nextInt(4);
      int corrected = random.nextInt(n + 1);
      for (LearnDriver driver : open) {
        sample(driver, "s" + n, time, vector);
        String annotator = n % 5 == 0 ? "bad" : "good";
        if (driver == learn || n % 5 != 0) {
          driver.label(
              new Body.Label(
                  "s" + n,
                  "here",
                  Optional.of(new Assignment(label, 1 + n % 3)),
                  1,
                  Optional.of(annotator),
                  OptionalLong.empty()));
        }
        if (corrected % 5 != 0) {
          driver.label("s" + corrected, "class-0", 2 + n);
        }
      }
    }
    for (LearnDriver driver : open) {
      driver.command("c1", "FORGET", Map.of("annotator", "bad"));
    }
    assertThat(sums(learn)).isEqualTo(sums(never));
    assertThat(buckets(learn)).isEqualTo(buckets(never)).isPositive();
    for (int n = 0; n < 60; n++) {
      Embedding vector = Toy.near(random.nextInt(Toy.DIM), random);
      for (LearnDriver driver : open) {
        sample(driver, "q" + n, OptionalLong.of(26_000 + 100L * n), vector);
        driver.label("q" + n, "class-1", 1);
      }
      assertThat(learn.lastPrediction().getCandidates())
          .isEqualTo(never.lastPrediction().getCandidates());
    }
    assertThat(sums(learn)).isEqualTo(sums(never));
  }

  @ParameterizedTest
  @ValueSource(strings = {"window", "half-life"})
  void movedClassesKeepTheirBuckets(String recency) {
    LearnDriver moved = learn(recency, "samples");
    LearnDriver so = learn(recency, "samples");
    for (int n = 0; n < 200; n++) {
      for (LearnDriver driver : open) {
        driver.sample("s" + n, Toy.axis(n % 4));
        String label = n % 3 == 0 ? "a" : "b";
        driver.label("s" + n, driver == so ? "c/here" : label, 1);
      }
    }
    moved.command("c1", "RENAME", Map.of("from", "a", "to", "c"));
    moved.command("c2", "MERGE", Map.of("from", "b", "to", "c"));
    moved.command("c3", "SPLIT", Map.of("class", "c", "by", "source"));
    so.command("c1", "FORGET", Map.of("sample", "nobody"));
    assertThat(sums(moved)).isEqualTo(sums(so));
    assertThat(buckets(moved)).isEqualTo(buckets(so));
    for (LearnDriver driver : open) {
      driver.sample("q", Toy.axis(2));
    }
    assertThat(moved.lastPrediction().getCandidates())
        .isEqualTo(so.lastPrediction().getCandidates());
  }

  @Test
  void timestampsFarInTheFutureDoNotEmptyTheWindow() {
    LearnDriver learn = learn("window", "event-time-ms");
    for (int n = 0; n < 100; n++) {
      long time = n % 4 == 3 ? Long.MAX_VALUE - n : 10L * n;
      sample(learn, "s" + n, OptionalLong.of(time), Toy.axis(n % 2));
      learn.label("s" + n, "c" + n % 2, 1);
    }
    sample(learn, "q", OptionalLong.of(1000), Toy.axis(0));
    assertThat(learn.lastPrediction().getLabel()).isEqualTo("c0");
    assertThat(learn.lastPrediction().getCandidates()).hasSize(2);
    BankStore bank = new BankStore(learn.bank());
    List<Long> periods = new ArrayList<>();
    bank.forEach((id, value) -> periods.add(((BankValue.Sample) value).period()));
    assertThat(periods).allMatch(period -> period <= 2);
  }
}
