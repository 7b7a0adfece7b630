package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Recency;
import io.alluvium.stores.BankStore;
import io.alluvium.stores.ClockStore;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.ProgressStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Names;
import io.alluvium.topology.internal.wire.LedgerEntry;
import java.util.SortedSet;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Joins samples, labels and commands over the memory bank, which it alone writes. */
public final class JoinStage implements Processor<byte[], LedgerEntry, byte[], Joined> {
  private final MemoryLimits limits;
  private final Recency recency;
  private final SortedSet<String> allowedCommands;
  private ProcessorContext<byte[], Joined> context;
  private Memory memory;

  /** Makes the stage of one task. */
  public JoinStage(AlluviumConfig config) {
    this.limits = MemoryLimits.of(config);
    this.recency = config.recency();
    this.allowedCommands = config.commandsAllowed();
  }

  @Override
  public void init(ProcessorContext<byte[], Joined> newContext) {
    context = newContext;
    BankStore bank = new BankStore(newContext.getStateStore(Names.BANK));
    ProgressStore progress = new ProgressStore(newContext.getStateStore(Names.PROGRESS));
    ActiveSpace space = new ActiveSpace(progress);
    CommandStore commands = new CommandStore(newContext.getStateStore(Names.PROGRESS));
    SampleClock clock =
        new SampleClock(recency, new ClockStore(newContext.getStateStore(Names.PROGRESS)));
    memory = new Memory(bank, commands, clock, limits, allowedCommands, space::get);
  }

  @Override
  public void process(Record<byte[], LedgerEntry> record) {
    context.forward(record.withValue(memory.join(record.value())));
  }
}
