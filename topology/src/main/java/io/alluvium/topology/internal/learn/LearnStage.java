package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.commit.Origins;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Knowledge} of one task: it reaches its stores before each commit, in the same
 * transaction as the offsets.
 */
public final class LearnStage implements Processor<byte[], Decided, byte[], Learned> {
  private final AlluviumConfig config;
  private final Learner.Background background;
  private ProcessorContext<byte[], Learned> context;
  private Origins origins;
  private Origins.@Nullable Origin lastOrigin;
  private Knowledge knowledge;

  /** Makes the stage of one task; solves run where the background says. */
  public LearnStage(AlluviumConfig config, Learner.Background background) {
    this.config = config;
    this.background = background;
  }

  @Override
  public void init(ProcessorContext<byte[], Learned> newContext) {
    context = newContext;
    origins = Origins.of(newContext);
    knowledge =
        new Knowledge(
            config,
            background,
            KnowledgeStores.of(newContext),
            ServingStore.of(newContext, Names.SERVING)::serve);
    CommitHook.attach(newContext, Names.LEARN_COMMIT_HOOK, this::flush);
  }

  @Override
  public void process(Record<byte[], Decided> record) {
    Learned learned = knowledge.take(record.value());
    lastOrigin = origins.current();
    context.forward(record.withValue(learned));
  }

  private void flush() {
    Origins.Origin last = lastOrigin;
    if (last != null) {
      origins.as(last, () -> knowledge.flush(last.offset()));
    }
  }
}
