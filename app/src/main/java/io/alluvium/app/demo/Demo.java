package io.alluvium.app.demo;

import io.alluvium.app.broker.BrokerOptions;
import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.app.pipeline.Role;
import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.app.registry.EmbeddedRegistry;
import io.alluvium.encoders.Encoder;
import io.alluvium.schemas.serde.RegistryConfig;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The main job from end to end in one process: a real broker, a schema registry, EMBED, LEARN, and
 * WordNet's definitions as the stream.
 */
public final class Demo {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration TICK = Duration.ofMillis(200);

  /** A demo is short: half of its samples are seen by both encoders, until one in 20 is a pair. */
  private static final String RELEASE_SHARE = "0.5";

  private static final int PAIRS_IN = 20;

  private final DemoOptions options;
  private final Map<String, String> settings;
  private final BooleanSupplier stopRequested;
  private final PrintWriter err;
  private final TerminalLook look;

  /**
   * Prepares a demo.
   *
   * @param settings the user's settings; broker, registry and folders are added
   * @param stopRequested asked now and then: whether to end before the stream does
   * @param err where progress goes
   */
  public Demo(
      DemoOptions options,
      Map<String, String> settings,
      BooleanSupplier stopRequested,
      PrintWriter err,
      TerminalLook look) {
    this.options = options;
    this.settings = Map.copyOf(settings);
    this.stopRequested = stopRequested;
    this.err = err;
    this.look = look;
  }

  /** Plays the demo and returns its report. */
  public DemoReport play() throws InterruptedException {
    AlluviumConfig plain = new AlluviumConfig(settings);
    CompletableFuture<Encoder> encoder =
        CompletableFuture.supplyAsync(() -> Pipeline.openEncoder(plain));
    CompletableFuture<DemoStream> stream =
        CompletableFuture.supplyAsync(() -> DemoStream.of(options.records(), options.seed()));
    try (DemoFolder folder = DemoFolder.in(options.dataDirectory());
        EmbeddedBroker broker = EmbeddedBroker.start(new BrokerOptions(folder.broker(), 0));
        EmbeddedRegistry registry = EmbeddedRegistry.start(broker.bootstrapServers(), 0)) {
      say("Kafka 4.3.1 (embedded, KRaft) on " + broker.bootstrapServers());
      say("schema registry on " + registry.url());
      AlluviumConfig config = config(broker, registry, folder.state());
      createTopics(config, broker);
      return play(config, await(encoder), await(stream));
    }
  }

  private DemoReport play(AlluviumConfig config, Encoder encoder, DemoStream stream)
      throws InterruptedException {
    WireSerdes serdes = Registries.serdes(config);
    try (Pipeline pipeline = Pipeline.start(config, Role.ALL, serdes, encoder)) {
      say(
          "encoder "
              + config.getString(AlluviumConfig.ENCODER)
              + ", "
              + encoder.dim()
              + " dimensions");
      awaitRunning(pipeline);
      say("EMBED and LEARN run in namespace " + config.getString(AlluviumConfig.NAMESPACE));
      DemoMeter meter = new DemoMeter();
      Optional<DemoRelease> release =
          options.release().map(name -> new DemoRelease(name, options.records()));
      try (LiveProgress progress = new LiveProgress(err, System::nanoTime, look, stream.records());
          DemoRun run =
              new DemoRun(
                  config, serdes, watch(pipeline), meter, release, progress, options.rate())) {
        LearnerMark end = run.play(stream);
        progress.finish(meter);
        return DemoReport.of(
            facts(config, encoder, end, meter), meter, release.map(DemoRelease::figures));
      }
    }
  }

  private void awaitRunning(Pipeline pipeline) throws InterruptedException {
    Runnable watch = watch(pipeline);
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!pipeline.awaitRunning(TICK)) {
      watch.run();
      if (System.nanoTime() > deadline) {
        throw new PipelineException(
            "not running after " + START_TIMEOUT.toMinutes() + " minutes: see the log");
      }
    }
  }

  /** Returns a check that throws when there is no use in going on. */
  private Runnable watch(Pipeline pipeline) {
    return () -> {
      if (pipeline.failure().isPresent()) {
        throw pipeline.failure().get();
      }
      if (stopRequested.getAsBoolean()) {
        throw new PipelineException("stopped before the end");
      }
    };
  }

  private AlluviumConfig config(EmbeddedBroker broker, EmbeddedRegistry registry, Path state) {
    Map<String, String> all = new HashMap<>();
    all.put(AlluviumConfig.NAMESPACE, "demo-" + ProcessHandle.current().pid());
    if (options.release().isPresent()) {
      all.put(AlluviumConfig.SWAP_SHARE, RELEASE_SHARE);
      all.put(AlluviumConfig.SWAP_WINDOW_PAIRS, Integer.toString(options.records() / PAIRS_IN));
    }
    all.putAll(settings);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    all.put(RegistryConfig.URL, registry.url());
    all.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    return new AlluviumConfig(all);
  }

  private static void createTopics(AlluviumConfig config, EmbeddedBroker broker) {
    Topics topics = config.topics();
    broker.createTopics(
        topics.specs(config.getInt(AlluviumConfig.PARTITIONS)).stream()
            .map(spec ->
                new NewTopic(spec.name(), spec.partitions(), (short) 1).configs(spec.settings()))
            .toList());
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.check(Role.ALL);
    }
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private DemoFacts facts(
      AlluviumConfig config, Encoder encoder, LearnerMark end, DemoMeter meter) {
    return new DemoFacts(
        options.seed(),
        config.getString(AlluviumConfig.HEAD),
        config.getString(AlluviumConfig.ENCODER),
        encoder.space().id().hex(),
        end.digest("state_digest"),
        end.digest("sums_digest"),
        firstPredictionMillis(meter),
        options.command());
  }

  /** Returns the age of this Java at the first prediction, 0 where there was none. */
  private static long firstPredictionMillis(DemoMeter meter) {
    if (meter.firstPredictionNanos().isEmpty()) {
      return 0;
    }
    long since = System.nanoTime() - meter.firstPredictionNanos().getAsLong();
    long age = ManagementFactory.getRuntimeMXBean().getUptime();
    return age - TimeUnit.NANOSECONDS.toMillis(since);
  }

  private void say(String message) {
    err.println(look.good("*") + " " + message);
    err.flush();
  }
}
