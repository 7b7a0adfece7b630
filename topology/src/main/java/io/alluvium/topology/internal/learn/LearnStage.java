package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.commit.CommitPace;
import io.alluvium.topology.internal.commit.Origins;
import io.alluvium.topology.internal.wire.Position;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The {@link LearnFold} of one task: what is known reaches its stores before each commit, in the
 * same transaction as the offsets. Unless the user sets a commit interval, it asks for commits of
 * its own.
 */
public final class LearnStage implements Processor<byte[], byte[], byte[], Object> {
  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final Learner.Background background;
  private ProcessorContext<byte[], Object> context;
  private Origins origins;
  private Origins.@Nullable Origin lastOrigin;
  private LearnFold fold;
  private CommitPace pace;

  /** Makes the stage of one task; solves run where the background says. */
  public LearnStage(AlluviumConfig config, WireSerdes serdes, Learner.Background background) {
    this.config = config;
    this.serdes = serdes;
    this.background = background;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
    origins = Origins.of(newContext);
    fold =
        new LearnFold(
            config, serdes, background, KnowledgeStores.of(newContext), newContext::forward);
    CommitHook.attach(newContext, Names.LEARN_COMMIT_HOOK, this::beforeCommit);
    pace =
        config.kafka().containsKey(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)
            ? CommitPace.ofTheUser()
            : CommitPace.asking(newContext);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.begin();
    RecordMetadata metadata = context.recordMetadata().orElseThrow();
    Position position = new Position(metadata.partition(), metadata.offset());
    if (fold.fold(record, metadata.topic(), position)) {
      lastOrigin = origins.current();
    }
    pace.end();
  }

  private void beforeCommit() {
    Origins.Origin last = lastOrigin;
    if (last != null) {
      origins.as(last, () -> fold.flush(last.offset()));
    }
    pace.committed();
  }
}
