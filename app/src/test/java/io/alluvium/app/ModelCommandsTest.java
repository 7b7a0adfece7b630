package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.schemas.ModelManifest;
import io.alluvium.schemas.ModelPart;
import io.alluvium.schemas.ModelRecord;
import io.alluvium.schemas.serde.GeneratedRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Snapshot, export and import from the terminal, between two deployments. */
@ExtendWith(SharedBroker.class)
final class ModelCommandsTest {
  private static final List<Float> X = List.of(1f, 0f, 0f);
  private static final List<Float> Y = List.of(0f, 1f, 0f);

  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private EmbeddedRegistry registry;

  private VectorDeployment deployment(String name, String model) throws IOException {
    return new VectorDeployment(broker, registry, folder, name, model, 3, Map.of());
  }

  @BeforeEach
  void open(EmbeddedBroker shared) {
    broker = shared;
    registry = VectorDeployment.registry(broker);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static String detail(CommandRun run, String name) {
    Matcher matcher = Pattern.compile("  " + name + "  (\\S+)").matcher(run.out());
    assertThat(matcher.find()).as(name + " in " + run.out() + run.err()).isTrue();
    return matcher.group(1);
  }

  @Test
  void knowledgeGoesFromOneDeploymentToAnother() throws Exception {
    VectorDeployment there = deployment("there", "same");
    VectorDeployment here = deployment("here", "same");
    VectorDeployment both = deployment("both", "same");
    Path withSamples = folder.resolve("samples.avro");
    Path sumsOnly = folder.resolve("sums");
    there.labelled("t1", X, "a");
    there.labelled("t2", Y, "b");
    try (Pipeline pipeline = there.start()) {
      there.awaitLabels(2);
      CommandRun snapshot = there.run("snapshot", "--id", "x");
      assertThat(snapshot.code()).isZero();
      assertThat(snapshot.out())
          .contains("Snapshot 'x' has the sums of 2 labelled samples of 2 classes; 2 go without");
      Files.createDirectory(sumsOnly);
      CommandRun older = there.run("export", "--snapshot", "x", "--out", sumsOnly.toString());
      assertThat(older.err()).isEmpty();
      assertThat(older.out()).contains("x.alluvium.avro: 1 parts").contains("0 with vectors");
      CommandRun fresh =
          there.run("export", "--with-samples", "--out", withSamples.toString(), "--id", "y");
      assertThat(fresh.out()).contains("2 labelled samples of 2 classes, 2 with vectors.");
      assertThat(there.run("export", "--snapshot", "x", "--out", withSamples.toString()).err())
          .contains("is there already: see --overwrite");
      assertThat(there.run("export", "--snapshot", "none", "--out", "f").err())
          .contains(".model' has no snapshot 'none'");
    }
    both.labelled("t1", X, "a");
    both.labelled("t2", Y, "b");
    both.labelled("h1", X, "c");
    String expected;
    try (Pipeline pipeline = both.start()) {
      both.awaitLabels(3);
      expected = detail(both.run("snapshot"), "sums_digest");
    }
    here.labelled("h1", X, "c");
    try (Pipeline pipeline = here.start()) {
      here.awaitLabels(1);
      assertThat(here.run("import", withSamples.toString(), "--dry-run").out())
          .contains("It would be so: Snapshot 'y' brings 2 labelled samples of 2 classes, 2 of");
      CommandRun imported = here.run("import", withSamples.toString());
      assertThat(imported.code()).as(imported.out() + imported.err()).isZero();
      assertThat(detail(imported, "sums_digest")).isEqualTo(expected);
    }
    try (Pipeline pipeline = here.start()) {
      assertThat(here.run("import", withSamples.toString()).out())
          .contains("Snapshot 'y' was imported before: nothing was done again.");
      assertThat(here.run("relabel", "--sample", "t2", "--to", "d").code()).isZero();
      String sums = sumsOnly.resolve("x.alluvium.avro").toString();
      assertThat(here.run("import", sums).out())
          .contains("come without their vectors and can only be forgotten all together");
      assertThat(here.run("forget", "--snapshot", "y").out())
          .contains("2 samples of snapshot 'y' are forgotten.", ".model keeps its records until");
      assertThat(here.run("forget", "--snapshot", "x").code()).isZero();
      assertThat(detail(here.run("snapshot"), "labelled")).isEqualTo("1");
    }
    CommandRun audit = here.run("audit");
    assertThat(audit.code()).as(audit.out() + audit.err()).isZero();
  }

  @Test
  void wrongFilesAndOtherSpacesAreRefused() throws Exception {
    VectorDeployment there = deployment("there", "one");
    VectorDeployment here = deployment("here", "another");
    Path file = folder.resolve("good.avro");
    there.labelled("t1", X, "a");
    try (Pipeline pipeline = there.start()) {
      there.awaitLabels(1);
      assertThat(there.run("export", "--out", file.toString(), "--id", "x").code()).isZero();
    }
    try (Pipeline pipeline = here.start()) {
      CommandRun refused = here.run("import", file.toString());
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.out()).contains("is of space").contains("the learner works in");
    }
    assertThat(here.run("import", folder.resolve("none").toString()).err()).contains("no file '");
    Path text = Files.writeString(folder.resolve("text"), "hello");
    assertThat(here.run("import", text.toString()).err()).contains("is no snapshot, or damaged");

    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 40] ^= 1;
    Path flipped = Files.write(folder.resolve("flipped"), bytes);
    assertThat(here.run("import", flipped.toString()).code()).isEqualTo(1);

