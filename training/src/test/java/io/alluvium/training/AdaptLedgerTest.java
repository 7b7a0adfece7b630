package io.alluvium.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.ledger.PlantedLedger;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.evaluation.embedding.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command on what a ledger has left in its memory bank. */
final class AdaptLedgerTest {
  private static final int OF_EACH = 300;

  @TempDir Path folder;
  private Path base;
  private Path ledger;
  private Path out;

  @BeforeEach
  void writeLedger() throws IOException {
    base = encoder("base", "planted");
    ledger = folder.resolve("ledger");
    out = folder.resolve("adapter");
    List<Example> examples =
        Planted.examples(OF_EACH, 1).stream()
            .sorted(Comparator.comparing(Example::label).reversed())
            .toList();
    try (Encoder encoder = Encoders.open(EncoderOptions.defaults(base.toString()))) {
      PlantedLedger.write(ledger, encoder.space(), examples);
    }
  }

  private Path encoder(String name, String model) throws IOException {
    Path encoder = Files.createDirectory(folder.resolve(name));
    Files.writeString(
        encoder.resolve("serving.properties"),
        "engine=vector\noption.dim="
            + Planted.DIM
            + "\noption.normalisation=l2\noption.modelName="
            + model
            + "\n");
    return encoder;
  }

  private AdaptRun adapt(Path encoder, String... more) {
    return AdaptRun.of(
        List.of(
            "--ledger", ledger.toString(),
            "--encoder", encoder.toString(),
            "--out", out.toString(),
            "--hidden", "16",
            "--learning-rate", "0.01",
            "--batch", "64",
            "--drift", "0.1",
            "--relation", "0.1",
            "--epochs", "10"),
        more);
  }

  @Test
  void trainsFromTheBankAtTheEnd() {
    AdaptRun run = adapt(base, "--since", Integer.toString(1 + 2 * OF_EACH));

    assertThat(run.err()).contains("600 labelled vectors of 2 classes, 1 of them new: ");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains(", old classes ", "./alluvium encoder release " + out);
    try (Encoder adapted = Encoders.open(EncoderOptions.defaults(out.toString()))) {
      assertThat(adapted.dim()).isEqualTo(Planted.DIM);
    }
    assertThat(out.resolve("serving.properties"))
        .content()
        .contains("option.base=" + base.toAbsolutePath());
  }

  @Test
  void refusesAnEncoderThatDidNotMakeTheVectors() throws IOException {
    AdaptRun run = adapt(encoder("other", "another"));

    assertThat(run.code()).isOne();
    assertThat(run.err()).contains("has the space ", "the labelled vectors are of ");
    assertThat(out).doesNotExist();
  }

  @Test
  void refusesAnOffsetAfterWhichNoClassCame() {
    AdaptRun run = adapt(base, "--since", "100000");

    assertThat(run.code()).isOne();
    assertThat(run.err())
        .contains("no class has its first labelled sample at offset 100000 or after it");
  }
}
