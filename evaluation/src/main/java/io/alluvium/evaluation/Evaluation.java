package io.alluvium.evaluation;

import io.alluvium.evaluation.cache.EmbeddingCache;
import io.alluvium.evaluation.cache.ExampleSource;
import io.alluvium.evaluation.data.DataKey;
import io.alluvium.evaluation.data.DataProperties;
import io.alluvium.evaluation.data.DataSet;
import io.alluvium.evaluation.data.DataSets;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.embedding.EncoderChoice;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.embedding.MergedSets;
import io.alluvium.evaluation.embedding.Standardisation;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.StreamOrder;
import io.alluvium.evaluation.report.HeadRun;
import io.alluvium.evaluation.report.RunDescription;
import io.alluvium.evaluation.report.RunFolder;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Head;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.Heads;
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
    List<DataSet> data =
        plan.data().stream().map(place -> DataSets.open(place, plan.properties())).toList();
    String encoder = plan.encoder().orElseGet(() -> data.getFirst().defaultEncoder());
    ExampleSource source =
        new ExampleSource(
            new EmbeddingCache(plan.cache()), plan.encoderSettings(), plan.onError(), watch);
    ExampleSet set = examples(data, encoder, source);
    ProtocolOptions options = options(data.getFirst(), set);
    List<Script> scripts =
        plan.protocol().scripts(set, options, order(data.getFirst().properties()));
    RunDescription description = RunDescription.of(plan, options, data, encoder, set);
    RunFolder folder = RunFolder.open(plan.out(), description, plan.again(), command);
    Map<String, Head> heads = heads(described(data.getFirst(), encoder, set, source));
    HeadRun run = new HeadRun(set, scripts, plan.solves(), Clocks.system());
    return folder.fill(
        plan.heads(),
        (name, answers) -> run.row(name, Objects.requireNonNull(heads.get(name)), watch, answers),
        this::failed,
        tell);
  }

  private HeadOptions described(
      DataSet data, String encoder, ExampleSet set, ExampleSource source) {
    if (!plan.heads().contains(DESCRIBED) || !data.payload().equals("text")) {
      return plan.headOptions();
    }
    String table =
        plan.classDescriptions()
            .orElseGet(() -> ClassDescriptions.ofNames(set.labels(), plan.cache()).toString());
    Map<String, Embedding> descriptions = ClassDescriptions.read(table, encoder, source);
    return plan.headOptions().with(builder -> builder.descriptions(descriptions));
  }

  private Map<String, Head> heads(HeadOptions options) {
    Map<String, Head> heads = new LinkedHashMap<>();
    for (String name : plan.heads()) {
      try {
        heads.put(name, Heads.named(name, options));
      } catch (IllegalArgumentException e) {
        throw new EvaluationException(String.valueOf(e.getMessage()), e);
      }
    }
    return heads;
  }

  private ExampleSet examples(List<DataSet> data, String encoder, ExampleSource source) {
    Map<String, ExampleSet> sets = new LinkedHashMap<>();
    for (DataSet one : data) {
      ExampleSet set = source.get(one, EncoderChoice.of(encoder, one));
      tell.accept(
          one.name()
              + ": "
              + set.examples().size()
              + " samples, "
              + set.skipped().count()
              + " skipped, space "
              + set.space().id().abbreviated());
      if (sets.put(one.name(), set) != null) {
        throw new EvaluationException("two data sets have the name " + one.name());
      }
    }
    return plan.protocol() == Protocol.TASK_STREAM
        ? MergedSets.merge(sets)
        : sets.values().iterator().next();
  }

  private ProtocolOptions options(DataSet data, ExampleSet set) {
    int warm = plan.options().warm();
    if (warm == 0) {
      warm = data.properties().rows(DataKey.WARM);
    }
    boolean standardised =
        data.payload().equals("numbers") && set.of(Row.Role.TEST).isEmpty() && !isEmbedded(data);
    if (warm == 0 && standardised) {
      warm = Standardisation.firstRows(set.of(Row.Role.TRAIN).size());
    }
    return plan.options().withWarm(warm);
  }

  private static boolean isEmbedded(DataSet data) {
    return data.properties().text(DataKey.NORMALISATION).filter("l2"::equals).isPresent();
  }

  private static StreamOrder order(DataProperties properties) {
    if (properties.flag(DataKey.TIME_ORDER) || properties.text(DataKey.TIME_COLUMN).isPresent()) {
      return StreamOrder.TIME;
    }
    return properties.text(DataKey.SHUFFLE_WITHIN).isPresent()
        ? StreamOrder.WITHIN_DOMAIN
        : StreamOrder.SHUFFLED;
  }

  private void failed(String head, RuntimeException failure) {
    LOG.error("head {} failed", head, failure);
    tell.accept(head + " failed and has no row: " + failure);
  }
}
