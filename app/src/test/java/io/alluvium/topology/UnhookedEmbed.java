package io.alluvium.topology;

import io.alluvium.encoders.Encoder;
import io.alluvium.topology.internal.commit.CommitHook;
import io.alluvium.topology.internal.embed.EmbedStage;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** EMBED as it is, but nothing runs before a commit: shows what the commit hook is for. */
public final class UnhookedEmbed {
  private UnhookedEmbed() {}

  /**
   * Returns the topology; the encoder belongs to the caller.
   *
   * @param taken called for each record once the stage has it
   */
  public static Topology build(
      AlluviumConfig config, WireSerdes serdes, Encoder encoder, Runnable taken) {
    return EmbedTopology.build(
        config,
        serdes,
        () -> new UnhookedStage(new EmbedStage(config, encoder, EncoderSource.NONE), taken));
  }

  private static final class UnhookedStage implements Processor<byte[], Object, byte[], Object> {
    private final EmbedStage stage;
    private final Runnable taken;

    UnhookedStage(EmbedStage stage, Runnable taken) {
      this.stage = stage;
      this.taken = taken;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
      stage.init(context);
      CommitHook.attach(context, Names.EMBED_COMMIT_HOOK, () -> {});
    }

    @Override
    public void process(Record<byte[], Object> record) {
      stage.process(record);
      taken.run();
    }
  }
}
