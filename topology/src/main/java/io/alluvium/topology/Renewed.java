package io.alluvium.topology;

import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A processor of its own for each life of a task.
 *
 * <p>Kafka Streams gives a task up when a transaction cannot be finished in time, and revives it
 * with the same processors: {@code init} comes again after {@code close}. What a processor had kept
 * of records that were not committed would be written twice or stand in the way of those that are
 * read again. Not thread-safe; one per task.
 */
final class Renewed<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {
  private final Supplier<Processor<KIn, VIn, KOut, VOut>> supplier;
  private @Nullable Processor<KIn, VIn, KOut, VOut> life;

  private Renewed(Supplier<Processor<KIn, VIn, KOut, VOut>> supplier) {
    this.supplier = supplier;
  }

  /** Returns a supplier of processors that begin anew whenever they are initialised. */
  static <KIn, VIn, KOut, VOut> ProcessorSupplier<KIn, VIn, KOut, VOut> of(
      Supplier<Processor<KIn, VIn, KOut, VOut>> supplier) {
    return () -> new Renewed<>(supplier);
  }

  @Override
  public void init(ProcessorContext<KOut, VOut> context) {
    life = supplier.get();
    life.init(context);
  }

  @Override
  public void process(Record<KIn, VIn> record) {
    Objects.requireNonNull(life, "not initialised").process(record);
  }

  @Override
  public void close() {
    if (life != null) {
      life.close();
      life = null;
    }
  }
}
