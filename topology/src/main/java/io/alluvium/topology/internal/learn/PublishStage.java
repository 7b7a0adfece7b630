package io.alluvium.topology.internal.learn;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The {@link Publisher} of one task: predictions, events and dead letters go to their sinks. */
public final class PublishStage implements Processor<byte[], Learned, byte[], Object> {
  private final OutputFormat format;
  private Publisher publisher;

  /** Makes the stage of one task. */
  public PublishStage(OutputFormat format) {
    this.format = format;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> context) {
    publisher = new Publisher(format, context::forward);
  }

  @Override
  public void process(Record<byte[], Learned> record) {
    publisher.publish(record);
  }
}
