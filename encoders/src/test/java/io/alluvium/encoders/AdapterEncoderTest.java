package io.alluvium.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.alluvium.encoders.ResidualAdapter.Activation;
import io.alluvium.learning.Normalisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdapterEncoderTest {
  private static final Payload NUMBERS = new Payload.Numbers(3, 0, -4);

  @TempDir Path folder;
  private Path properties;

  @BeforeEach
  void write() throws IOException {
    properties = TestAdapters.write(folder);
  }

  @Test
  void adaptsWhatTheLedgerHoldsOfTheEncoderBelow() {
    try (Encoder adapted = open();
        Encoder base = open(folder.resolve("base"))) {
      float[] stored =
          TestAdapters.ADAPTER.apply(
              base.space().quantise(base.embed(List.of(NUMBERS)).getFirst()));
      assertThat(adapted.embed(List.of(NUMBERS)).getFirst()).containsExactly(stored);
      assertThat(adapted.dim()).isEqualTo(base.dim());
      assertThat(adapted.space().normalisation()).isEqualTo(new Normalisation.L2());
    }
  }

  @Test
  void itsSpaceFollowsFromTheBaseAndTheWeights() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    try (Encoder adapted = open();
        Encoder base = open(folder.resolve("base"))) {
      ResidualAdapter weights =
          new ResidualAdapter(
              Activation.RELU, new float[3], new float[1], new float[3], new float[3]);
      AdapterFolder.write(
          other, folder.resolve("base").toAbsolutePath().toString(), base.space().id(), weights);
      try (Encoder identity = open(other)) {
        assertThat(List.of(base.space().id(), adapted.space().id(), identity.space().id()))
            .doesNotHaveDuplicates();
        assertThat(identity.embed(List.of(NUMBERS)).getFirst()[0]).isCloseTo(0.6f, within(1e-4f));
      }
    }
  }

  @Test
  void namesTheFileOfItsWeights() {
    try (Encoder adapted = open()) {
      assertThat(adapted.artefacts()).containsOnlyKeys("adapter");
    }
  }

  @Test
  void adaptersMayLieOnTopOfEachOtherUpToFour() throws IOException {
    Path below = folder;
    for (int i = 2; i <= 4; i++) {
      Path above = Files.createDirectories(folder.resolve("above" + i));
      try (Encoder base = open(below)) {
        AdapterFolder.write(
            above, below.toAbsolutePath().toString(), base.space().id(), TestAdapters.ADAPTER);
      }
      below = above;
    }
    try (Encoder four = open(below)) {
      assertThat(four.artefacts()).hasSize(4).containsKeys("adapter", "adapter-4");
      Path fifth = Files.createDirectories(folder.resolve("fifth"));
      AdapterFolder.write(
          fifth, below.toAbsolutePath().toString(), four.space().id(), TestAdapters.ADAPTER);
      assertThatThrownBy(() -> open(fifth))
          .hasMessageContaining("there are more than 4 adapters on top of each other");
    }
  }

  @Test
  void refusesAnotherEncoderBelow() throws IOException {
    TestAdapters.writeBase(
        folder.resolve("base"),
        "engine=vector\noption.dim=3\noption.normalisation=l2\noption.modelName=others\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("encoder folder " + folder + ": option.base 'base' has the space ")
        .hasMessageContaining("the adapter was trained on the vectors of another encoder");
  }

  @Test
  void refusesAWidthOrASpaceThatDoesNotFit() throws IOException {
    TestAdapters.writeBase(
        folder.resolve("base"),
        "engine=vector\noption.dim=2\noption.normalisation=l2\noption.modelName=numbers\n");
    pinAnew();
    assertThatThrownBy(this::open)
        .hasMessageContaining("adapter.bin is for 3 dimensions, option.base has 2");
    TestAdapters.writeBase(
        folder.resolve("base"),
        "engine=vector\noption.dim=3\noption.normalisation=fixed\noption.mean=0,0,0\noption.deviation=1,1,1\n");
    pinAnew();
    assertThatThrownBy(this::open)
        .hasMessageContaining("option.base has a fixed space, expected an l2 space");
  }

  @Test
  void refusesPropertiesThatCannotBeUsed() throws IOException {
    String good = Files.readString(properties);
    Map.of(
            good.replace("option.base=base", "option.base=nowhere"),
            "option.base is 'nowhere', expected minilm, ",
            good.replaceAll("baseSpace=.*", "baseSpace=abc"),
            "option.baseSpace is 'abc', expected 64 lower-case hex digits",
            good.replaceAll("option.baseSpace=.*", ""),
            "option.baseSpace is missing",
            good.replace("option.base=base", ""),
            "option.base is missing")
        .forEach((text, reason) -> {
          write(text);
          assertThatThrownBy(this::open)
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining(reason);
        });
  }

  @Test
  void refusesWeightsThatAreMissingOrDamaged() throws IOException {
    Files.writeString(folder.resolve("adapter.bin"), "these are no weights at all");
    assertThatThrownBy(this::open)
        .hasMessage(
            "adapter " + folder.resolve("adapter.bin") + ": is not a file of adapter weights");
    Files.delete(folder.resolve("adapter.bin"));
    assertThatThrownBy(this::open).hasMessageContaining("has no file adapter.bin");
  }

  @Test
  void isNeverWrittenOverAnother() {
    assertThatThrownBy(
            () -> AdapterFolder.write(folder, "base", open().space().id(), TestAdapters.ADAPTER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is there");
  }

  @Test
  void gathersAsTheEncoderBelowUnlessItSaysOtherwise() throws IOException {
    Path base = folder.resolve("base").resolve("serving.properties");
    Files.writeString(base, Files.readString(base) + "batch_size=5\n");
    EncoderOptions options = EncoderOptions.defaults(folder.toString());
    assertThat(Encoders.batching(options)).isEqualTo(new Batching(5, null));
    write(Files.readString(properties) + "batch_size=7\n");
    assertThat(Encoders.batching(options)).isEqualTo(new Batching(7, null));
  }

  private void pinAnew() throws IOException {
    Files.delete(folder.resolve("adapter.bin"));
    try (Encoder base = open(folder.resolve("base"))) {
      AdapterFolder.write(folder, "base", base.space().id(), TestAdapters.ADAPTER);
    }
  }

  private void write(String text) {
    try {
      Files.writeString(properties, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Encoder open() {
    return open(folder);
  }

  private static Encoder open(Path folder) {
    return Encoders.open(EncoderOptions.defaults(folder.toString()));
  }
}
