package io.alluvium.app;

import io.alluvium.app.broker.BrokerException;
import io.alluvium.app.crash.CrashException;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.encoders.EncoderException;
import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.StoppedException;
import java.io.PrintWriter;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line. Exit codes: 0 done, 1 failed, 2 wrong usage, 130 ended by Ctrl-C. */
@Command(
    name = "alluvium",
    description = "Classifiers that keep learning from Kafka streams.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong usage", "130:ended by Ctrl-C"},
    subcommands = {
      DemoCommand.class,
      CrashCommand.class,
      RunCommand.class,
      TopicsCommand.class,
      EvaluateCommand.class,
      AdaptationCommand.class,
      AskingCommand.class,
      CompareCommand.class,
      ResultsCommand.class,
      ReplayCommand.class,
      AuditCommand.class,
      VerifyCommand.class,
      ExplainCommand.class,
      InfluenceCommand.class,
      DescribeCommand.class,
      ConfigCommand.class,
      ForgetCommand.class,
      RelabelCommand.class,
      RenameCommand.class,
      MergeCommand.class,
      SplitCommand.class,
      FreezeCommand.class,
      UnfreezeCommand.class,
      PromoteCommand.class,
      CandidatesCommand.class,
      SourcesCommand.class,
      NameCommand.class,
      DismissCommand.class,
      EncoderCommand.class,
      ReferenceCommand.class,
      SnapshotCommand.class,
      ExportCommand.class,
      ImportCommand.class,
    })
public final class Alluvium {
  private static final int FAILED = 1;

  private Alluvium() {}

  /** Runs a command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Alluvium());
    CommandLine evaluate = Objects.requireNonNull(line.getSubcommands().get("evaluate"));
    EvaluateCommand.addDataOptions(evaluate.getCommandSpec());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command));
  }

  /**
   * Tells of a failure and returns the exit code: expected ones are one line, others come with
   * their trace in the log.
   */
  public static int report(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    if (failure instanceof PipelineException
        || failure instanceof BrokerException
        || failure instanceof CrashException
        || failure instanceof EncoderException
        || failure instanceof EvaluationException
        || failure instanceof StoppedException) {
      err.println(command.getColorScheme().errorText("alluvium: " + failure.getMessage()));
    } else {
      err.println(command.getColorScheme().errorText("alluvium: " + failure));
      LoggerFactory.getLogger(Alluvium.class).error("unexpected failure", failure);
    }
    return FAILED;
  }
}
