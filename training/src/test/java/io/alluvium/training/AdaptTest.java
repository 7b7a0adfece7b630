package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.encoders.AdapterFolder;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.SimplexAssignment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as somebody at a terminal meets it, on numbers that were embedded elsewhere. */
final class AdaptTest {
  @TempDir Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void writeData() throws IOException {
    out = folder.resolve("adapter");
    data = data("data", Planted.examples(400, 1));
  }

  private Path data(String name, List<Example> examples) throws IOException {
    Path data = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        data.resolve("dataset.properties"),
        "file=rows.csv\nlabel-column=label\nnormalisation=l2\nsplit-column=split\nfeatures=f0..f7\n");
    List<String> lines = new ArrayList<>();
    lines.add("split,label," + columns(i -> "f" + i));
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      String split = i % 4 == 0 || i % 4 == 1 ? "train" : i % 8 < 4 ? "train" : "test";
      lines.add(
          split
              + ","
              + example.label()
              + ","
              + columns(j -> Short.toString(example.embedding().get(j))));
    }
    Files.write(data.resolve("rows.csv"), lines);
    return data;
  }

  private static String columns(IntFunction<String> column) {
    return IntStream.range(0, Planted.DIM).mapToObj(column).collect(Collectors.joining(","));
  }

  private AdaptRun adapt(String... more) {
    return adapt(data, "vector", more);
  }

  private AdaptRun adapt(Path data, String encoder, String... more) {
    return AdaptRun.of(
        List.of(
            "--data",
            data.toString(),
            "--encoder",
            encoder,
            "--cache",
            folder.resolve("cache").toString(),
            "--hidden",
            "16",
            "--batch",
            "64",
            "--drift",
            "0.1"),
        more);
  }

  @Test
  void writesAnEncoderFolderThatOpens() throws IOException {
    AdaptRun run =
        adapt(
            "--epochs", "10", "--learning-rate", "0.01", "--head", "ncm", "--out", out.toString());

    assertThat(run.err()).contains("pick the epoch", "epoch 10: loss ");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Held out, without the adapter: 0.", "Held out, with it:             ")
        .contains("./alluvium encoder release " + out);
    try (Encoder adapted = Encoders.open(EncoderOptions.defaults(out.toString()))) {
      assertThat(adapted.dim()).isEqualTo(Planted.DIM);
      assertThat(run.out()).contains("space " + adapted.space().id().abbreviated());
      Payload numbers = new Payload.Numbers(1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(adapted.embed(List.of(numbers)).getFirst()).hasSize(Planted.DIM);
    }
  }

  @Test
  void neverWritesOverAFolder() throws IOException {
    Files.createDirectory(out);
    Files.writeString(out.resolve("mine"), "kept");

    AdaptRun run = adapt("--epochs", "1", "--out", out.toString());

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("--out: " + out + " is there and not empty");
    assertThat(out).isDirectoryContaining(file -> file.endsWith("mine"));
  }

  @Test
  void writesNothingThatDoesNotHelpUnlessForced() {
    AdaptRun run =
        adapt("--epochs", "1", "--learning-rate", "1e-9", "--head", "ncm", "--out", out.toString());

    assertThat(run.code()).as(run.err()).isOne();
    assertThat(run.out()).contains("The adapter does not help: nothing is written.");
    assertThat(out).doesNotExist();

    AdaptRun forced =
        adapt(
            "--epochs",
            "1",
            "--learning-rate",
            "1e-9",
            "--head",
            "ncm",
            "--out",
            out.toString(),
            "--force");

    assertThat(forced.code()).isZero();
    assertThat(out).isDirectoryContaining("glob:**adapter.bin");
  }

  @Test
  void measuresAReleaseForOldAndNewClasses() {
    AdaptRun run =
        adapt(
            "--epochs",
            "3",
            "--measure",
            "2",
            "--new-classes",
            "1",
            "--shadow",
            "64",
            "--heads",
            "ncm");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("| head | row | all | old classes | new classes |")
        .containsPattern("\\| `ncm` \\| `old` \\| 0\\.\\d{4} \\| 0\\.\\d{4} \\|")
        .containsPattern("\\| `ncm` \\| `backfill` \\| [+-]\\d+\\.\\d ± \\d+\\.\\d \\|")
        .contains("`none`", "`moved`", "`bridge`", "`average`", "`ours`", "`backfill`");
  }

  @Test
  void measuresTheReleaseOfASecondAdapter() {
    AdaptRun run =
        adapt(
            "--loss",
            "simplex",
            "--twice",
            "--epochs",
            "2",
            "--measure",
            "1",
            "--new-classes",
            "1",
            "--shadow",
            "64",
            "--heads",
            "simplex");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err().lines().filter(line -> line.startsWith("epoch 2: "))).hasSize(2);
    assertThat(run.out()).containsPattern("\\| `simplex` \\| `none` \\| [+-]");
  }

  @Test
  void classesKeepTheirVerticesInTheNextTraining() throws IOException {
    String[] options = {
      "--loss", "simplex", "--epochs", "3", "--learning-rate", "0.01", "--head", "ncm", "--force"
    };
    AdaptRun first = adapt(with(options, "--out", out.toString()));
    assertThat(first.code()).as(first.err()).isZero();
    SimplexAssignment before = AdapterFolder.vertices(out).orElseThrow();
    assertThat(before.vertices()).containsOnlyKeys("left", "right");
    List<Example> more = new ArrayList<>();
    for (Example example : Planted.examples(400, 2)) {
      String other = example.label().equals("left") ? "right" : "left";
      more.add(Planted.relabelled(example, other));
    }
    for (int i = 0; i < 200; i++) {
      more.add(Planted.example("up" + i, "a new one", 0, 0, 1, 0.01f * i, 0, 0, 0, 0));
    }
    Path larger = data("larger", more);

    Path onTop = folder.resolve("on-top");
    AdaptRun second = adapt(larger, out.toString(), with(options, "--out", onTop.toString()));
    Path beside = folder.resolve("beside");
    AdaptRun third =
        adapt(
            larger,
            "vector",
            with(options, "--vertices", out.toString(), "--out", beside.toString()));

    assertThat(second.code()).as(second.err()).isZero();
    assertThat(third.code()).as(third.err()).isZero();
    for (Path adapter : List.of(onTop, beside)) {
      assertThat(AdapterFolder.vertices(adapter).orElseThrow().vertices())
          .containsAllEntriesOf(before.vertices())
          .containsOnlyKeys("a new one", "left", "right");
    }
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void refusesAFolderWithoutVertices() {
    AdaptRun run =
        adapt("--loss", "simplex", "--vertices", data.toString(), "--out", out.toString());

    assertThat(run.code()).isOne();
    assertThat(run.err()).contains("--vertices: " + data + " has no vertices.properties");
  }

  @Test
  void saysWhatIsWrongWithTheUsage() {
    assertWrong(
        "--vertices needs --loss simplex", "--vertices", data.toString(), "--out", out.toString());
    assertWrong("--twice needs --measure", "--twice", "--out", out.toString());
    assertWrong("no --out: where is the adapter to go?");
    assertWrong(
        "restoring single weights would undo the projection",
        "--restore",
        "0.01",
        "--projection",
        "strict",
        "--out",
        out.toString());
    assertWrong("epochs is 0", "--epochs", "0", "--out", out.toString());
    assertWrong("--since is an offset of a ledger", "--since", "5", "--out", out.toString());
    assertWrong(
        "new classes are said by one of",
        "--classes",
        "left",
        "--new-classes",
        "1",
        "--out",
        out.toString());
    assertWrong(
        "--new-classes is 3, expected 1 to 2", "--new-classes", "3", "--out", out.toString());
    assertWrong("--measure needs --data and --new-classes", "--measure", "1");
    assertWrong("device is 'tpu'", "--device", "tpu", "--out", out.toString());
    assertWrong("head is 'nonsense'", "--head", "nonsense", "--out", out.toString());
  }

  private void assertWrong(String reason, String... more) {
    AdaptRun run = adapt(more);
    assertThat(run.code()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
  }

  @Test
  void failsWithOneLineWhereThereIsNoSuchDeviceOrClass() {
    AdaptRun gpu = adapt("--device", "gpu:63", "--out", out.toString());
    assertThat(gpu.code()).isOne();
    assertThat(gpu.err()).contains("device is gpu:63, but PyTorch can use ");
    AdaptRun none = adapt("--classes", "up", "--out", out.toString());
    assertThat(none.code()).isOne();
    assertThat(none.err()).contains("no labelled vector is of the classes [up]");
  }
}
