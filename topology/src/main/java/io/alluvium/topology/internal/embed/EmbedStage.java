package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Encoder;
import io.alluvium.stores.BankValue;
import io.alluvium.stores.EncodePlanStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.EncoderSource;
import io.alluvium.topology.Names;
import io.alluvium.topology.Topics;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.commit.Origins;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.DeadLetter;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Embeds samples in batches and writes the ledger.
 *
 * <p>Samples wait for their batch; labels and commands wait in line behind them, so that the order
 * inside a partition is kept. The batch is embedded when it is full, when its oldest record has
 * waited long enough, when too many records wait, and always before a commit: what is committed as
 * read is in the ledger. Unless the user sets a commit interval, it asks for commits of its own, at
 * the end of batches.
 */
public final class EmbedStage implements Processor<byte[], Object, byte[], Object> {
  /**
   * Before Kafka Streams commits as it is asked to, it passes on about so small a part of a batch.
   */
  private static final int EIGHTH = 8;

  private record Waiting(Record<byte[], Object> record, Decoded decoded, Origins.Origin origin) {}

  private final String encoderName;
  private final Encoder encoder;
  private final EncoderSource source;
  private final int batchSize;
  private final int nearlyBatchSize;
  private final int maxPending;
  private final LineWatch watch;
  private final boolean commitsPromptly;
  private final Deque<Waiting> line = new ArrayDeque<>();
  private int samplesWaiting;
  private boolean failed;
  private @Nullable EncoderDesk desk;
  private EncodePlanStore plans;
  private ProcessorContext<byte[], Object> context;
  private Origins origins;

  /**
   * Makes the stage of one task.
   *
   * @param encoder the encoder of the configuration, which is shared and belongs to the caller
   * @param source opens encoders that are released
   */
  public EmbedStage(AlluviumConfig config, Encoder encoder, EncoderSource source) {
    this(config, encoder, source, System::nanoTime);
  }

  EmbedStage(AlluviumConfig config, Encoder encoder, EncoderSource source, LongSupplier nanoClock) {
    this.encoderName = config.getString(AlluviumConfig.ENCODER);
    this.encoder = encoder;
    this.source = source;
    this.batchSize = config.getInt(AlluviumConfig.BATCH_SIZE);
    this.nearlyBatchSize = batchSize - batchSize / EIGHTH;
    this.maxPending = config.getInt(AlluviumConfig.EMBED_MAX_PENDING);
    this.watch = new LineWatch(config.getInt(AlluviumConfig.MAX_BATCH_DELAY), nanoClock);
    this.commitsPromptly = !config.kafka().containsKey(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG);
  }

