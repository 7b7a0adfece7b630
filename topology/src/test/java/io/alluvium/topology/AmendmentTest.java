package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.internal.wire.Body;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that change what was learnt, and their answers. */
class AmendmentTest {
  private record Given(
      String id, String source, String domain, String annotator, String label, int weight) {
    Given(String id, String source, String domain, String annotator, String label) {
      this(id, source, domain, annotator, label, 1);
    }
  }

  private static final Map<String, String> OFTEN_SOLVED =
      Map.of(AlluviumConfig.SOLVE_MIN_UPDATES, "5", AlluviumConfig.SOLVE_DELAY_ENTRIES, "2");

  @TempDir private Path state;
  @TempDir private Path otherState;

  private LearnDriver learn;

  @BeforeEach
  void open() {
    learn = new LearnDriver(state, OFTEN_SOLVED).announced();
  }

  @AfterEach
  void close() {
    learn.close();
  }

  private static void sample(LearnDriver driver, Given given, Embedding embedding) {
    driver.append(
        new Body.Sample(
            given.id(),
            given.source(),
            OptionalLong.empty(),
            Optional.of(given.domain()),
            List.of(new Body.View(Toy.space(1).id(), embedding))));
  }

  private static void label(LearnDriver driver, Given given) {
    driver.label(
        new Body.Label(
            given.id(),
            given.source(),
            Optional.of(new Assignment(given.label(), given.weight())),
            1,
            Optional.of(given.annotator()),
            OptionalLong.empty()));
  }

  /** A labelled sample of a class, near an axis of its own. */
  private void labelled(String id, int axis, String label) {
    Given given = new Given(id, "here", "d", "ann", label);
    sample(learn, given, Toy.axis(axis));
    label(learn, given);
  }

  private static Given random(RandomGenerator random, int n) {
    return new Given(
        "s" + n,
        "source-" + random.nextInt(3),
        "domain-" + random.nextInt(3),
        "annotator-" + random.nextInt(3),
        "class-" + random.nextInt(4),
        random.nextInt(3) > 0 ? 1 : random.nextInt(1, 50));
  }

  @ParameterizedTest
  @CsvSource({
    "sample,    s7",
    "class,     class-1",
    "source,    source-1",
    "annotator, annotator-1",
    "domain,    domain-1"
  })
  void forgottenIsNeverLearnt(String property, String value) {
    RandomGenerator random = Seeds.random();
    Predicate<Given> forgotten =
        given ->
            switch (property) {
              case "sample" -> given.id().equals(value);
              case "class" -> given.label().equals(value);
              case "source" -> given.source().equals(value);
              case "annotator" -> given.annotator().equals(value);
              default -> given.domain().equals(value);
            };
    try (LearnDriver never = new LearnDriver(otherState, OFTEN_SOLVED).announced()) {
      int labels = 0;
      for (int n = 0; n < 60; n++) {
        Given given = random(random, n);
        Embedding embedding = Toy.near(random.nextInt(Toy.DIM), random);
        for (LearnDriver driver : List.of(learn, never)) {
          sample(driver, given, embedding);
        }
        label(learn, given);
        if (forgotten.test(given)) {
          labels++;
        } else {
          label(never, given);
        }
      }
      for (LearnDriver driver : List.of(learn, never)) {
        driver.command("c1", "FORGET", Map.of(property, value));
      }

      Event answer = learn.events().getLast();
      assertThat(answer.getType()).isEqualTo("command-done");
      assertThat(answer.getDetails()).containsEntry("changed_labels", Integer.toString(labels));
      assertThat(never.mark().get("sums_digest"))
          .isEqualTo(learn.mark().get("sums_digest"))
          .isEqualTo(answer.getDetails().get("sums_digest"));

      for (int n = 100; n < 160; n++) {
        Given given = random(random, n);
        Embedding embedding = Toy.near(random.nextInt(Toy.DIM), random);
        for (LearnDriver driver : List.of(learn, never)) {
          sample(driver, given, embedding);
          label(driver, given);
        }
        assertThat(said(learn)).isEqualTo(said(never));
      }
      assertThat(never.mark().get("sums_digest")).isEqualTo(learn.mark().get("sums_digest"));
    }
  }

  private static List<Object> said(LearnDriver driver) {
    Prediction prediction = driver.lastPrediction();
    return List.of(prediction.getSampleId(), prediction.getCandidates(), prediction.getMargin());
  }

