package io.alluvium.app.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jazzer in a JVM of its own: inputs are changed by what parts of the decoder they reach.
 *
 * @param target class with the entry point
 * @param instrumented classes that are watched, as Jazzer writes patterns
 * @param seconds how long it runs
 * @param seed what chance begins with; runs of a length in time repeat only roughly
 */
record Fuzzer(Class<?> target, String instrumented, int seconds, long seed) {
  private static final int PATIENCE_SECONDS = 240;

  /** What is compiled well is worth the time that it takes in runs that are not short. */
  private static final int LONG_SECONDS = 60;

  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  /**
   * What a run came to.
   *
   * @param exit exit status: 0 if nothing was found
   * @param output what was printed
   */
  record Result(int exit, String output) {
    /** Returns the number of inputs tried, 0 if it did not come to an end. */
    long executions() {
      Matcher done = DONE.matcher(output);
      return done.find() ? Long.parseLong(done.group(1)) : 0;
    }

    String summary() {
      return String.format(Locale.ROOT, "exit %d, %,d inputs", exit, executions());
    }
  }

  /** Runs to the end, with the inputs of a folder to begin with; what is found goes elsewhere. */
  Result run(Path corpus, Path finds) throws IOException {
    Path log = finds.resolve("fuzzer.log");
    Process process =
        new ProcessBuilder(command(corpus, finds))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor((long) seconds + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("the fuzzer did not end: " + Files.readString(log));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(log));
  }

  private List<String> command(Path corpus, Path finds) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=" + (seconds < LONG_SECONDS ? 1 : 4),
        "--enable-native-access=ALL-UNNAMED",
        "--add-modules=jdk.incubator.vector",
        "-cp",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target.getName(),
        "--instrumentation_includes=" + instrumented,
        "--custom_hook_includes=" + instrumented,
        "--reproducer_path=" + finds,
        "-artifact_prefix=" + finds + "/",
        "-max_total_time=" + seconds,
        "-seed=" + Math.floorMod(seed, Integer.MAX_VALUE),
        "-rss_limit_mb=0",
        "-timeout=20",
        corpus.toString());
  }
}
