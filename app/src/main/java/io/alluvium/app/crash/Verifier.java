package io.alluvium.app.crash;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.Role;
import io.alluvium.app.pipeline.StreamsSettings;
import io.alluvium.schemas.Event;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Closes the books of a run: lets a last pipeline finish what is left, counts, and learns the whole
 * ledger once more without interruption, to compare every output to the last bit.
 */
final class Verifier {
  private static final String END = "end";

  /** A pipeline that writes nothing for so long stands still; one that writes has time. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  private static final Duration REPLAY_LIMIT = Duration.ofMinutes(30);
  private static final Duration TICK = Duration.ofMillis(300);

  private final BrokerView broker;
  private final AlluviumConfig config;
  private final Topics topics;
  private final WireSerdes serdes;
  private final Path folder;
  private final Books books = new Books();

  Verifier(BrokerView broker, AlluviumConfig config, WireSerdes serdes, Path folder) {
    this.broker = broker;
    this.config = config;
    this.topics = config.topics();
    this.serdes = serdes;
    this.folder = folder;
  }

  /** Returns the books, for faults that are found on the way. */
  Books books() {
    return books;
  }

  /** Drains, counts and compares; what is wrong is in the books. */
  Books verify(Scene scene) {
    if (drain(scene)) {
      Outputs live = Outputs.read(broker, topics);
      Event end = Outputs.mark(live.events(), serdes, END).orElseThrow();
      new Conservation(broker, topics, serdes, books).check(scene.feed(), live.predictions(), end);
      replay(live);
      books.figure("state", end.getDetails().getOrDefault("state_digest", "none"));
    }
    return books;
  }

  /** Returns whether all that was sent has gone through. */
  private boolean drain(Scene scene) {
    scene.feed().finish();
    ChildJvm last = scene.start();
    boolean done =
        awaitAlive(last, "all inputs were read", this::inputsAreRead) && awaitEnd(scene, last);
    last.close();
    scene.bury();
    if (done && !Patience.await(LIMIT, () -> broker.openTransactions().isEmpty())) {
      books.fault("transactions stayed open: " + broker.openTransactions());
    }
    return done;
  }

  private boolean inputsAreRead() {
    String group =
        String.valueOf(StreamsSettings.embed(config).get(StreamsConfig.APPLICATION_ID_CONFIG));
    return broker.hasRead(group, List.of(topics.samples(), topics.labels(), topics.commands()));
  }

  private boolean awaitEnd(Scene scene, ChildJvm last) {
    scene.feed().mark(END);
    return awaitAlive(last, "the last mark was answered", () -> marked(topics));
  }

  private boolean marked(Topics where) {
    return Outputs.mark(broker.read(where.events()), serdes, END).isPresent();
  }

  private boolean awaitAlive(ChildJvm child, String what, BooleanSupplier condition) {
    boolean[] met = new boolean[1];
    Patience.awaitWhileMoving(
        LIMIT,
        TICK,
        () -> broker.written(List.of(topics.ledger(), topics.predictions(), topics.events())),
        () -> {
          met[0] = condition.getAsBoolean();
          return met[0] || !child.isAlive();
        });
    if (!met[0]) {
      books.fault(
          (child.isAlive()
                  ? "nothing was written for " + LIMIT.toMinutes() + " minutes before "
                  : "the last pipeline ended before ")
              + what
              + ": "
              + child.lastWords());
    }
    return met[0];
  }

  private void replay(Outputs live) {
    AlluviumConfig again = CrashSettings.replay(config, folder);
    BrokerView.createTopics(again, Role.LEARN);
    Optional<PipelineException> failure;
    try (Pipeline pipeline = Pipeline.start(again, Role.LEARN)) {
      Patience.await(
          REPLAY_LIMIT, TICK, () -> pipeline.failure().isPresent() || marked(again.topics()));
      failure = pipeline.failure();
    }
    failure.ifPresent(thrown -> books.fault("the replay ended: " + thrown.getMessage()));
    Outputs replayed = Outputs.read(broker, again.topics());
    live.compare(replayed, serdes, books);
    books.figure(
        "replay",
        live.predictions().size()
            + " predictions, "
            + live.events().size()
            + " events, "
            + live.requests().size()
            + " requests, "
            + live.snapshots().size()
            + " snapshot records and "
            + live.letters().size()
            + " dead letters compared byte for byte");
  }
}
