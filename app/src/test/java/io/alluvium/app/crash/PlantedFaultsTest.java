package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.topology.Topics;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The verifier's own test: each fault that is planted into the pipeline must show in the books. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("kills")
final class PlantedFaultsTest {
  private static final String LEARN = "io.alluvium.topology.internal.learn.";
  private static final String STORES = "io.alluvium.stores.";
  private static final String ALWAYS = "TRUE";
  private static final int SAMPLES = 250;

  /** A fault, and how many deaths it takes until it shows. */
  enum Fault {
    PURGED_TOO_EARLY(
        1,
        LEARN + "DurableLearner",
        "flush",
        "ENTRY",
        ALWAYS,
        "$0.purge($0.learner().progress().updates())"),
    HOOK_REMOVED(
        1,
        "io.alluvium.topology.internal.commit.CommitHookStore",
        "flushCache",
        "ENTRY",
        ALWAYS,
        "RETURN"),
    SUM_DOUBLED(
        0,
        "io.alluvium.learning.TimedSums",
        "apply",
        "EXIT",
        "$1.from().isEmpty() && $1.touchesSums() && " + once(100),
        "$0.totals.apply($1)"),
    LABEL_APPLIED_TWICE(
        0,
        LEARN + "DurableLearner",
        "learn",
        "EXIT",
        "$1.from().isEmpty() && " + once(100),
        "$0.learn($1, $2)"),
    /**
     * Right after a command to forget nothing is left that only the log has: one death may miss it.
     */
    CHECKPOINT_WITHOUT_LOG(3, STORES + "WalStore", "append", "ENTRY", ALWAYS, "RETURN"),
    OFFSET_COMMITTED_EARLY(
        1,
        "org.apache.kafka.clients.producer.KafkaProducer",
        "sendOffsetsToTransaction",
        "ENTRY",
        ALWAYS,
        "$1 = early($1)"),
    STALE_RESTORE(
        1,
        "org.apache.kafka.streams.state.internals.RocksDBStore",
        "restoreBatch",
        "ENTRY",
        ALWAYS,
        "$1 = stale($1)"),
    PREDICTION_NOT_CHAINED(0, STORES + "HashChain", "append", "ENTRY", once(100), "RETURN"),
    SOLVE_TAKEN_EARLY(
        0, "io.alluvium.learning.SolveOptions", "delay", "EXIT", ALWAYS, "RETURN $! - 9"),
    /** More than one, since a single entry may be forgotten again before anybody asks for it. */
    BANK_ENTRY_LOST(
        0, STORES + "BankStore", "put", "ENTRY", "isTimeEvery(\"fault\", 100, 37)", "RETURN");

    private final int deaths;
    private final String rule;

    Fault(int deaths, String type, String method, String place, String condition, String action) {
      this.deaths = deaths;
      this.rule = Rules.rule(type, method, place, condition, action);
    }

    private static String once(int time) {
      return "isTime(\"fault\", " + time + ")";
    }
  }

  private final long seed = Long.getLong("test.seed", System.nanoTime());
  private Path folder;
  private Site site;

  @BeforeAll
  void open(@TempDir Path newFolder) {
    System.out.println("PlantedFaultsTest: repeat with -Dtest.seed=" + seed);
    folder = newFolder;
    site = Site.open(folder);
  }

  @AfterAll
  void close() {
    site.close();
  }

  @ParameterizedTest
  @EnumSource
  void isFound(Fault fault) {
    CrashReport report = run(fault.name(), fault.deaths, fault.rule);
    System.out.println(fault + ": " + report.faults());
    assertThat(report.faults()).isNotEmpty();
  }

  @Test
  void nothingIsFoundWhereNothingIs() {
    CrashReport report = run("NONE", 1, "");
    assertThat(report.faults()).isEmpty();
  }

  private CrashReport run(String name, int deaths, String rule) {
    Path own = folder.resolve(name);
    List<String> options = Rules.options(own, "fault", rule);
    List<Death> ends =
        deaths == 0
            ? List.of(new NoDeath())
            : IntStream.rangeClosed(1, deaths)
                .<Death>mapToObj(n -> new AtWork(site, name, n * SAMPLES))
                .toList();
    CrashOptions crash =
        new CrashOptions(ends.size(), seed, EnumSet.of(DeathKind.KILL), options, Optional.of(own));
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new CrashRun(site, name, own, crash, nowhere, () -> false).play(ends);
  }

  /** SIGKILL of a pipeline that has answered often enough to have something to lose. */
  private record AtWork(Site site, String namespace, int answers) implements Death {
    @Override
    public String happen(Scene scene) {
      ChildJvm child = scene.start();
      scene.awaitRunning(child);
      String predictions = Topics.in(namespace).predictions();
      try (BrokerView view = new BrokerView(site.broker().bootstrapServers())) {
        boolean worked =
            Patience.await(
                Scene.START_LIMIT,
                () -> {
                  scene.feed().runFor(Duration.ofMillis(200));
                  return view.read(predictions).size() >= answers;
                });
        assertThat(worked).as("samples were answered").isTrue();
      }
      child.kill();
      return "SIGKILL at work";
    }
  }

  /** Something to work off. */
  private record NoDeath() implements Death {
    @Override
    public String happen(Scene scene) {
      scene.feed().runUntil(() -> scene.feed().samples() >= SAMPLES, Scene.START_LIMIT);
      return "none";
    }
  }
}
