package io.alluvium.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** Kafka Streams initialises a processor again after it was closed. */
final class RenewedTest {
  private final List<Tally> lives = new ArrayList<>();
  private final MockProcessorContext<String, Long> context = new MockProcessorContext<>();

  /** Counts what it has seen since it was made. */
  private static final class Tally implements Processor<String, String, String, Long> {
    private ProcessorContext<String, Long> context;
    private long seen;
    private int closed;

    @Override
    public void init(ProcessorContext<String, Long> newContext) {
      context = newContext;
    }

    @Override
    public void process(Record<String, String> record) {
      context.forward(record.withValue(++seen));
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private Tally live() {
    Tally life = new Tally();
    lives.add(life);
    return life;
  }

  @Test
  void eachLifeBeginsAnew() {
    Processor<String, String, String, Long> processor = Renewed.of(this::live).get();
    for (int life = 0; life < 2; life++) {
      processor.init(context);
      processor.process(new Record<>("key", "one", 0));
      processor.process(new Record<>("key", "two", 0));
      processor.close();
    }
    List<Long> counts = new ArrayList<>();
    context.forwarded().forEach(forward -> counts.add(forward.record().value()));
    assertThat(counts).containsExactly(1L, 2L, 1L, 2L);
    assertThat(lives).hasSize(2).allMatch(life -> life.closed == 1);
  }

  @Test
  void whatNeverLivedIsNotClosed() {
    Processor<String, String, String, Long> processor = Renewed.of(this::live).get();
    processor.close();
    assertThat(lives).isEmpty();
  }
}
