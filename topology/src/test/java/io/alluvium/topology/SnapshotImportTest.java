package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.internal.wire.Body;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots, and their import into another learner. */
class SnapshotImportTest {
  private static final Map<String, String> OFTEN_SOLVED =
      Map.of(
          AlluviumConfig.SOLVE_MIN_UPDATES, "5",
          AlluviumConfig.SOLVE_DELAY_ENTRIES, "2",
          AlluviumConfig.SOLVE_BY_COST, "false",
          AlluviumConfig.HEALTH_UPDATES, "10");

  @TempDir private Path hereFolder;
  @TempDir private Path thereFolder;
  @TempDir private Path bothFolder;

  private final RandomGenerator random = Seeds.random();
  private LearnDriver here;
  private LearnDriver there;
  private LearnDriver both;

  @BeforeEach
  void open() {
    here = new LearnDriver(hereFolder, OFTEN_SOLVED).announced();
    there = new LearnDriver(thereFolder, OFTEN_SOLVED).announced();
    both = new LearnDriver(bothFolder, OFTEN_SOLVED).announced();
  }

  @AfterEach
  void close() {
    List.of(here, there, both).forEach(LearnDriver::close);
  }

  private void learn(LearnDriver one, LearnDriver other, String prefix, int samples) {
    for (int n = 0; n < samples; n++) {
      String id = prefix + n;
      Embedding embedding = Toy.near(random.nextInt(Toy.DIM), random);
      String label = prefix + "-or-both".substring(n > 2 && random.nextBoolean() ? 0 : 8) + n % 3;
      for (LearnDriver driver : List.of(one, other)) {
        driver.sample(id, embedding);
        driver.label(id, label.startsWith(prefix + "-") ? "shared" : label, 1);
      }
    }
  }

  private static String sums(LearnDriver driver) {
    return String.valueOf(driver.mark().get("sums_digest"));
  }

