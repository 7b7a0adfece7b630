package io.alluvium.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a copy of {@code ./alluvium} in a folder with a blank in its name, with a JDK and a Maven of
 * paper.
 */
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "alluvium").toAbsolutePath().normalize();
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path temporary;
  private Path root;
  private Path commands;
  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(temporary.resolve("a folder").resolve("repository"));
    commands = Files.createDirectories(temporary.resolve("commands"));
    jdk = Files.createDirectories(temporary.resolve("a jdk"));
    Files.copy(SCRIPT, root.resolve("alluvium"), StandardCopyOption.COPY_ATTRIBUTES);
    write(root.resolve("pom.xml"), "<project>\n  <version>9.8.7</version>\n</project>\n", LONG_AGO);
    write(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n", LONG_AGO);
    program(jdk.resolve("bin").resolve("javac"), "exit 0");
    program(jdk.resolve("bin").resolve("java"), "printf '%s\\n' \"$@\"; exit 7");
    program(commands.resolve("mvn"), "echo mvn of $JAVA_HOME: \"$@\"; exit 5");
  }

  @Test
  void saysVersionAndHelpWithoutAnything() throws Exception {
    assertThat(run("--version")).isEqualTo(new Result(0, "Alluvium 9.8.7\n", ""));
    assertThat(run("--help").status()).isZero();
    assertThat(run("--help").out()).contains("./alluvium demo").contains("JAVA_HOME");
  }

  @Test
  void saysHowToUseItWhenNothingIsAsked() throws Exception {
    Result result = run();

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("./alluvium demo");
  }

  @Test
  void becomesJavaWithTheArgumentsGiven() throws Exception {
    built(Instant.now());

    Result result = run("demo", "--seed", "7", "two words");

    assertThat(result.status()).isEqualTo(7);
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .startsWith("@" + root.resolve("app/target/java.args"), "-Dalluvium.home=" + root)
        .endsWith("io.alluvium.app.Alluvium", "demo", "--seed", "7", "two words");
    assertThat(Files.readString(root.resolve("app/target/java.args")))
        .contains("--enable-native-access=ALL-UNNAMED\n", "--add-modules jdk.incubator.vector\n")
        .endsWith(
            "-cp\n\""
                + root.resolve("app/target/classes")
                + ":"
                + root.resolve("pom.xml")
                + "\"\n");
  }

  @Test
  void isFoundThroughALink() throws Exception {
    built(Instant.now());
    Path link = Files.createSymbolicLink(temporary.resolve("link"), root.resolve("alluvium"));

    assertThat(run(link, Map.of(), List.of("demo")).status()).isEqualTo(7);
  }

  @Test
  void passesMoreOptionsToJava() throws Exception {
    built(Instant.now());

    Result result =
        run(root.resolve("alluvium"), Map.of("ALLUVIUM_JAVA_OPTS", "-Xmx2g -Da=b"), List.of("run"));

    assertThat(result.out().lines())
        .containsSubsequence("-Xmx2g", "-Da=b", "io.alluvium.app.Alluvium", "run");
  }

  @Test
  void buildsWhatIsMissingAndShowsWhyThatFailed() throws Exception {
    Result result = run("demo");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .first()
        .asString()
        .startsWith("alluvium: building what is missing");
    assertThat(result.err())
        .contains("mvn of " + jdk, "-Dmaven.test.skip=true", "-pl app -am package")
        .contains("the whole log is in " + root.resolve("target/build.log"));
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrAnEntryOfTheClassPathIsGone() throws Exception {
    built(LONG_AGO.plusSeconds(1));
    assertThat(run("demo").status()).as("all is older").isEqualTo(7);

    Path source = root.resolve("learning/src/main/java/New.java");
    write(source, "class New {}", LONG_AGO.plusSeconds(2));
    assertThat(run("demo").err()).as("a newer source").contains("building");

    write(source, "class New {}", LONG_AGO);
    assertThat(run("demo").status()).as("an older source").isEqualTo(7);

    write(root.resolve("app/target/classpath.txt"), "/no/such.jar", LONG_AGO.plusSeconds(1));
    assertThat(run("demo").err()).as("a missing jar").contains("building");
  }

  @Test
  void givesMavenTheArgumentsAndReturnsItsStatus() throws Exception {
    Result result = run("test", "-B", "-pl", "app");

    assertThat(result).isEqualTo(new Result(5, "mvn of " + jdk + ": verify -B -pl app\n", ""));
  }

  @Test
  void saysWhichJdkItUses() throws Exception {
    assertThat(run("jdk")).isEqualTo(new Result(0, jdk + "\n", ""));
  }

  @Test
  void looksFurtherWhenJavaHomeIsTooOld() throws Exception {
    write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n", LONG_AGO);
    Path home = temporary.resolve("home");
    Path newer = home.resolve(".jdks").resolve("newer");
    Path script = root.resolve("alluvium");
    Files.writeString(
        script, Files.readString(script).replace("readonly JDK=25", "readonly JDK=998"));
    write(newer.resolve("release"), "JAVA_VERSION=\"998\"\n", LONG_AGO);
    program(newer.resolve("bin").resolve("javac"), "exit 0");

    assertThat(run(script, Map.of("HOME", home.toString()), List.of("jdk")).out())
        .isEqualTo(newer + "\n");
  }

  @Test
  void saysInOneLineWhatToInstallWhereNoJdkIsNewEnough() throws Exception {
    Path script = root.resolve("alluvium");
    Files.writeString(
        script, Files.readString(script).replace("readonly JDK=25", "readonly JDK=999"));

    Result result = run("demo");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).hasLineCount(1).contains("needs a JDK of version 999");
  }

  private void built(Instant when) throws IOException {
    Files.createDirectories(root.resolve("app/target/classes"));
    write(root.resolve("app/target/classpath.txt"), root.resolve("pom.xml").toString(), when);
  }

  private Result run(String... arguments) throws Exception {
    return run(root.resolve("alluvium"), Map.of(), List.of(arguments));
  }

  private Result run(Path script, Map<String, String> environment, List<String> arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
    builder.environment().remove("ALLUVIUM_JAVA_OPTS");
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().merge("PATH", commands.toString(), (old, own) -> own + ":" + old);
    builder.environment().putAll(environment);
    File out = temporary.resolve("out").toFile();
    File err = temporary.resolve("err").toFile();
    int status = builder.redirectOutput(out).redirectError(err).start().waitFor();
    return new Result(status, Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  private static void program(Path file, String body) throws IOException {
    write(file, "#!/bin/sh\n" + body + "\n", LONG_AGO);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static void write(Path file, String text, Instant when) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setLastModifiedTime(file, FileTime.from(when));
  }

  private record Result(int status, String out, String err) {}
}
