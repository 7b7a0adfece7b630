package io.alluvium.app;

import io.alluvium.encoders.Device;
import io.alluvium.encoders.EncoderOptions;
import io.alluvium.evaluation.Evaluation;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.EvaluationReport;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.report.ReportTable;
import io.alluvium.evaluation.shift.ShiftEvaluation;
import io.alluvium.evaluation.shift.ShiftPlan;
import io.alluvium.evaluation.shift.ShiftReport;
import io.alluvium.evaluation.swap.SwapEvaluation;
import io.alluvium.evaluation.swap.SwapOutcome;
import io.alluvium.evaluation.swap.SwapPlan;
import io.alluvium.topology.AlluviumConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Evaluates heads on a data set, without a broker. */
@Command(
    name = "evaluate",
    description =
        "Evaluate heads on a data set by a protocol, with the learner of LEARN and no broker. Exit code 0 if every"
            + " head has its row, 1 if one is missing. Started again with the same options and --out it goes on"
            + " where it was ended.")
final class EvaluateCommand implements Callable<Integer> {
  private static final int INCOMPLETE = 1;

  @Mixin private ConfigOptions config;
  @Mixin private ProtocolSettings protocolSettings;
  @Mixin private ShiftSettings shiftSettings;
  @Mixin private SwapSettings swapSettings;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      required = true,
      arity = "1..*",
      description =
          "wordnet, a folder with dataset.properties, a folder or .zip of images by class, .csv, .tsv, .npy, .npz, .parquet or"
              + " an IDX file; several for task-stream.")
  private List<String> data = List.of();

  @Option(
      names = "--encoder",
      paramLabel = "NAME|PATH",
      description =
          "minilm, bge-small, either with -moments after it, vector, a folder with serving.properties,"
              + " an .onnx file, or a .properties file of engine=vector (default: that of the data set).")
  private @Nullable String encoder;

  @Option(
      names = "--heads",
      paramLabel = "HEAD",
      split = ",",
      defaultValue = "auto",
      description = "Heads, with commas between (default: ${DEFAULT-VALUE}).")
  private List<String> heads = List.of();

  @Option(
      names = "--class-descriptions",
      paramLabel = "FILE",
      description =
          "Table (.csv, .tsv) with the columns class and description, for the head prior (default: the names of the"
              + " classes, as words).")
  private @Nullable String classDescriptions;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description =
          "Folder of the results: report.html, report.json, run.json, predictions.parquet, charts/ and heads/.")
  private Path out = Path.of(".");

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of embedded data sets (default: ~/.cache/alluvium).")
  private @Nullable Path cache;

  @Option(
      names = "--on-error",
      defaultValue = "stop",
      description =
          "What to do with rows that cannot be used: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OnError onError = OnError.STOP;

  @Option(
      names = "--no-pictures",
      description = "Draw no pictures of the charts: some seconds less.")
  private boolean noPictures;

  @Option(names = "--again", description = "Make rows anew that are there.")
  private boolean again;

  @Spec private CommandSpec spec;

  /** Adds the options of data sets, which are also the keys of {@code dataset.properties}. */
  static void addDataOptions(CommandSpec spec) {
    for (DataKey key : DataKey.values()) {
      spec.addOption(
          OptionSpec.builder("--" + key.key())
              .paramLabel("VALUE")
              .type(String.class)
              .description("Data set: " + key.doc() + ".")
              .build());
    }
  }

  @Override
  public Integer call() {
    AlluviumConfig settings = config.load();
    return switch (checked(protocolSettings::protocol)) {
      case SHIFT -> shift(checked(() -> shiftPlan(settings)));
      case ENCODER_SWAP, CASCADE -> swap(checked(() -> swapSettings.plan(plan(settings))));
      default -> heads(checked(() -> plan(settings)));
    };
  }

  /** Returns what is made of the options; what is wrong with them is wrong usage. */
  private <T> T checked(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException | EvaluationException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private Integer shift(ShiftPlan plan) {
    ShiftReport report =
        TerminalWatch.under(
            spec.commandLine().getErr(),
            progress -> new ShiftEvaluation(plan, progress, progress::tell).run());
    PrintWriter result = spec.commandLine().getOut();
    result.println("Report: " + report.file());
    result.flush();
    return 0;
  }

  private Integer swap(SwapPlan plan) {
    SwapOutcome outcome =
        TerminalWatch.under(
            spec.commandLine().getErr(),
            progress -> new SwapEvaluation(plan, progress, progress::tell, System::nanoTime).run());
    PrintWriter result = spec.commandLine().getOut();
    outcome.print(result);
    result.println("Report: " + plan.base().out().resolve("report.json"));
    result.flush();
    return 0;
  }

  private Integer heads(EvaluationPlan plan) {
    PrintWriter err = spec.commandLine().getErr();
    EvaluationReport report;
    try {
      report =
          TerminalWatch.under(
              err, progress -> new Evaluation(plan, progress, progress::tell, arguments()).run());
    } catch (StoppedException e) {
      err.println(e.getMessage() + "; the same command goes on there.");
      return INCOMPLETE;
    }
    ReportTable.print(report, plan.out(), !noPictures, spec.commandLine().getOut());
    return report.isComplete() ? 0 : INCOMPLETE;
  }

  private ShiftPlan shiftPlan(AlluviumConfig settings) {
    if (data.size() != 1 || heads.size() != 1) {
      throw new EvaluationException(
          "protocol shift takes one data set and one head, got " + data + " and " + heads);
    }
    return new ShiftPlan(
        data.getFirst(),
        properties(),
        onError,
        Optional.ofNullable(encoder),
        encoderSettings(settings),
        heads.getFirst(),
        settings.headOptions(),
        shiftSettings.options(protocolSettings.seed()),
        out,
        cache == null ? CacheFolder.standard() : cache,
        Version.own());
  }

  /** Returns what was typed after {@code ./alluvium}. */
  private List<String> arguments() {
    return spec.commandLine().getParent().getParseResult().originalArgs();
  }

  private EvaluationPlan plan(AlluviumConfig settings) {
    return new EvaluationPlan(
        data,
        properties(),
        onError,
        Optional.ofNullable(encoder),
        encoderSettings(settings),
        heads,
        settings.headOptions(),
        Optional.ofNullable(classDescriptions),
        settings.solveOptions(),
        protocolSettings.protocol(),
        protocolSettings.options(),
        out,
        cache == null ? CacheFolder.standard() : cache,
        again,
        Version.own());
  }

  private DataProperties properties() {
    Map<DataKey, String> values = new EnumMap<>(DataKey.class);
    for (DataKey key : DataKey.values()) {
      String value = spec.findOption("--" + key.key()).getValue();
      if (value != null) {
        values.put(key, value);
      }
    }
    return DataProperties.of(values);
  }

  private static UnaryOperator<EncoderOptions> encoderSettings(AlluviumConfig settings) {
    Device device = Device.parse(settings.getString(AlluviumConfig.ENCODER_DEVICE));
    int threads = settings.getInt(AlluviumConfig.ENCODER_THREADS);
    return options -> options.withDevice(device).withThreads(threads);
  }
}
