package io.alluvium.evaluation.protocol;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.embedding.ExampleSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** In which order a learner meets a data set, and when it is asked. */
public enum Protocol {
  /** All that may be learnt, in an order without influence, then the test samples. */
  JOINT("all training samples in one go, then the test samples"),
  /** Each sample is predicted, then learnt. */
  PREQUENTIAL("each sample is predicted, then its label is learnt"),
  /** A few classes after the others. */
  CLASS_INCREMENTAL("classes come in tasks, one after the other"),
  /** Many samples of base classes, then few of new ones. */
  FEW_SHOT("base classes, then tasks of classes with few samples"),
  /** Half of the classes have few samples. */
  IMBALANCE("half of the classes have 1, 5, 20 or 50 samples"),
  /** One domain after the other. */
  DOMAIN_INCREMENTAL("domains come one after the other"),
  /** As class-incremental, with samples of other classes in each task. */
  BLURRY("classes come in tasks with blurred borders"),
  /** Several data sets, one after the other. */
  TASK_STREAM("data sets come one after the other; error against compute"),
  /** Another encoder takes over. */
  ENCODER_SWAP("what was learnt with one encoder is used with another"),
  /** A small encoder answers what it can, a large one the rest. */
  CASCADE("a small encoder answers what it is sure of, a large one the rest"),
  /** Test samples change, and the learner adapts without labels. */
  SHIFT("test samples change, adapters answer without labels");

  private final String doc;

  Protocol(String doc) {
    this.doc = doc;
  }

  /** Returns the name, as in {@code class-incremental}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what it is, for people. */
  public String doc() {
    return doc;
  }

  /**
   * Returns the protocol of a name.
   *
   * @throws EvaluationException if there is none
   */
  public static Protocol named(String key) {
    return Arrays.stream(values())
        .filter(one -> one.key().equals(key))
        .findFirst()
        .orElseThrow(() ->
            new EvaluationException(
                "protocol is '"
                    + key
                    + "', expected one of "
                    + Arrays.stream(values()).map(Protocol::key).toList()));
  }

  /**
   * Returns what happens to a learner; several scripts where it begins anew in between.
   *
   * @param order in which order the samples of {@code prequential} may come
   * @throws EvaluationException if the data set cannot be used so
   */
  public List<Script> scripts(ExampleSet set, ProtocolOptions options, StreamOrder order) {
    if (options.labels().asked().isPresent() && this != PREQUENTIAL) {
      throw new EvaluationException("labels are asked for in prequential only, not in " + key());
    }
    Parts parts = Parts.of(set, options.seed());
    return switch (this) {
      case JOINT -> TaskProtocols.joint(parts, options);
      case PREQUENTIAL -> PrequentialStream.scripts(parts, options, order);
      case CLASS_INCREMENTAL -> TaskProtocols.classIncremental(parts, options);
      case FEW_SHOT -> TaskProtocols.fewShot(parts, options);
      case IMBALANCE -> TaskProtocols.imbalance(parts, options);
      case DOMAIN_INCREMENTAL, TASK_STREAM -> TaskProtocols.domainIncremental(parts, options);
      case BLURRY -> TaskProtocols.blurry(parts, options);
      case ENCODER_SWAP, CASCADE, SHIFT ->
          throw new EvaluationException(key() + " plays no script");
    };
  }
}