    List<ModelRecord> records = read(file);
    ModelPart part = (ModelPart) records.getFirst().getBody();
    ModelManifest manifest = (ModelManifest) records.getLast().getBody();
    assertThat(imported(here, List.of(records.getFirst()))).contains("has no manifest");
    assertThat(imported(here, List.of(records.getLast()))).contains("lacks part 0 of 1");
    ModelPart damaged = new ModelPart(0, "00".repeat(32), part.getContent());
    assertThat(imported(here, List.of(new ModelRecord("x", damaged), records.getLast())))
        .contains("is damaged: part 0 has SHA-256");
    Map<String, ModelManifest> others = new HashMap<>();
    others.put("has format 2, this program reads format 1", with(manifest, 2, "x"));
    others.put("is damaged: its parts have digest", with(manifest, 1, "00".repeat(32)));
    others.forEach((message, other) ->
        assertThat(imported(here, List.of(records.getFirst(), new ModelRecord("x", other))))
            .contains(message));
  }

  private static ModelManifest with(ModelManifest manifest, int format, String digest) {
    return new ModelManifest(
        format,
        manifest.getParts(),
        digest,
        manifest.getSpace(),
        manifest.getDim(),
        manifest.getClasses(),
        manifest.getLabelled(),
        manifest.getSamples(),
        manifest.getSumsDigest(),
        manifest.getPartition(),
        manifest.getOffset());
  }

  private String imported(VectorDeployment deployment, List<ModelRecord> records) {
    Path file = folder.resolve("changed.avro");
    try (DataFileWriter<ModelRecord> writer =
        new DataFileWriter<>(new SpecificDatumWriter<>(ModelRecord.class))) {
      writer.create(ModelRecord.getClassSchema(), file.toFile());
      for (ModelRecord record : records) {
        writer.append(record);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    CommandRun run = deployment.run("import", file.toString());
    assertThat(run.code()).isEqualTo(1);
    return run.err();
  }

  private static List<ModelRecord> read(Path file) throws IOException {
    GeneratedRecords.trust();
    List<ModelRecord> records = new ArrayList<>();
    try (DataFileReader<ModelRecord> reader =
        new DataFileReader<>(
            file.toFile(), new SpecificDatumReader<>(ModelRecord.getClassSchema()))) {
      reader.forEach(records::add);
    }
    return records;
  }
}