  @Test
  void forgottenVectorIsInNoStore() {
    RandomGenerator random = Seeds.random();
    Embedding canary = Embedding.of((short) 1234, (short) -4321, (short) 9876, (short) 5555);
    for (int n = 0; n < 12; n++) {
      Given given = random(random, n);
      sample(learn, given, n == 7 ? canary : Toy.near(1, random));
      label(learn, given);
    }
    assertThat(holders(canary)).containsExactlyInAnyOrder("bank", "wal");
    learn.command("c1", "FORGET", Map.of("sample", "s7"));
    assertThat(holders(canary)).isEmpty();
    assertThat(learn.events().getLast().getDetails()).containsEntry("samples", "1");
  }

  private List<String> holders(Embedding canary) {
    String bytes = new String(canary.toBytes(), ISO_8859_1);
    List<String> holders = new ArrayList<>();
    learn
        .stores()
        .forEach((name, store) -> {
          try (var entries = store.all()) {
            while (entries.hasNext()) {
              KeyValue<?, byte[]> entry = entries.next();
              if (new String(entry.value, ISO_8859_1).contains(bytes)) {
                holders.add(name);
              }
            }
          }
        });
    return holders;
  }

  @Test
  void forgottenSampleIsNewWhenItComesAgain() {
    labelled("s1", 0, "a");
    learn.command("c1", "FORGET", Map.of("sample", "s1"));
    labelled("s1", 1, "b");
    assertThat(learn.counters()).containsEntry("predictions", 2L).doesNotContainKey("duplicates");
  }

  @Test
  void waitingLabelsAreForgottenToo() {
    label(learn, new Given("s1", "here", "d", "ann", "a"));
    learn.command("c1", "FORGET", Map.of("annotator", "ann"));
    assertThat(learn.events().getLast().getDetails())
        .containsEntry("samples", "0")
        .containsEntry("waiting_labels", "1");
    sample(learn, new Given("s1", "here", "d", "ann", "a"), Toy.axis(0));
    assertThat(learn.mark()).containsEntry("labels", "0").containsEntry("classes", "0");
  }

  @Test
  void dryRunSaysTheSameAndChangesNothing() {
    labelled("s1", 0, "a");
    labelled("s2", 1, "b");
    Map<String, String> before = new HashMap<>(learn.mark());
    learn.command("c1", "FORGET", Map.of("class", "a", "dry_run", "true"));
    Event said = learn.events().getLast();
    assertThat(said.getType()).isEqualTo("command-dry-run");
    assertThat(said.getMessage())
        .isEqualTo("It would be so: 1 samples of class 'a' are forgotten.");
    assertThat(learn.mark())
        .containsEntry("sums_digest", before.get("sums_digest"))
        .containsEntry("classes", "2");
    learn.command("c1", "FORGET", Map.of("class", "a"));
    assertThat(learn.events().getLast().getMessage())
        .as("a dry run is not remembered")
        .isEqualTo("1 samples of class 'a' are forgotten.");
    assertThat(learn.mark()).containsEntry("classes", "1");
  }

  @Test
  void commandOfTheSameIdIsCarriedOutOnce() {
    labelled("s1", 0, "a");
    learn.command("c1", "RENAME", Map.of("from", "a", "to", "b"));
    labelled("s2", 0, "a");
    String digest = learn.mark().get("sums_digest");
    learn.command("c1", "RENAME", Map.of("from", "a", "to", "c"));
    assertThat(learn.events().getLast().getType()).isEqualTo("command-repeated");
    assertThat(learn.events().getLast().getDetails()).containsEntry("first_offset", "3");
    assertThat(learn.mark()).containsEntry("sums_digest", digest);
  }

  @Test
  void renamedClassIsPredictedUnderItsNewName() {
    labelled("s1", 0, "a");
    labelled("s2", 1, "b");
    learn.command("c1", "RENAME", Map.of("from", "a", "to", "alpha"));
    learn.sample("q", Toy.axis(0));
    assertThat(learn.lastPrediction().getLabel()).isEqualTo("alpha");
    learn.label("s1", "b", 2);
    assertThat(learn.counters()).containsEntry("corrections", 1L);
    assertThat(learn.mark()).containsEntry("classes", "1");
  }

  @Test
  void mergedIsAsIfLabelledSo() {
    try (LearnDriver once = new LearnDriver(otherState, OFTEN_SOLVED).announced()) {
      for (int n = 0; n < 9; n++) {
        String label = n % 3 == 0 ? "a" : "b";
        labelled("s" + n, n % 4, label);
        once.sample("s" + n, Toy.axis(n % 4));
        once.label("s" + n, "b", 1);
      }
      learn.command("c1", "MERGE", Map.of("from", "a", "to", "b"));
      assertThat(learn.mark().get("sums_digest")).isEqualTo(once.mark().get("sums_digest"));
    }
    assertThat(learn.events("class-emptied")).hasSize(1);
  }

