package io.alluvium.topology.internal.learn;

import io.alluvium.stores.BankStore;
import io.alluvium.stores.CommandStore;
import io.alluvium.stores.ImportStore;
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
  private final SortedSet<String> allowedCommands;
  private ProcessorContext<byte[], Joined> context;
  private Memory memory;

  /** Makes the stage of one task. */
  public JoinStage(AlluviumConfig config) {
    this.limits = MemoryLimits.of(config);
    this.allowedCommands = config.commandsAllowed();
  }

  @Override
  public void init(ProcessorContext<byte[], Joined> newContext) {
    context = newContext;
    BankStore bank = new BankStore(newContext.getStateStore(Names.BANK));
    ProgressStore progress = new ProgressStore(newContext.getStateStore(Names.PROGRESS));
    ActiveSpace space = new ActiveSpace(progress);
    CommandStore commands = new CommandStore(newContext.getStateStore(Names.PROGRESS));
    ImportStore imports = new ImportStore(newContext.getStateStore(Names.IMPORTS));
    memory = new Memory(bank, commands, imports, limits, allowedCommands, space::get);
  }

  @Override
  public void process(Record<byte[], LedgerEntry> record) {
    context.forward(record.withValue(memory.join(record.value())));
  }
}
