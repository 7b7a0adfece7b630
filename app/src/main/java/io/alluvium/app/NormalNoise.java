package io.alluvium.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;

/**
 * Keeps one error of the embedded broker off the console: out-of-order sequences of a producer.
 *
 * <p>Kafka 4.3 logs it when the first requests of a transaction overtake each other; the client
 * sends them again and nothing is lost. Real losses show in the books of the demo and the end
 * offsets of its topics.
 */
public final class NormalNoise extends Filter<ILoggingEvent> {
  private static final String BROKER_LOG = "kafka.server.ReplicaManager";

  @Override
  public FilterReply decide(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    boolean normal =
        event.getLoggerName().equals(BROKER_LOG)
            && thrown != null
            && thrown.getClassName().equals(OutOfOrderSequenceException.class.getName());
    return normal ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
