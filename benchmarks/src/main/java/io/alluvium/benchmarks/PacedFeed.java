package io.alluvium.benchmarks;

import io.alluvium.evaluation.data.Definition;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends definitions as samples, each with its label a few samples later: all at once, or at a
 * steady rate on a thread of its own, whatever becomes of them. For one caller.
 */
final class PacedFeed implements AutoCloseable {
  private static final int LABEL_DELAY = 20;
  private static final String SOURCE = "bench";
  private static final long LONGEST_TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final List<Definition> definitions;
  private final Topics topics;
  private final WireSerdes serdes;
  private final TopicWriter samples;
  private final TopicWriter labels;
  private volatile boolean stopped;
  private volatile int sent;
  private @Nullable CompletableFuture<Void> pacing;

  PacedFeed(
      String bootstrapServers,
      AlluviumConfig config,
      WireSerdes serdes,
      List<Definition> definitions) {
    this.definitions = definitions;
    this.topics = config.topics();
    this.serdes = serdes;
    this.samples = new TopicWriter(bootstrapServers, topics.samples());
    this.labels = new TopicWriter(bootstrapServers, topics.labels());
  }

  static String id(int number) {
    return "s" + number;
  }

  /** Returns how many samples were sent. */
  int sent() {
    return sent;
  }

  /** Sends as many samples as fast as they can be. */
  void burst(int count) {
    for (int i = 0; i < count; i++) {
      sendNext();
    }
  }

  /** Goes on at a rate until {@link #stop}. */
  void pace(double perSecond) {
    pacing = new CompletableFuture<>();
    CompletableFuture<Void> end = pacing;
    Thread.ofPlatform()
        .daemon()
        .name("alluvium-bench-feed")
        .start(() -> {
          try {
            keep(perSecond);
            end.complete(null);
          } catch (RuntimeException e) {
            end.completeExceptionally(e);
          }
        });
  }

  private void keep(double perSecond) {
    int first = sent;
    long start = System.nanoTime();
    while (!stopped) {
      long due = start + (long) ((sent - first) / perSecond * TimeUnit.SECONDS.toNanos(1));
      long wait = due - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(Math.min(wait, LONGEST_TICK_NANOS));
      } else {
        sendNext();
      }
    }
  }

  /** Only the pacing thread sends once there is one. */
  private void sendNext() {
    int number = sent;
    if (number == definitions.size()) {
      throw new IllegalStateException(
          "all " + number + " definitions were sent before the run was over: take a shorter one");
    }
    String text = definitions.get(number).text();
    Sample sample = new Sample(id(number), SOURCE, text, Instant.ofEpochMilli(number), Map.of());
    samples.write(SOURCE, serdes.sample().serializer().serialize(topics.samples(), sample));
    sent = number + 1;
    if (number >= LABEL_DELAY) {
      label(number - LABEL_DELAY);
    }
  }

  private void label(int number) {
    Label label =
        new Label(
            id(number),
            SOURCE,
            LabelAction.ASSIGN,
            definitions.get(number).className(),
            1L,
            null,
            null,
            1);
    labels.write(SOURCE, serdes.label().serializer().serialize(topics.labels(), label));
  }

  /**
   * Fails if the feed has.
   *
   * @throws IllegalStateException with its failure
   */
  void checkAlive() {
    if (pacing != null && pacing.isCompletedExceptionally()) {
      throw new IllegalStateException("the feed has failed", pacing.exceptionNow());
    }
  }

  /** Ends, once the last sample is written; labels that wait are not given any more. */
  void stop() {
    stopped = true;
    if (pacing != null) {
      pacing.join();
    }
  }

  @Override
  public void close() {
    stopped = true;
    samples.close();
    labels.close();
  }
}
