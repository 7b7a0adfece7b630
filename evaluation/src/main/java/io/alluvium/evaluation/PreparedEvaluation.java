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
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.StreamOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a plan comes to once its data are embedded: the same for every learner that is evaluated.
 *
 * @param data the data sets, as the plan names them
 * @param encoder its name
 * @param source gives embedded data sets of the same encoders
 * @param set all examples
 * @param options settings of the protocol, with those of the data set
 * @param scripts what happens to a learner
 */
public record PreparedEvaluation(
    List<DataSet> data,
    String encoder,
    ExampleSource source,
    ExampleSet set,
    ProtocolOptions options,
    List<Script> scripts) {

  /** Copies the lists. */
  public PreparedEvaluation {
    data = List.copyOf(data);
    scripts = List.copyOf(scripts);
  }

  /**
   * Embeds the data of a plan and writes its scripts.
   *
   * @param tell is given a line on each data set
   * @throws EvaluationException if the plan cannot be carried out
   * @throws StoppedException if the watch ends it
   */
  public static PreparedEvaluation of(EvaluationPlan plan, Watch watch, Consumer<String> tell) {
    List<DataSet> data =
        plan.data().stream().map(place -> DataSets.open(place, plan.properties())).toList();
    String encoder = plan.encoder().orElseGet(() -> data.getFirst().defaultEncoder());
    ExampleSource source =
        new ExampleSource(
            new EmbeddingCache(plan.cache()), plan.encoderSettings(), plan.onError(), watch);
    ExampleSet set = examples(plan, data, encoder, source, tell);
    ProtocolOptions options = options(plan, data.getFirst(), set);
    List<Script> scripts =
        plan.protocol().scripts(set, options, order(data.getFirst().properties()));
    return new PreparedEvaluation(data, encoder, source, set, options, scripts);
  }

  private static ExampleSet examples(
      EvaluationPlan plan,
      List<DataSet> data,
      String encoder,
      ExampleSource source,
      Consumer<String> tell) {
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

  private static ProtocolOptions options(EvaluationPlan plan, DataSet data, ExampleSet set) {
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
}
