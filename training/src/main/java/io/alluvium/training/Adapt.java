package io.alluvium.training;

import io.alluvium.app.Alluvium;
import io.alluvium.app.ConfigOptions;
import io.alluvium.app.EvaluationProgress;
import io.alluvium.app.TerminalWatch;
import io.alluvium.encoders.Device;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.WholeFolder;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.learning.Head;
import io.alluvium.learning.Heads;
import io.alluvium.learning.SpaceId;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./alluvium encoder adapt}: trains an adapter and writes it as an encoder folder. */
@Command(
    name = "alluvium encoder adapt",
    description =
        "Train a residual adapter on top of the frozen encoder from the labelled vectors of the memory bank at the end"
            + " of a ledger (of --config, or of --ledger), or from a data set (--data). The result is an encoder folder"
            + " that './alluvium encoder release' takes. Nothing is written, and the exit code is 1, if the adapter does"
            + " not answer more held-out questions right than the encoder without it.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, or the adapter does not help",
      "2:wrong usage",
      "130:ended by Ctrl-C"
    })
public final class Adapt implements Callable<Integer> {
  private static final int NO_HELP = 1;

  @Mixin private ConfigOptions config;
  @Mixin private VectorSettings source;
  @Mixin private NewClasses fresh;
  @Mixin private TrainingSettings training;
  @Mixin private ReleaseSettings release;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the adapter: new, or empty.")
  private @Nullable Path out;

  @Option(
      names = "--head",
      paramLabel = "HEAD",
      description = "Head that picks the epoch and judges the adapter (default: alluvium.head).")
  private @Nullable String head;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "Where PyTorch computes: cpu or gpu:N (default: ${DEFAULT-VALUE}).")
  private String device = "cpu";

  @Option(names = "--force", description = "Write the adapter even if it does not help.")
  private boolean force;

  @Spec private CommandSpec spec;

  private Adapt() {}

  /** Trains, and exits. */
  public static void main(String[] arguments) {
    TorchRuntime.prepare();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Adapt())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Alluvium.report(failure, command));
  }

  @Override
  public Integer call() {
    AdapterOptions options = checked(training::options);
    Device where = checked(() -> Device.parse(device));
    checkUsage();
    return TerminalWatch.under(
        spec.commandLine().getErr(),
        progress -> {
          Vectors vectors = source.read(config, spec.commandLine(), progress);
          return release.isAsked()
              ? measure(vectors, where, progress)
              : train(vectors, options, where, progress);
        });
  }

  private void checkUsage() {
    checked(() -> source.checked());
    checked(() -> fresh.checked(source.isData()));
    if (release.isAsked()) {
      if (!source.isData() || !fresh.areDrawn()) {
        throw wrong("--measure needs --data and --new-classes");
      }
      return;
    }
    if (release.isTwice()) {
      throw wrong("--twice needs --measure");
    }
    if (out == null) {
      throw wrong("no --out: where is the adapter to go?");
    }
    try {
      WholeFolder.checkFree(out);
    } catch (IOException e) {
      throw wrong("--out: " + out + " is there and not empty");
    }
  }

  private Integer train(
      Vectors vectors, AdapterOptions options, Device where, EvaluationProgress progress) {
    List<Example> learnt = vectors.learnt();
    TrainingSet set =
        TrainingSet.of(vectors.set().space(), learnt, news(learnt, options.seed()), options.seed());
    progress.tell(described(learnt, set));
    Judge judge =
        new Judge(head(vectors.settings()), set.space(), set.training(), set.newClasses());
    ClassLoss loss = ClassLoss.of(options, set, training.kept(vectors.base()));
    AdapterTrainer.Trained trained =
        new AdapterTrainer(set, options, loss, TorchRuntime.start(where))
            .train(judge, progress, progress::tell);
    Score before = judge.before(set.judging());
    Score after = judge.after(trained.adapter(), set.judging());
    PrintWriter result = spec.commandLine().getOut();
    result.println("Held out, without the adapter: " + before);
    result.println("Held out, with it:             " + after);
    if (after.right() <= before.right() && !force) {
      result.println(
          "The adapter does not help: nothing is written. Keep the encoder, or try other options.");
      result.flush();
      return NO_HELP;
    }
    Path folder = Objects.requireNonNull(out);
    SpaceId space = vectors.base().write(folder, set.space(), trained.adapter(), loss.assignment());
    result.println(
        "Adapter of epoch " + trained.epoch() + ": " + folder + ", space " + space.abbreviated());
    result.println("Let it be tried: ./alluvium encoder release " + folder);
    result.flush();
    return 0;
  }

  private Integer measure(Vectors vectors, Device where, EvaluationProgress progress) {
    TorchRuntime torch = TorchRuntime.start(where);
    ReleaseTable table = new ReleaseTable();
    for (long seed : release.seeds()) {
      AdapterOptions options = checked(() -> training.options(seed));
      Set<String> drawn = news(vectors.learnt(), seed);
      progress.tell("seed " + seed);
      table.add(
          new ReleaseTrial(
                  vectors.set(),
                  drawn,
                  options,
                  training.kept(vectors.base()),
                  release,
                  head(vectors.settings()),
                  vectors.settings().headOptions(),
                  torch)
              .run(progress, progress::tell));
    }
    table.print(spec.commandLine().getOut());
    return 0;
  }

  private String described(List<Example> learnt, TrainingSet set) {
    return learnt.size()
        + " labelled vectors of "
        + learnt.stream().map(Example::label).distinct().count()
        + " classes, "
        + set.newClasses().size()
        + " of them new: "
        + set.training().size()
        + " are trained on, "
        + set.choosing().size()
        + " pick the epoch, "
        + set.judging().size()
        + " judge";
  }

  /** Returns the new classes; none stands for all. */
  private Set<String> news(List<Example> learnt, long seed) {
    try {
      return fresh.of(learnt, seed);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private Head head(AlluviumConfig settings) {
    String name = head == null ? settings.getString(AlluviumConfig.HEAD) : head;
    return checked(() -> Heads.named(name, settings.headOptions()));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Returns what is made of the options; what is wrong with them is wrong usage. */
  private <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException | EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
