package io.alluvium.evaluation;

import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.AskedLabels;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.report.HeadRun;
import io.alluvium.evaluation.report.RunDescription;
import io.alluvium.evaluation.report.RunFolder;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates heads on data sets, without a broker: the learner of LEARN, fed entry by entry.
 *
 * <p>Each row is kept in the folder of results as soon as it is whole; an evaluation that was ended
 * goes on where it was when it is started again with the same plan.
 */
public final class Evaluation {
  private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

  /** The head that takes descriptions of classes. */
  private static final String DESCRIBED = "prior";

  private final EvaluationPlan plan;
  private final Watch watch;
  private final Consumer<String> tell;
  private final List<String> command;

  /** As the other constructor, where it is not known what command it is. */
  public Evaluation(EvaluationPlan plan, Watch watch, Consumer<String> tell) {
    this(plan, watch, tell, List.of());
  }

  /**
   * Prepares an evaluation.
   *
   * @param watch looks on and may end it
   * @param tell is given lines for the user
   * @param command the arguments that repeat it, to be written down
   */
  public Evaluation(EvaluationPlan plan, Watch watch, Consumer<String> tell, List<String> command) {
    this.plan = plan;
    this.watch = watch;
    this.tell = tell;
    this.command = List.copyOf(command);
  }

  /**
   * Runs all that is not there yet and writes the report.
   *
   * @return the report, which may be of fewer heads than were asked for
   * @throws EvaluationException if the plan cannot be carried out
   * @throws StoppedException if the watch ends it before there is anything to report
   */
  public EvaluationReport run() {
    heads(plan.headOptions());
    PreparedEvaluation prepared = PreparedEvaluation.of(plan, watch, tell);
    ExampleSet set = prepared.set();
    RunDescription description =
        RunDescription.of(plan, prepared.options(), prepared.data(), prepared.encoder(), set);
    RunFolder folder = RunFolder.open(plan.out(), description, plan.again(), command);
    Map<String, Head> heads = heads(described(prepared));
    HeadRun run =
        new HeadRun(set, prepared.scripts(), plan.solves(), prepared.options(), Clocks.system());
    return folder.fill(
        plan.heads(),
        (name, answers) -> run.row(name, Objects.requireNonNull(heads.get(name)), watch, answers),
        this::failed,
        tell);
  }

  private HeadOptions described(PreparedEvaluation prepared) {
    if (!plan.heads().contains(DESCRIBED) || !prepared.data().getFirst().payload().equals("text")) {
      return plan.headOptions();
    }
    String table =
        plan.classDescriptions()
            .orElseGet(
                () -> ClassDescriptions.ofNames(prepared.set().labels(), plan.cache()).toString());
    Map<String, Embedding> descriptions =
        ClassDescriptions.read(table, prepared.encoder(), prepared.source());
    return plan.headOptions().with(builder -> builder.descriptions(descriptions));
  }

  private Map<String, Head> heads(HeadOptions options) {
    Map<String, Head> heads = new LinkedHashMap<>();
    for (String name : plan.heads()) {
      try {
        heads.put(name, withChallengers(Heads.named(name, options), options));
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()), e);
      }
    }
    return heads;
  }

  private Head withChallengers(Head head, HeadOptions options) {
    List<Head> panel = new ArrayList<>(List.of(head));
    plan.options().labels().asked().map(AskedLabels::challengers).orElse(List.of()).stream()
        .map(name -> Heads.named(name, options))
        .filter(challenger -> !challenger.name().equals(head.name()))
        .forEach(panel::add);
    return panel.size() == 1 ? head : new HeadPanel(panel);
  }

  private void failed(String head, RuntimeException failure) {
    LOG.error("head {} failed", head, failure);
    tell.accept(head + " failed and has no row: " + failure);
  }
}
