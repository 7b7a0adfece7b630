package io.alluvium.app.pipeline;

import io.alluvium.app.backfill.LookCopier;
import io.alluvium.encoders.Device;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.encoders.Encoders;
import io.alluvium.stores.StoreMemory;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.EmbedTopology;
import io.alluvium.topology.EncoderSource;
import io.alluvium.topology.LearnTopology;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * EMBED and LEARN, or one of them, running in this process.
 *
 * <p>Life cycle: {@link #start} returns once the encoder is warm and the streams were started;
 * {@link #awaitRunning} waits until they read; {@link #close} commits what is done and leaves the
 * consumer groups. Safe for any thread.
 */
public final class Pipeline implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(60);

  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<KafkaStreams> streams = new ArrayList<>();
  private final List<FailurePolicy> policies = new ArrayList<>();
  private final StoreMemory memory;
  private final List<LocalState> states = new ArrayList<>();
  private final CountDownLatch running;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;

  private Pipeline(int applications, StoreMemory memory) {
    running = new CountDownLatch(applications);
    this.memory = memory;
    resources.add(memory);
  }

  /**
   * Starts the role.
   *
   * @throws PipelineException if topics are missing or do not fit, or no registry is configured
   */
  public static Pipeline start(AlluviumConfig config, Role role) {
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.check(role);
    }
    return start(
        config, role, Registries.serdes(config), role.embeds() ? openEncoder(config) : null);
  }

  /**
   * Opens the encoder of a configuration, warm.
   *
   * @throws PipelineException if there is no such encoder, or its folder is not as it should be
   * @throws io.alluvium.encoders.EncoderException if it cannot be opened
   */
  public static Encoder openEncoder(AlluviumConfig config) {
    try {
      return Encoders.open(options(config, config.getString(AlluviumConfig.ENCODER)));
    } catch (IllegalArgumentException e) {
      throw new PipelineException(String.valueOf(e.getMessage()), e);
    }
  }

  private static EncoderOptions options(AlluviumConfig config, String encoder) {
    return EncoderOptions.defaults(encoder)
        .withDevice(Device.parse(config.getString(AlluviumConfig.ENCODER_DEVICE)))
        .withThreads(config.getInt(AlluviumConfig.ENCODER_THREADS));
  }

  /**
   * Starts the role on topics that are known to fit; the encoder, null where nothing is embedded,
   * is closed at the end.
   *
   * @throws PipelineException if the role would write to the ledger of another namespace
   */
  public static Pipeline start(
      AlluviumConfig config, Role role, WireSerdes serdes, @Nullable Encoder encoder) {
    checkLedger(config, role);
    Pipeline pipeline = new Pipeline(role == Role.ALL ? 2 : 1, storeMemory(config));
    try {
      pipeline.run(config, role, serdes, encoder);
      return pipeline;
    } catch (RuntimeException e) {
      pipeline.close();
      throw e;
    }
  }

  private void run(AlluviumConfig config, Role role, WireSerdes serdes, @Nullable Encoder encoder) {
    if (encoder != null) {
      resources.add(encoder);
      EncoderSource source = name -> Encoders.open(options(config, name));
      run(
          "EMBED",
          EmbedTopology.build(config, serdes, encoder, source),
          StreamsSettings.embed(config));
      resources.add(LookCopier.start(config, serdes));
    }
    if (role.learns()) {
      SolverThread solver = new SolverThread();
      resources.add(solver);
      run("LEARN", LearnTopology.build(config, serdes, solver), StreamsSettings.learn(config));
    }
  }

  private static void checkLedger(AlluviumConfig config, Role role) {
    if (role.embeds() && config.replays()) {
      throw new PipelineException(
          AlluviumConfig.LEDGER_TOPIC
              + " is '"
              + config.topics().ledger()
              + "', to be learnt from again: expected role "
              + Role.LEARN
              + ", got "
              + role
              + ", which would write to it");
    }
  }

  private static StoreMemory storeMemory(AlluviumConfig config) {
    return new StoreMemory(config.getLong(AlluviumConfig.ROCKSDB_MEMORY_BYTES));
  }

  private void run(String name, Topology topology, Map<String, Object> settings) {
    Properties properties = new Properties();
    properties.putAll(memory.settings());
    properties.putAll(settings);
    KafkaStreams application = new KafkaStreams(topology, properties, new ExactClients());
    FailurePolicy policy = new FailurePolicy(name, System::nanoTime);
    application.setUncaughtExceptionHandler(policy);
    Runnable onceRunning = once(running::countDown);
    application.setStateListener((now, before) -> {
      if (now == KafkaStreams.State.RUNNING) {
        onceRunning.run();
      }
      if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
        ended.countDown();
      }
    });
    streams.add(application);
    policies.add(policy);
    LocalState state = LocalState.of(settings);
    state.open();
    application.start();
    states.add(state);
  }

  private static Runnable once(Runnable action) {
    return new Runnable() {
      private boolean done;

      @Override
      public synchronized void run() {
        if (!done) {
          done = true;
          action.run();
        }
      }
    };
  }

  /**
   * Waits until all applications read.
   *
   * @return false if they did not within the timeout
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitRunning(Duration timeout) throws InterruptedException {
    return running.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until the pipeline ends, by a failure or by {@link #close}.
   *
   * @return false if it still runs after the timeout
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return ended.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns why the pipeline ended by itself, if it did. */
  public Optional<PipelineException> failure() {
    return policies.stream().flatMap(policy -> policy.failure().stream()).findFirst();
  }

  /** Returns the memory that the stores share, unless the user sets up RocksDB otherwise. */
  StoreMemory memory() {
    return memory;
  }

  /** Returns the stream applications, EMBED first. */
  List<KafkaStreams> streams() {
    return List.copyOf(streams);
  }

  /**
   * Commits what is done, stops, and leaves the consumer groups so that the next start need not
   * wait for them.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (int i = 0; i < streams.size(); i++) {
      boolean inTime =
          streams
              .get(i)
              .close(
                  CloseOptions.timeout(CLOSE_TIMEOUT)
                      .withGroupMembershipOperation(
                          CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
      if (inTime && policies.get(i).failure().isEmpty() && i < states.size()) {
        states.get(i).closed();
      }
    }
    for (AutoCloseable resource : resources) {
      close(resource);
    }
    ended.countDown();
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new PipelineException("could not close " + resource, e);
    }
  }
}
