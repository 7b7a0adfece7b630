package io.alluvium.moa;

import io.alluvium.evaluation.EvaluationPlan;
import io.alluvium.evaluation.PreparedEvaluation;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.OnError;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.LabelOptions;
import io.alluvium.evaluation.protocol.Player;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
import io.alluvium.learning.SolveOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints a table of Alluvium's heads and MOA's learners on one and the same stream. */
@Command(
    name = "moa-comparison",
    description =
        "Heads of Alluvium and learners of MOA on the same stream, each sample predicted first.",
    mixinStandardHelpOptions = true)
public final class MoaComparison implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--data", required = true, description = "Folder or name of the data set.")
  private String data;

  @Option(names = "--encoder", description = "Encoder; that of the data set without it.")
  private String encoder;

  @Option(names = "--heads", split = ",", defaultValue = "auto,slda,knn")
  private List<String> heads;

  @Option(
      names = "--learners",
      split = ",",
      defaultValue = "NaiveBayes,HoeffdingTree,kNN,SAMkNN,AdaptiveRandomForest")
  private List<String> learners;

  @Option(names = "--label-delay", defaultValue = "0", description = "Samples before a label.")
  private int labelDelay;

  @Option(names = "--seed", defaultValue = "7")
  private int seed;

  @Option(names = "--cache", required = true, description = "Folder of embedded data sets.")
  private Path cache;

  /** Runs the comparison. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new MoaComparison()).execute(arguments));
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    PreparedEvaluation prepared = PreparedEvaluation.of(plan(), Watch.NONE, err::println);
    Script script = prepared.scripts().getFirst();
    PrintWriter out = spec.commandLine().getOut();
    out.println("| learner | accuracy | kappa | samples/s |");
    out.println("| --- | --- | --- | --- |");
    for (String head : heads) {
      print(out, "`" + head + "`", headScore(prepared, script, head));
    }
    for (String learner : learners) {
      print(out, "MOA " + learner, moaScore(prepared, script, learner));
    }
    return 0;
  }

  private EvaluationPlan plan() {
    LabelOptions labels = new LabelOptions(labelDelay, 1, 0, 0, true, 0);
    return new EvaluationPlan(
        List.of(data),
        DataProperties.of(Map.of()),
        OnError.STOP,
        Optional.ofNullable(encoder),
        options -> options,
        heads,
        HeadOptions.defaults(),
        Optional.empty(),
        SolveOptions.defaults(),
        Protocol.PREQUENTIAL,
        ProtocolOptions.defaults().withSeed(seed).withLabels(labels),
        cache.resolve("moa-comparison"),
        cache,
        false,
        "moa-comparison");
  }

  private static Score headScore(PreparedEvaluation prepared, Script script, String name) {
    StreamScore stream = new StreamScore();
    Player player =
        new Player(
            prepared.set(),
            Heads.named(name, HeadOptions.defaults()),
            SolveOptions.defaults(),
            Clocks.system());
    player.play(script, stream, Watch.NONE);
    return stream.score(script, player.effort().wallNanos());
  }

  private Score moaScore(PreparedEvaluation prepared, Script script, String name) {
    MoaLearner learner =
        MoaLearners.named(name, prepared.set().space(), prepared.set().labels(), seed);
    return new MoaPlayer(prepared.set(), learner, Clocks.system()).play(script);
  }

  private static void print(PrintWriter out, String learner, Score score) {
    out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %,.0f |%n",
        learner,
        score.accuracy(),
        score.kappa(),
        score.samplesPerSecond());
    out.flush();
  }
}
