package io.alluvium.app.crash;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.app.pipeline.Role;
import io.alluvium.encoders.Encoder;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** One stream, one death after the other, and the books at the end. For one thread. */
final class CrashRun {
  private final Site site;
  private final String namespace;
  private final Path folder;
  private final CrashOptions options;
  private final PrintWriter out;
  private final BooleanSupplier stopRequested;

  /**
   * Prepares a run.
   *
   * @param namespace namespace of its topics, its own
   * @param folder where its state and logs go, its own
   * @param out gets a line for each death
   * @param stopRequested asked before each death: whether to end without closing the books
   */
  CrashRun(
      Site site,
      String namespace,
      Path folder,
      CrashOptions options,
      PrintWriter out,
      BooleanSupplier stopRequested) {
    this.site = site;
    this.namespace = namespace;
    this.folder = folder;
    this.options = options;
    this.out = out;
    this.stopRequested = stopRequested;
  }

  /** Lets the deaths happen in their order, and closes the books. */
  CrashReport play(List<Death> deaths) {
    AlluviumConfig config = CrashSettings.pipeline(site, namespace, folder);
    BrokerView.createTopics(config, Role.ALL);
    String servers = site.broker().bootstrapServers();
    WireSerdes serdes = Registries.serdes(config);
    long start = System.nanoTime();
    try (BrokerView view = new BrokerView(servers);
        Feed feed = new Feed(stream(config), servers, config.topics(), serdes);
        Scene scene =
            new Scene(config, site.broker(), feed, options.javaOptions(), folder, options.seed())) {
      Verifier verifier = new Verifier(view, config, serdes, folder);
      int died = play(deaths, scene, verifier.books());
      Books books = verifier.verify(scene);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      return new CrashReport(
          died, time, scene.starts(), scene.endedByThemselves(), books.figures(), books.faults());
    }
  }

  private CrashStream stream(AlluviumConfig config) {
    try (Encoder encoder = Pipeline.openEncoder(config)) {
      return new CrashStream(options.seed(), encoder.space());
    }
  }

  /** Returns how many deaths there were: a cycle that goes wrong is the last one. */
  private int play(List<Death> deaths, Scene scene, Books books) {
    for (int died = 0; died < deaths.size(); died++) {
      if (stopRequested.getAsBoolean()) {
        throw new CrashException("stopped before the end: the books were not closed");
      }
      try {
        say(died + 1, deaths.size(), deaths.get(died).happen(scene), scene.feed());
      } catch (CrashException e) {
        books.fault("cycle " + (died + 1) + ": " + e.getMessage());
        return died;
      } finally {
        scene.bury();
      }
    }
    return deaths.size();
  }

  private void say(int number, int all, String what, Feed feed) {
    out.println(
        String.format(
            Locale.ROOT,
            "%" + Integer.toString(all).length() + "d/%d  %,7d samples  %s",
            number,
            all,
            feed.samples(),
            what));
    out.flush();
  }
}
