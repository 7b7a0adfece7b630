package io.alluvium.topology.internal.commit;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.processor.internals.ProcessorRecordContext;

/**
 * Lets a processor act later on behalf of a record it has kept: in a commit hook or a punctuator,
 * where Kafka Streams knows neither the current node nor the current record.
 *
 * <p>One per processor, made in its {@code init}; used by the task's thread only.
 */
public final class Origins {
  private final InternalProcessorContext<?, ?> context;
  private final ProcessorNode<?, ?, ?, ?> node;

  private Origins(InternalProcessorContext<?, ?> context) {
    this.context = context;
    this.node = Objects.requireNonNull(context.currentNode(), "made outside of init");
  }

  /** Returns the origins of the processor that is being initialised. */
  public static Origins of(ProcessorContext<?, ?> context) {
    return new Origins((InternalProcessorContext<?, ?>) context);
  }

  /**
   * Returns a token for the record that is being processed: its topic, partition, offset and
   * headers.
   */
  public Origin current() {
    return new Origin(context.recordContext());
  }

  /** Runs the action as if the record of the token were being processed by this processor. */
  public void as(Origin origin, Runnable action) {
    ProcessorNode<?, ?, ?, ?> previousNode = context.currentNode();
    ProcessorRecordContext previousRecord = context.recordContext();
    context.setCurrentNode(node);
    context.setRecordContext(origin.record);
    try {
      action.run();
    } finally {
      context.setCurrentNode(previousNode);
      context.setRecordContext(previousRecord);
    }
  }

  /** Where a kept record came from. */
  public static final class Origin {
    private final ProcessorRecordContext record;

    private Origin(ProcessorRecordContext record) {
      this.record = record;
    }

    /** Returns the topic. */
    public String topic() {
      return record.topic();
    }

    /** Returns the partition. */
    public int partition() {
      return record.partition();
    }

    /** Returns the offset. */
    public long offset() {
      return record.offset();
    }
  }
}
