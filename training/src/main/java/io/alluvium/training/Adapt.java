package io.alluvium.training;

import io.alluvium.app.Alluvium;
import io.alluvium.app.CacheFolder;
import io.alluvium.app.ConfigOptions;
import io.alluvium.app.Connection;
import io.alluvium.app.EvaluationProgress;
import io.alluvium.app.TerminalWatch;
import io.alluvium.app.audit.OffsetRange;
import io.alluvium.app.ledger.ExportedLedger;
import io.alluvium.app.ledger.LabelledBank;
import io.alluvium.app.ledger.LedgerSource;
import io.alluvium.app.pipeline.Registries;
import io.alluvium.encoders.Device;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.SeededOrder;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.WholeFolder;
import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Head;
import io.alluvium.learning.Heads;
import io.alluvium.learning.SpaceId;
import io.alluvium.topology.AlluviumConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
  @Mixin private TrainingSettings training;
  @Mixin private ReleaseSettings release;

  @Option(
      names = "--ledger",
      paramLabel = "DIR",
      description =
          "A folder of './alluvium export --ledger' (default: the ledger of the namespace).")
  private @Nullable Path ledger;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "A data set as './alluvium evaluate' reads it, instead of a ledger.")
  private @Nullable String data;

  @Option(
      names = "--encoder",
      paramLabel = "NAME|DIR",
      description =
          "The encoder below: the one that made the vectors (default: alluvium.encoder, or that of the data set).")
  private @Nullable String encoder;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the adapter: new, or empty.")
  private @Nullable Path out;

  @Option(
      names = "--classes",
      paramLabel = "CLASS",
      split = ",",
      description =
          "New classes, with commas between; all others are old ones (default: all are new).")
  private Set<String> classes = new TreeSet<>();

  @Option(
      names = "--since",
      paramLabel = "OFFSET",
      description =
          "New are the classes whose first labelled sample lies at this ledger offset or after it.")
  private @Nullable Long since;

  @Option(
      names = "--new-classes",
      paramLabel = "N",
      description = "New are so many classes, drawn by --seed.")
  private @Nullable Integer newClasses;

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

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of embedded data sets (default: ~/.cache/alluvium).")
  private @Nullable Path cache;

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
          Vectors vectors = vectors(progress);
          return release.isAsked()
              ? measure(vectors, where, progress)
              : train(vectors, options, where, progress);
        });
  }

  private void checkUsage() {
    if (data != null && ledger != null) {
      throw wrong("--data and --ledger are both given, expected one");
    }
    if (data != null && since != null) {
      throw wrong("--since is an offset of a ledger, a data set has none");
    }
    int ways = (classes.isEmpty() ? 0 : 1) + (since == null ? 0 : 1) + (newClasses == null ? 0 : 1);
    if (ways > 1) {
      throw wrong("new classes are said by one of --classes, --since and --new-classes");
    }
    if (release.isAsked()) {
      if (data == null || newClasses == null) {
        throw wrong("--measure needs --data and --new-classes");
      }
      return;
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

  private Vectors vectors(Watch watch) {
    if (data != null) {
      AlluviumConfig settings = config.load();
      DataSet set = DataSets.open(data, DataProperties.of(Map.of()));
      String name = encoder == null ? set.defaultEncoder() : encoder;
      EncoderChoice choice = EncoderChoice.of(name, set);
      BaseEncoder base = BaseEncoder.of(choice);
      ExampleSource source =
          new ExampleSource(
              new EmbeddingCache(cache == null ? CacheFolder.standard() : cache),
              options -> options.withDevice(new Device.Cpu()),
              OnError.STOP,
              watch);
      return new Vectors(source.get(set, choice), base, settings);
    }
    LedgerSource source = ledger();
    String name = encoder == null ? source.config().getString(AlluviumConfig.ENCODER) : encoder;
    BaseEncoder base = BaseEncoder.named(name);
    ExampleSet bank = LabelledBank.of(source, watch);
    base.check(bank.space());
    return new Vectors(bank, base, source.config());
  }

  private LedgerSource ledger() {
    if (ledger != null) {
      ExportedLedger folder = ExportedLedger.open(ledger);
      return new LedgerSource.Folder(
          folder, folder.config(config.settings(System.getenv())), ExportedLedger.serdes());
    }
    AlluviumConfig settings = config.load();
    Connection.check(settings, spec.commandLine());
    return LedgerSource.Topic.open(settings, Registries.serdes(settings), OffsetRange.parse(".."));
  }

  private Integer train(
      Vectors vectors, AdapterOptions options, Device where, EvaluationProgress progress) {
    List<Example> learnt = vectors.learnt();
    TrainingSet set =
        TrainingSet.of(vectors.set().space(), learnt, news(learnt, options.seed()), options.seed());
    progress.tell(described(learnt, set));
    Judge judge =
        new Judge(head(vectors.settings()), set.space(), set.training(), set.newClasses());
    AdapterTrainer.Trained trained =
        new AdapterTrainer(set, options, TorchRuntime.start(where))
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
    SpaceId space = vectors.base().write(folder, set.space(), trained.adapter());
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
      Set<String> fresh = news(vectors.learnt(), seed);
      progress.tell("seed " + seed);
      table.add(
          new ReleaseTrial(
                  vectors.set(),
                  fresh,
                  options,
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
    if (since != null) {
      Map<String, Double> first = new TreeMap<>();
      learnt.forEach(example -> first.merge(example.label(), example.time(), Math::min));
      Set<String> since = new TreeSet<>(first.keySet());
      since.removeIf(label -> first.getOrDefault(label, 0.0) < this.since);
      if (since.isEmpty()) {
        throw new EvaluationException(
            "no class has its first labelled sample at offset " + this.since + " or after it");
      }
      return since;
    }
    if (newClasses != null) {
      List<String> all =
          SeededOrder.of(
              learnt.stream().map(Example::label).distinct().toList(),
              "new" + seed,
              label -> label);
      if (newClasses < 1 || newClasses > all.size()) {
        throw wrong("--new-classes is " + newClasses + ", expected 1 to " + all.size());
      }
      return new TreeSet<>(all.subList(0, newClasses));
    }
    return classes;
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
