package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Answers for each accepted sample from what was learnt before it. */
public final class ClassifyStage implements Processor<byte[], Joined, byte[], Decided> {
  private final int topK;
  private ProcessorContext<byte[], Decided> context;
  private ServingStore serving;

  /** Makes the stage of one task. */
  public ClassifyStage(AlluviumConfig config) {
    this.topK = config.getInt(AlluviumConfig.TOP_K);
  }

  @Override
  public void init(ProcessorContext<byte[], Decided> newContext) {
    context = newContext;
    serving = ServingStore.of(newContext, Names.SERVING);
  }

  @Override
  public void process(Record<byte[], Joined> record) {
    Joined joined = record.value();
    Optional<Answer> answer =
        switch (joined.outcome()) {
          case Outcome.Accepted accepted -> Optional.of(answer(joined, accepted));
          case Outcome.Relabelled relabelled -> Optional.empty();
          case Outcome.Commanded commanded -> Optional.empty();
          case Outcome.Announced announced -> Optional.empty();
          case Outcome.Settled settled -> Optional.empty();
        };
    context.forward(record.withValue(new Decided(joined, answer)));
  }

  private Answer answer(Joined joined, Outcome.Accepted accepted) {
    Learner learner = serving.learner().orElseThrow();
    return new Answer(
        accepted.sample(),
        joined.entry().position(),
        learner.decide(accepted.embedding(), topK),
        learner.headName(),
        learner.statistics().space().id(),
        learner.modelOffset());
  }
}