  private static List<Object> said(LearnDriver driver) {
    Prediction prediction = driver.lastPrediction();
    return List.of(prediction.getSampleId(), prediction.getCandidates(), prediction.getMargin());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void importedIsAsIfLearntHere(boolean withSamples) {
    learn(there, both, "t", 40);
    learn(here, both, "h", 30);
    Event answer = Courier.deliver(here, "i1", Courier.snapshot(there, "x", withSamples));
    both.command("solve", "FORGET", Map.of("sample", "nobody"));

    assertThat(answer.getType()).isEqualTo("command-done");
    assertThat(answer.getDetails())
        .containsEntry("labelled", "40")
        .containsEntry("samples", withSamples ? "40" : "0")
        .containsEntry("sums_digest", sums(both));
    assertThat(sums(here)).isEqualTo(sums(both));
    for (int n = 0; n < 30; n++) {
      Embedding query = Toy.near(random.nextInt(Toy.DIM), random);
      for (LearnDriver driver : List.of(here, both)) {
        driver.sample("q" + n, query);
        driver.label("q" + n, "t" + n % 3, 1);
      }
      assertThat(said(here)).isEqualTo(said(both));
    }
    assertThat(sums(here)).isEqualTo(sums(both));
  }

  @Test
  void mergeCommutes() {
    learn(there, both, "t", 20);
    learn(here, both, "h", 25);
    List<ModelRecord> ofThere = Courier.snapshot(there, "x", true);
    List<ModelRecord> ofHere = Courier.snapshot(here, "y", false);
    Courier.deliver(here, "i1", ofThere);
    Courier.deliver(there, "i2", ofHere);
    assertThat(sums(here)).isEqualTo(sums(there)).isEqualTo(sums(both));
  }

  @Test
  void importedSamplesCanBeCorrectedAndForgotten() {
    learn(there, both, "t", 20);
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", true));
    for (LearnDriver driver : List.of(here, both)) {
      driver.label("t3", "corrected", 2);
      driver.label("t4", "stale", 1);
      driver.withdraw("t5", 2);
      driver.withdraw("t6", 2);
      driver.label("t6", "again", 3);
      driver.command("c1", "FORGET", Map.of("sample", "t7"));
      driver.command("c2", "RENAME", Map.of("from", "corrected", "to", "named"));
    }
    assertThat(sums(here)).isEqualTo(sums(both));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forgottenSnapshotLeavesNoTrace(boolean withSamples) {
    learn(there, there, "t", 40);
    learn(here, both, "h", 30);
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", withSamples));
    here.command("c1", "MERGE", Map.of("from", "t0", "to", "shared"));
    here.command("c2", "RENAME", Map.of("from", "t1", "to", "late"));
    learn(here, both, "z", 10);
    here.command("c3", "FORGET", Map.of("snapshot", "x"));

    Event answer = Courier.answer(here, "c3");
    assertThat(answer.getMessage()).isEqualTo("40 samples of snapshot 'x' are forgotten.");
    assertThat(answer.getDetails()).containsEntry("changed_labels", "40");
    assertThat(sums(here)).isEqualTo(sums(both));
    assertThat(here.mark().get("classes")).isEqualTo(both.mark().get("classes"));
    try (var entries = Objects.requireNonNull(here.stores().get(Names.IMPORTS)).all()) {
      assertThat(entries.hasNext()).isFalse();
    }
    Event again = Courier.deliver(here, "i2", Courier.snapshot(there, "y", withSamples));
    assertThat(again.getType()).as("it can come again").isEqualTo("command-done");
  }

  @Test
  void forgottenVectorOfAnImportIsInNoStore() {
    Embedding canary = Embedding.of((short) 1234, (short) -4321, (short) 9876, (short) 5555);
    there.sample("canary", canary);
    there.label("canary", "a", 1);
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", true));
    assertThat(holders(canary)).containsExactly("bank");
    here.command("c1", "FORGET", Map.of("sample", "canary"));
    assertThat(holders(canary)).isEmpty();
  }

  private List<String> holders(Embedding canary) {
    String bytes = new String(canary.toBytes(), ISO_8859_1);
    List<String> holders = new ArrayList<>();
    here.stores()
        .forEach((name, store) -> {
          try (var entries = store.all()) {
            while (entries.hasNext()) {
              if (new String(entries.next().value, ISO_8859_1).contains(bytes)) {
                holders.add(name);
              }
            }
          }
        });
    return holders;
  }

  @Test
  void whatCameWithoutVectorsCannotBeForgottenByClass() {
    learn(there, there, "t", 12);
    learn(here, here, "h", 12);
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", false));
    String before = sums(here);
    here.command("c1", "FORGET", Map.of("class", "t1"));
    assertThat(Courier.answer(here, "c1").getMessage())
        .contains("samples that were imported without their vectors: FORGET snapshot 'x' as a");
    here.command("c2", "FORGET", Map.of("source", "nowhere"));
    assertThat(Courier.answer(here, "c2").getMessage())
        .contains("12 samples were imported without their vectors; whether any of them is meant");
    assertThat(sums(here)).isEqualTo(before);
  }

  @Test
  void snapshotOfAnImportPassesItOn() {
    learn(there, both, "t", 12);
    learn(here, both, "h", 12);
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", false));
    List<ModelRecord> records = Courier.snapshot(here, "y", true);
    ModelManifest manifest = (ModelManifest) records.getLast().getBody();
    assertThat(manifest.getLabelled()).isEqualTo(24);
    assertThat(manifest.getSamples()).isEqualTo(12);
    assertThat(Courier.answer(here, "y").getMessage())
        .contains("12 go without their vectors: where it is imported they can only be forgotten");
    try (LearnDriver third =
        new LearnDriver(bothFolder.resolve("third"), OFTEN_SOLVED).announced()) {
      assertThat(Courier.deliver(third, "i1", records).getMessage())
          .contains("12 come without their vectors and can only be forgotten all together");
      assertThat(sums(third)).isEqualTo(sums(both));
      third.command("c1", "FORGET", Map.of("snapshot", "y"));
      assertThat(third.mark()).containsEntry("classes", "0");
    }
  }

  @Test
  void eachIsCarriedOutOnce() {
    learn(there, there, "t", 6);
    List<ModelRecord> records = Courier.snapshot(there, "x", true);
    assertThat(Courier.snapshot(there, "x", true)).as("not written again").isEqualTo(records);
    assertThat(Courier.answer(there, "x").getType()).isEqualTo("command-repeated");

    Courier.deliver(here, "i1", records);
    String before = sums(here);
    assertThat(Courier.deliver(here, "i1", records).getMessage())
        .isEqualTo("Command 'i1' was carried out before: nothing was done again.");
    Event other = Courier.deliver(here, "i2", records);
    assertThat(other.getType()).isEqualTo("command-repeated");
    assertThat(other.getMessage()).startsWith("Snapshot 'x' was imported before");
    assertThat(sums(here)).isEqualTo(before);
  }

  @Test
  void dryRunSaysTheSameAndChangesNothing() {
    learn(there, there, "t", 6);
    learn(here, here, "h", 6);
    List<ModelRecord> records = Courier.snapshot(there, "x", true);
    Map<String, String> before = here.mark();
    Courier.commands(records, "i1", Map.of("dry_run", "true")).forEach(here::append);
    Event said = Courier.answer(here, "i1");
    assertThat(said.getType()).isEqualTo("command-dry-run");
    Event done = Courier.deliver(here, "i1", records);
    assertThat(said.getMessage()).isEqualTo("It would be so: " + done.getMessage());
    assertThat(before.get("sums_digest")).isNotEqualTo(sums(here));
  }

  @Test
  void wrongImportsAreRefusedAsAWhole() {
    learn(there, there, "t", 6);
    learn(here, here, "h", 6);
    List<ModelRecord> records = Courier.snapshot(there, "x", true);
    Map<String, String> before = new HashMap<>(here.mark());

    refused(records, Map.of("format", "2"), "snapshot has format 2, this program reads format 1");
    refused(records, Map.of("parts", "2"), "of snapshot 'x' 1 parts are here, expected 2");
    refused(records, Map.of("parts", "many"), "argument 'parts' is 'many', expected a number");
    refused(records, Map.of("digest", "00"), "its parts have digest");
    refused(records, Map.of("sums_digest", "00"), "its sums have digest");
    refused(records.subList(1, 2), Map.of(), "of snapshot 'x' 0 parts are here, expected 1");
    refused(records, Map.of("snapshot", "z"), "of snapshot 'z' 0 parts are here, expected 1");

    here.sample("t3", Toy.axis(0));
    refused(records, Map.of(), "sample 't3' is in the bank already");
    here.command("f1", "FORGET", Map.of("sample", "t3"));
    here.command("f2", "FREEZE", Map.of("class", "t1"));
    refused(records, Map.of(), "class 't1' is frozen");
    here.command("f3", "UNFREEZE", Map.of("class", "t1"));
    assertThat(sums(here)).isEqualTo(before.get("sums_digest"));
    assertThat(Courier.deliver(here, "good", records).getType()).isEqualTo("command-done");
  }

  private void refused(List<ModelRecord> records, Map<String, String> changes, String message) {
    String id = "bad-" + here.events().size();
    Courier.commands(records, id, changes).forEach(here::append);
    Event answer = Courier.answer(here, id);
    assertThat(answer.getType()).as(message).isEqualTo("command-refused");
    assertThat(answer.getMessage()).contains(message);
  }

  @Test
  void damagedOrMisplacedPartsAreRefused() {
    learn(there, there, "t", 6);
    List<ModelRecord> records = Courier.snapshot(there, "x", true);
    ModelPart part = (ModelPart) records.getFirst().getBody();
    ByteBuffer damaged = ByteBuffer.allocate(part.getContent().remaining());
    damaged.put(part.getContent().duplicate()).put(20, (byte) 99).flip();
    ModelRecord bad = new ModelRecord("x", new ModelPart(0, part.getSha256(), damaged));
    Body.Command first = Courier.commands(List.of(bad), "i1", Map.of()).getFirst();
    here.append(first);
    assertThat(Courier.answer(here, "i1/0").getMessage()).contains("its part is damaged: SHA-256");

    ModelRecord misplaced =
        new ModelRecord("x", new ModelPart(1, part.getSha256(), part.getContent()));
    here.append(Courier.commands(List.of(misplaced), "i2", Map.of()).getFirst());
    assertThat(Courier.answer(here, "i2/1").getMessage())
        .contains("part 1 of snapshot 'x' came where part 0 was expected");
    here.append(
        new Body.Command(
            "i3", "IMPORT_PART", first.arguments(), Optional.empty(), Optional.empty()));
    assertThat(Courier.answer(here, "i3").getMessage()).contains("it brings no data");
  }

  @Test
  void otherSpacesAndLimitsAreRefused() {
    learn(there, there, "t", 6);
    List<ModelRecord> records = Courier.snapshot(there, "x", true);
    try (LearnDriver other =
        new LearnDriver(bothFolder.resolve("other"), Map.of(AlluviumConfig.MAX_CLASSES, "2"))) {
      assertThat(Courier.deliver(other, "i1", records).getMessage())
          .contains("is of space " + Toy.space(1).id().hex())
          .contains("no space was announced here");
      other.command("s1", "SNAPSHOT", Map.of());
      assertThat(Courier.answer(other, "s1").getMessage()).contains("no space was announced");
      other.announce(Toy.space(1));
      assertThat(Courier.deliver(other, "i2", records).getMessage())
          .contains("classes, the limit is 2");
    }
    try (LearnDriver other = new LearnDriver(bothFolder.resolve("second"), Map.of())) {
      other.announce(Toy.space(2));
      assertThat(Courier.deliver(other, "i1", records).getMessage())
          .contains("is of space " + Toy.space(1).id().hex())
          .contains("the learner works in " + Toy.space(2).id().hex());
    }
    try (LearnDriver other =
        new LearnDriver(bothFolder.resolve("few"), Map.of(AlluviumConfig.COMMANDS_MAX_ENTRIES, "5"))
            .announced()) {
      assertThat(Courier.deliver(other, "i1", records).getMessage())
          .contains("it brings 6 samples with vectors, the limit of one command is 5");
      learn(other, other, "o", 6);
      other.command("s1", "SNAPSHOT", Map.of("with_samples", "true"));
      assertThat(Courier.answer(other, "s1").getMessage()).contains("more than 5 entries");
    }
  }

  @Test
  void healthIsToldByCountAndAfterAnImport() {
    learn(there, there, "t", 40);
    assertThat(there.events("model-health")).hasSizeBetween(2, 4);
    learn(here, here, "h", 3);
    assertThat(here.events("model-health")).isEmpty();
    Courier.deliver(here, "i1", Courier.snapshot(there, "x", false));
    Event health = here.events("model-health").findFirst().orElseThrow();
    assertThat(health.getDetails())
        .containsEntry("labelled", "43")
        .containsKeys(
            "effective_rank",
            "within_variance",
            "explained_share",
            "separation",
            "mean_distance",
            "closest_distance",
            "closest_first",
            "closest_second");
  }
}
