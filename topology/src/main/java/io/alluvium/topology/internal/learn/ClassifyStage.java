package io.alluvium.topology.internal.learn;

import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The {@link Classifier} of one task, over the learner that the learn stage serves. */
public final class ClassifyStage implements Processor<byte[], Joined, byte[], Decided> {
  private final int topK;
  private ProcessorContext<byte[], Decided> context;
  private Classifier classifier;

  /** Makes the stage of one task. */
  public ClassifyStage(AlluviumConfig config) {
    this.topK = config.getInt(AlluviumConfig.TOP_K);
  }

  @Override
  public void init(ProcessorContext<byte[], Decided> newContext) {
    context = newContext;
    classifier = new Classifier(topK, ServingStore.of(newContext, Names.SERVING)::learner);
  }

  @Override
  public void process(Record<byte[], Joined> record) {
    context.forward(record.withValue(classifier.decide(record.value())));
  }
}
