package io.alluvium.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.io.FileSystemOutputFile;
import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.EvaluationException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  @TempDir private Path folder;

  private record Outcome(List<Row> rows, Skipped skipped) {}

  private static Outcome read(DataSet data, OnError onError) {
    List<Row> rows = new ArrayList<>();
    CheckedRows sink = new CheckedRows(onError, rows::add);
    data.reader().read(sink);
    return new Outcome(rows, sink.skipped());
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static DataSet open(Path path, Object... options) {
    Map<DataKey, String> values = new EnumMap<>(DataKey.class);
    for (int i = 0; i < options.length; i += 2) {
      values.put((DataKey) options[i], (String) options[i + 1]);
    }
    return DataSets.open(path.toString(), DataProperties.of(values));
  }

  @Test
  void readsTextsWithQuotesInCsv() throws IOException {
    Path file = file("a.csv", "label,text\ngreet,\"hello, \"\"you\"\"\"\nbye,so long\n");

    List<Row> rows = read(open(file, DataKey.TEXT_COLUMN, "text"), OnError.STOP).rows();

    assertThat(rows).extracting(Row::label).containsExactly("greet", "bye");
    assertThat(rows.getFirst().payload()).isEqualTo(new Payload.Text("hello, \"you\""));
    assertThat(rows).extracting(Row::id).containsExactly("0", "1");
    assertThat(rows).extracting(Row::place).containsExactly("a.csv:2", "a.csv:3");
  }

  @Test
  void takesQuotesInTsvAsTheyAre() throws IOException {
    Path file = file("a.tsv", "label\ttext\nx\t\"quoted\" word\n");

    List<Row> rows = read(open(file, DataKey.TEXT_COLUMN, "text"), OnError.STOP).rows();

    assertThat(rows.getFirst().payload()).isEqualTo(new Payload.Text("\"quoted\" word"));
  }

  @Test
  void readsRangesOfFeaturesOutOfGzip() throws IOException {
    Path file = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("f1,f2,f3,label\n1,2.5,-3e1,c\n".getBytes(StandardCharsets.UTF_8));
    }

    DataSet data = open(file, DataKey.FEATURES, "f3,f1..f2");

    assertThat(data.payload()).isEqualTo("numbers");
    assertThat(read(data, OnError.STOP).rows().getFirst().payload())
        .isEqualTo(new Payload.Numbers(-30f, 1f, 2.5f));
  }

  @Test
  void splitsTimesDomainsAndSourcesComeFromTheirColumns() throws IOException {
    file(
        "d.csv",
        """
        when,who,where,part,label,text
        2026-01-01T00:00:01Z,ann,lab,fit,a,one
        17,bob,field,ask,b,two
        18,bob,field,other,b,three
        """);
    file(
        "dataset.properties",
        """
        file=d.csv
        text-column=text
        split-column=part
        train-splits=fit
        test-splits=ask
        time-column=when
        source-column=who
        domain-column=where
        """);

    List<Row> rows = read(open(folder), OnError.STOP).rows();

    assertThat(rows).extracting(Row::role).containsExactly(Row.Role.TRAIN, Row.Role.TEST);
    assertThat(rows).extracting(Row::time).containsExactly(1_767_225_601_000.0, 17.0);
    assertThat(rows).extracting(Row::source).containsExactly("ann", "bob");
    assertThat(rows).extracting(Row::domain).containsExactly("lab", "field");
  }

  @Test
  void badRowsEndWithFileAndLineOrAreCounted() throws IOException {
    Path file = file("a.csv", "id,label,x\n1,a,1\n1,a,2\n2,,3\n3,b,nan\n4,b\n5,b,word\n6,c,7\n");
    DataSet data = open(file, DataKey.FEATURES, "x", DataKey.ID_COLUMN, "id");

    assertThatThrownBy(() -> read(data, OnError.STOP))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a.csv:3: id '1' was there before");
    Outcome outcome = read(data, OnError.SKIP);
    assertThat(outcome.rows()).extracting(Row::id).containsExactly("1", "6");
    assertThat(outcome.skipped().count()).isEqualTo(5);
    assertThat(outcome.skipped().examples())
        .containsExactly(
            "a.csv:3: id '1' was there before",
            "a.csv:4: label is empty",
            "a.csv:5: feature 0 is 'nan', expected a finite number",
            "a.csv:6: has 2 fields, the header has 3",
            "a.csv:7: feature 0 is 'word', expected a finite number");
  }

  @Test
  void namesWhatIsWrongWithTheOptions() throws IOException {
    Path file = file("a.csv", "label,text\na,b\n");

    assertThatThrownBy(() -> read(open(file, DataKey.TEXT_COLUMN, "words"), OnError.STOP))
        .hasMessage("a.csv:1: has no column 'words', its columns are [label, text]");
    assertThatThrownBy(() -> read(open(file), OnError.STOP))
        .hasMessageContaining("one of --text-column and --features, got neither");
    assertThatThrownBy(() -> open(folder.resolve("none.csv")))
        .hasMessageContaining("no data set")
        .hasMessageContaining("none.csv");
    file("dataset.properties", "file=a.csv\ntextcolumn=text\n");
    assertThatThrownBy(() -> open(folder)).hasMessageContaining("'textcolumn' is not an option");
  }

  @Test
  void refusesBytesThatAreNotUtf8() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(
        file, new byte[] {'l', 'a', 'b', 'e', 'l', ',', 't', '\n', 'a', ',', (byte) 0xff, '\n'});

    assertThatThrownBy(() -> read(open(file, DataKey.TEXT_COLUMN, "t"), OnError.STOP))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a.csv cannot be read");
  }

  @Test
  void takesClassAndSplitOfImagesFromTheirFolders() throws IOException {
    Path zip = folder.resolve("images.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name :
          List.of("train/cat/1.png", "train/notes.txt", "test/dog/2.jpg", "x/y/3.png")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }

    DataSet data = open(zip, DataKey.SPLIT_FROM, "top-folder");
    List<Row> rows = read(data, OnError.STOP).rows();

    assertThat(data.payload()).isEqualTo("image");
    assertThat(rows).extracting(Row::label).containsExactly("cat", "dog");
    assertThat(rows).extracting(Row::role).containsExactly(Row.Role.TRAIN, Row.Role.TEST);
    assertThat(rows.getFirst().payload())
        .isEqualTo(new Payload.Image("train/cat/1.png".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsIdxImages() throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(images))) {
      for (int number : new int[] {0x803, 2, 2, 1}) {
        out.writeInt(number);
      }
      out.write(new byte[] {1, 2, (byte) 200, 4});
    }
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(folder.resolve("train-labels-idx1-ubyte")))) {
      out.writeInt(0x801);
      out.writeInt(2);
      out.write(new byte[] {7, 9});
    }

    List<Row> rows = read(open(images, DataKey.PAYLOAD, "vector"), OnError.STOP).rows();

    assertThat(rows).extracting(Row::label).containsExactly("7", "9");
    assertThat(rows.getLast().payload()).isEqualTo(new Payload.Numbers(200f, 4f));
    assertThat(read(open(images), OnError.STOP).rows().getFirst().payload())
        .isInstanceOf(Payload.Image.class);
  }

  @Test
  void readsNumpyArraysWithTheirLabels() throws IOException {
    Path zip = folder.resolve("set.npz");
    ByteBuffer vectors = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    vectors.putFloat(0.5f).putFloat(-1).putFloat(2).putFloat(3);
    ByteBuffer labels = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    labels.putInt('a').putInt(0).putInt('b').putInt('c');
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("x.npy"));
      out.write(npy("<f4", "(2, 2)", vectors.array()));
      out.putNextEntry(new ZipEntry("y.npy"));
      out.write(npy("<U2", "(2,)", labels.array()));
    }

    List<Row> rows = read(open(zip), OnError.STOP).rows();

    assertThat(rows).extracting(Row::label).containsExactly("a", "bc");
    assertThat(rows)
        .extracting(Row::payload)
        .containsExactly(new Payload.Numbers(0.5f, -1f), new Payload.Numbers(2f, 3f));
  }

  @Test
  void refusesArraysThatAreCutOff() throws IOException {
    byte[] whole = npy("<f4", "(2, 2)", new byte[15]);

    assertThatThrownBy(() -> NpyArray.of("a.npy", whole))
        .hasMessage("a.npy has 15 bytes of values, expected 16");
    assertThatThrownBy(() -> NpyArray.of("a.npy", new byte[] {1, 2}))
        .isInstanceOf(EvaluationException.class);
  }

  private static byte[] npy(String type, String shape, byte[] values) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(new byte[] {(byte) header.length(), 0});
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(values);
    return out.toByteArray();
  }

  /** A row as other tools write it. */
  public record TableRow(String text, @Nullable String label, List<Double> vector, long at) {}

  private Path parquet(String name, TableRow... rows) throws IOException {
    Path file = folder.resolve(name);
    try (CarpetWriter<TableRow> writer =
        new CarpetWriter<>(new FileSystemOutputFile(file.toFile()), TableRow.class)) {
      for (TableRow row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  @Test
  void readsVectorsOutOfParquet() throws IOException {
    Path file =
        parquet(
            "a.parquet",
            new TableRow("x", "one", List.of(1.5, -2.0), 30),
            new TableRow("y", "two", List.of(0.25, 4.0), 10));

    DataSet data = open(file, DataKey.FEATURES, "vector", DataKey.TIME_COLUMN, "at");
    List<Row> rows = read(data, OnError.STOP).rows();

    assertThat(data.payload()).isEqualTo("numbers");
    assertThat(rows).extracting(Row::label).containsExactly("one", "two");
    assertThat(rows).extracting(Row::time).containsExactly(30.0, 10.0);
    assertThat(rows.get(1).payload()).isEqualTo(new Payload.Numbers(new float[] {0.25f, 4}));
    assertThat(read(open(file, DataKey.FEATURES, "vector.1"), OnError.STOP).rows().get(0).payload())
        .isEqualTo(new Payload.Numbers(new float[] {-2}));
  }

  @Test
  void readsTextsOutOfParquet() throws IOException {
    Path file = parquet("a.parquet", new TableRow("hello", "one", List.of(), 1));

    List<Row> rows = read(open(file, DataKey.TEXT_COLUMN, "text"), OnError.STOP).rows();

    assertThat(rows.getFirst().payload()).isEqualTo(new Payload.Text("hello"));
  }

  @Test
  void badRowsOfParquetAreNamed() throws IOException {
    Path file =
        parquet(
            "a.parquet",
            new TableRow("x", "one", List.of(1.0, 2.0), 1),
            new TableRow("x", "one", List.of(1.0), 2),
            new TableRow("x", null, List.of(1.0, 2.0), 3),
            new TableRow("x", "one", List.of(1.0, Double.NaN), 4));

    Outcome outcome = read(open(file, DataKey.FEATURES, "vector"), OnError.SKIP);

    assertThat(outcome.rows()).hasSize(1);
    assertThat(outcome.skipped().examples())
        .containsExactly(
            "a.parquet:row 1: column 'vector' has 1 values, in the first row 2",
            "a.parquet:row 2: label is empty",
            "a.parquet:row 3: feature 1 is 'NaN', expected a finite number");
    assertThatThrownBy(() -> read(open(file, DataKey.FEATURES, "vectors"), OnError.STOP))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("has no column 'vectors'");
  }

  @Test
  void whatIsNotParquetIsRefused() throws IOException {
    Path file = file("a.parquet", "not this");

    assertThatThrownBy(() -> read(open(file, DataKey.FEATURES, "v"), OnError.STOP))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("a.parquet cannot be read");
  }
}