  @Test
  void splitGoesByAProperty() {
    for (int n = 0; n < 6; n++) {
      Given given = new Given("s" + n, "site-" + n % 2, "d", "ann", "a");
      sample(learn, given, Toy.axis(n % 2));
      label(learn, given);
    }
    learn.command("c1", "SPLIT", Map.of("class", "a", "by", "source"));
    assertThat(learn.events().getLast().getMessage())
        .isEqualTo("6 samples of class 'a' go to 2 classes by source.");
    learn.sample("q", Toy.axis(1));
    assertThat(learn.lastPrediction().getLabel()).isEqualTo("a/site-1");
    assertThat(learn.mark()).containsEntry("classes", "2");
  }

  @Test
  void relabelledByCommandLaterLabelsWin() {
    labelled("s1", 0, "a");
    learn.command("c1", "RELABEL", Map.of("sample", "s1", "to", "b"));
    learn.sample("q", Toy.axis(0));
    assertThat(learn.lastPrediction().getLabel()).isEqualTo("b");
    learn.label("s1", "c", 2);
    learn.sample("q2", Toy.axis(0));
    assertThat(learn.lastPrediction().getLabel()).isEqualTo("c");
  }

  @Test
  void frozenClassTakesNoLabels() {
    labelled("s1", 0, "a");
    learn.command("c1", "FREEZE", Map.of("class", "a"));
    labelled("s2", 0, "a");
    learn.withdraw("s1", 2);
    labelled("s3", 1, "b");
    assertThat(learn.reasons()).containsExactly("frozen", "frozen");
    learn.command("c2", "MERGE", Map.of("from", "b", "to", "a"));
    assertThat(learn.events().getLast().getMessage()).contains("class 'a' is frozen");
    learn.command("c3", "UNFREEZE", Map.of("class", "a"));
    learn.label("s2", "a", 2);
    assertThat(learn.counters()).containsEntry("labels", 3L).containsEntry("buried_labels", 2L);
    learn.command("c4", "FREEZE", Map.of());
    labelled("s4", 1, "b");
    assertThat(learn.reasons()).hasSize(3);
  }

  private static final String REFUSED =
      """
      FORGET  | sample=s2;class=a         | it names 2 of sample, class, source
      FORGET  | dry_run=true              | it names 0 of sample, class, source
      FORGET  | class=a;dry_run=maybe     | argument 'dry_run' is 'maybe', expected true or
      FORGET  | clas=a                    | FORGET takes sample, class, source, annotator,
      RELABEL | sample=nobody;to=b        | no sample 'nobody' is remembered
      RELABEL | sample=s2;to=fresh        | there would be 3 classes, the limit is 2
      RENAME  | from=a;to=b               | class 'b' has samples: MERGE joins two classes
      RENAME  | from=x;to=y               | class 'x' has no samples
      RENAME  | from=a;to=a               | 'from' and 'to' are both 'a'
      MERGE   | from=a;to=x               | class 'x' has no samples
      SPLIT   | class=a;by=colour         | argument 'by' is 'colour', expected source,
      SPLIT   | class=b;by=source         | there would be 3 classes, the limit is 2
      FORGET  | source=here               | more than 2 entries of the bank would change
      FORGET  | class=a                   | sample 'z1' is settled: its vector is no longer
      DANCE   | class=a                   | its type is 'DANCE', expected one of [MARK, FOR
      MERGE   | from=a                    | argument 'to' has 0 bytes, expected 1 to 256
      """;

  @Test
  void refusedCommandsChangeNothingAtAll() {
    Map<String, String> strict =
        Map.of(
            AlluviumConfig.MAX_CLASSES, "2",
            AlluviumConfig.COMMANDS_MAX_ENTRIES, "2",
            AlluviumConfig.BANK_MAX_LABELLED, "2");
    learn.close();
    learn = new LearnDriver(otherState, strict).announced();
    labelled("z1", 0, "a");
    labelled("s2", 1, "b");
    labelled("s3", 1, "b");
    Map<String, String> before = learn.mark();
    int refused = 0;
    for (String row : REFUSED.lines().toList()) {
      String[] parts = row.split("\\|", 3);
      Map<String, String> arguments = new HashMap<>();
      for (String argument : parts[1].strip().split(";", -1)) {
        String[] pair = argument.split("=", 2);
        arguments.put(pair[0], pair[1]);
      }
      learn.command("refused-" + refused++, parts[0].strip(), arguments);

      Event answer = learn.events().getLast();
      assertThat(answer.getType()).as(row).isEqualTo("command-refused");
      assertThat(answer.getMessage()).contains(parts[2].strip());
    }
    assertThat(learn.mark())
        .containsEntry("sums_digest", before.get("sums_digest"))
        .containsEntry("settled_samples", "1")
        .containsEntry("refused_commands", Integer.toString(refused));
  }
}