  /** Returns the store of the plan that was told last; connect it to the one stage. */
  public static StoreBuilder<?> plans() {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(Names.ENCODERS), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
    origins = Origins.of(newContext);
    plans = new EncodePlanStore(newContext.getStateStore(Names.ENCODERS));
    CommitHook.attach(newContext, Names.EMBED_COMMIT_HOOK, this::beforeCommit);
    newContext.schedule(watch.period(), PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    Decoded decoded = (Decoded) record.value();
    line.add(new Waiting(record, decoded, origins.current()));
    if (decoded.incoming() instanceof Incoming.Unembedded) {
      samplesWaiting++;
    }
    commitWithBatch();
    boolean enough = samplesWaiting >= batchSize || line.size() >= maxPending;
    if (enough || samplesWaiting == 0) {
      flush();
      if (watch.written(enough) && commitsPromptly) {
        context.commit();
      }
    }
  }

  /**
   * Records that come after a commit was asked for and before it is made are embedded in a batch of
   * their own. So a commit that will be due after a batch is asked for a little before it is full.
   */
  private void commitWithBatch() {
    if (commitsPromptly && samplesWaiting == nearlyBatchSize && watch.isCommitDueAfterBatch()) {
      context.commit();
    }
  }

  private void tick(long nowMillis) {
    if (watch.tick(!line.isEmpty())) {
      flush();
      watch.written(false);
    }
    if (commitsPromptly && watch.wantsCommit()) {
      context.commit();
    }
  }

  private void beforeCommit() {
    boolean fullBatch = samplesWaiting >= nearlyBatchSize;
    flush();
    watch.committed(fullBatch);
  }

  /**
   * After a failure the line is not touched again: a dirty close must not call a broken encoder
   * once more.
   */
  private void flush() {
    if (failed || line.isEmpty()) {
      return;
    }
    failed = true;
    watch.writing();
    EncoderDesk encoders = desk();
    Iterator<EncoderDesk.Seen> seen = see(encoders).iterator();
    encoders.news().forEach(this::tell);
    while (!line.isEmpty()) {
      Waiting waiting = line.removeFirst();
      switch (waiting.decoded().incoming()) {
        case Incoming.Unembedded sample -> finish(waiting, sample, seen.next());
        case Incoming.Ready ready -> {
          sequence(waiting, ready.body(), ready.everywhere());
          EncodePlanFormat.read(ready.body())
              .ifPresent(plan -> origins.as(waiting.origin(), () -> encoders.obey(plan)));
        }
      }
    }
    samplesWaiting = 0;
    failed = false;
  }

  /** On behalf of the record that waits longest: a plan may have to be written. */
  private List<EncoderDesk.Seen> see(EncoderDesk encoders) {
    List<EncoderDesk.Seen> seen = new ArrayList<>(samplesWaiting);
    origins.as(line.getFirst().origin(), () -> seen.addAll(encoders.see(waitingSamples())));
    return seen;
  }

  /** Opened with the first batch: a task without work opens nothing. */
  private EncoderDesk desk() {
    if (desk == null) {
      RunningEncoder configured = new RunningEncoder(encoderName, encoder);
      desk = new EncoderDesk(configured, source, plans, System::nanoTime);
    }
    return desk;
  }

  private List<Incoming.Unembedded> waitingSamples() {
    List<Incoming.Unembedded> samples = new ArrayList<>(samplesWaiting);
    for (Waiting waiting : line) {
      if (waiting.decoded().incoming() instanceof Incoming.Unembedded sample) {
        samples.add(sample);
      }
    }
    return samples;
  }

  /** What EMBED says of its own accord, on behalf of the record that waits longest. */
  private void tell(Body body) {
    Waiting first = line.getFirst();
    boolean everywhere = body instanceof Body.Command;
    Unsequenced entry =
        new Unsequenced(
            Optional.empty(),
            body,
            everywhere ? OptionalInt.empty() : OptionalInt.of(context.taskId().partition()));
    origins.as(
        first.origin(),
        () -> context.forward(first.record().<Object>withValue(entry), Names.LEDGER_SINK));
  }

  private void finish(Waiting waiting, Incoming.Unembedded sample, EncoderDesk.Seen seen) {
    switch (seen) {
      case EncoderDesk.Viewed(var views) -> {
        Body.Sample embedded =
            new Body.Sample(
                sample.id(), sample.source(), sample.eventTime(), sample.domain(), views);
        sequence(waiting, sample.copy() ? new Body.Backfill(embedded) : embedded, false);
      }
      case EncoderDesk.Unseen(var rejected) -> {
        bury(waiting, rejected);
        if (sample.copy()) {
          sequence(waiting, new Body.Unseen(sample.id()), false);
        }
      }
    }
  }

  private void sequence(Waiting waiting, Body body, boolean everywhere) {
    Origins.Origin origin = waiting.origin();
    Unsequenced entry =
        new Unsequenced(
            Optional.of(new BankValue.Origin(origin.topic(), origin.partition(), origin.offset())),
            body,
            everywhere ? OptionalInt.empty() : OptionalInt.of(origin.partition()));
    origins.as(
        origin,
        () -> context.forward(waiting.record().<Object>withValue(entry), Names.LEDGER_SINK));
  }

  private void bury(Waiting waiting, BatchEncoder.Rejected rejected) {
    Origins.Origin origin = waiting.origin();
    Record<byte[], Object> letter =
        DeadLetter.record(
            waiting.record(),
            waiting.decoded().original(),
            rejected.reason(),
            rejected.message(),
            origin.topic(),
            origin.partition(),
            origin.offset(),
            Topics.MAX_RECORD_BYTES);
    origins.as(origin, () -> context.forward(letter, Names.DEAD_LETTER_SINK));
  }

  @Override
  public void close() {
    if (desk != null) {
      desk.close();
    }
  }
}
