package io.alluvium.app;

import io.alluvium.app.backfill.CutOver;
import io.alluvium.app.backfill.SampleCopier;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.app.pipeline.Role;
import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets the new encoder see the samples that only the old one has seen. */
@Command(
    name = "backfill",
    description =
        "After a cut-over, let the new encoder see the samples that the old one has seen, at a bounded rate: each takes"
            + " the place of what was moved, until all that is known is native. Ctrl-C stops; started again it goes on"
            + " where it was. 'encoder status' says how much is moved still.")
final class EncoderBackfill implements Callable<Integer> {
  private static final int STOPPED = 1;
  private static final double GREATEST_RATE = 100_000;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "Samples a second at most (default: ${DEFAULT-VALUE}). Each costs EMBED as much as a new one.")
  private double rate;

  @Option(
      names = "--again",
      description =
          "Begin with the first sample, whatever was copied before: for samples that were copied and not replaced.")
  private boolean again;

  @Mixin private ConfigOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (!(rate > 0 && rate <= GREATEST_RATE)) {
      throw new ParameterException(
          spec.commandLine(),
          String.format(
              Locale.ROOT, "--rate is %s, expected above 0 to %.0f", rate, GREATEST_RATE));
    }
    AlluviumConfig config = options.load();
    Connection.check(config, spec.commandLine());
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.check(Role.EMBED);
    }
    WireSerdes serdes = Registries.serdes(config);
    CutOver cutOver = CutOver.newest(config, serdes);
    try (SampleCopier copier = SampleCopier.open(config, cutOver)) {
      SampleCopier.Work work = copier.work(serdes, again);
      announce(cutOver, work);
      return copy(copier, work);
    }
  }

  private void announce(CutOver cutOver, SampleCopier.Work work) {
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "Encoder '%s' sees %d samples again, which takes %.0f s or more at %s a second.%n",
        cutOver.encoder(),
        work.offsets(),
        work.offsets() / rate,
        rate);
    if (work.deleted() > 0) {
      err.printf(
          Locale.ROOT,
          "%d older ones are not in the topic any more: what was learnt from them stays moved.%n",
          work.deleted());
    }
    err.flush();
  }

  private int copy(SampleCopier copier, SampleCopier.Work work) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      long copied = TerminalWatch.under(err, watch -> copier.copy(work, rate, watch));
      spec.commandLine()
          .getOut()
          .printf(
              Locale.ROOT,
              "Copied %d samples. EMBED embeds them; './alluvium encoder status' says how much is moved still.%n",
              copied);
      return 0;
    } catch (StoppedException e) {
      err.println(e.getMessage() + ". What was copied stays; run it again to go on.");
      return STOPPED;
    }
  }
}
