package io.alluvium.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.example.CityBlockMeans;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadProvider;
import io.alluvium.learning.Heads;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadOfOnesOwnTest {
  private static final ClassLoader USUAL =
      Objects.requireNonNull(Thread.currentThread().getContextClassLoader());

  @TempDir private Path folder;
  private URLClassLoader jar;

  /** As a jar does that is put on the class path. */
  @BeforeEach
  void putOnTheClassPath() throws IOException {
    jar = offering(CityBlockMeans.class.getName());
    Thread.currentThread().setContextClassLoader(jar);
  }

  private URLClassLoader offering(String... classes) throws IOException {
    Path services = Files.createDirectories(folder.resolve("jar/META-INF/services"));
    Files.write(services.resolve(HeadProvider.class.getName()), List.of(classes));
    return new URLClassLoader(new URL[] {folder.resolve("jar").toUri().toURL()}, USUAL);
  }

  @AfterEach
  void takeOff() throws IOException {
    Thread.currentThread().setContextClassLoader(USUAL);
    jar.close();
  }

  @Test
  void isEvaluatedByItsName() throws IOException {
    StringBuilder table = new StringBuilder("class,x,y\n");
    for (int i = 0; i < 80; i++) {
      table.append(i % 2 == 0 ? "even," : "odd,").append(i % 2 * 3).append(',').append(i % 7);
      table.append('\n');
    }
    Path data = Files.writeString(folder.resolve("table.csv"), table);
    CommandRun run =
        CommandRun.of(
            "evaluate",
            "--data",
            data.toString(),
            "--label-column",
            "class",
            "--features",
            "x,y",
            "--heads",
            "ncm,city-block",
            "--protocol",
            "prequential",
            "--out",
            folder.resolve("out").toString(),
            "--cache",
            folder.resolve("cache").toString());
    assertThat(run.err()).doesNotContain("alluvium:");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("city-block");
  }

  @Test
  void isAHeadThatServes() {
    AlluviumConfig config =
        new AlluviumConfig(Map.of("alluvium.head", "city-block", "alluvium.challengers", "slda"));
    assertThat(config.heads().names()).containsExactly("city-block", "slda");
  }

  @Test
  void twoOfOneNameAreAnErrorThatNamesBoth() throws IOException {
    jar.close();
    jar = offering(CityBlockMeans.class.getName(), Copy.class.getName());
    Thread.currentThread().setContextClassLoader(jar);
    assertThatThrownBy(() -> Heads.named("ncm", HeadOptions.defaults()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("two heads have the name 'city-block'")
        .hasMessageContaining(CityBlockMeans.class.getName())
        .hasMessageContaining(Copy.class.getName());
  }

  /** Another that says it is the same. */
  public static final class Copy implements HeadProvider {
    @Override
    public String name() {
      return "city-block";
    }

    @Override
    public Head create(HeadOptions options) {
      return new CityBlockMeans().create(options);
    }
  }
}
