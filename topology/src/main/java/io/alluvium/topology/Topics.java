package io.alluvium.topology;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Names of all topics of a namespace, and how they are made.
 *
 * @param samples what is to be classified
 * @param labels what somebody says samples are
 * @param commands instructions to the learner
 * @param ledger everything in one order: what all knowledge is a function of
 * @param predictions one answer for each accepted sample
 * @param events what happened to the learner
 * @param labelRequests samples whose label is asked for
 * @param model snapshots of what is known
 * @param looks samples that the large encoder of a cascade is asked to see
 * @param backfill copies of samples that are to be seen by the encoder that serves now
 * @param deadLetters what could not be used, as it was, with the reason in its headers
 */
public record Topics(
    String samples,
    String labels,
    String commands,
    String ledger,
    String predictions,
    String events,
    String labelRequests,
    String model,
    String looks,
    String backfill,
    String deadLetters) {

  /**
   * Largest record that is written to a topic: an input record of Kafka's default limit and its
   * headers fit.
   */
  public static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

  /** A day: what is deleted or replaced in a compacted topic is compacted away by then. */
  public static final String MAX_COMPACTION_LAG_MILLIS = "86400000";

  /**
   * Header of a copy in the topic of backfills that somebody waits for: id of its sample, UTF-8.
   */
  public static final String LOOK_HEADER = "alluvium.look";

  private static final String DAY_MILLIS = "86400000";
  private static final String WEEK_MILLIS = "604800000";
  private static final String MONTH_MILLIS = "2592000000";
  private static final String FOR_EVER = "-1";

  /** Returns the topics of a namespace. */
  public static Topics in(String namespace) {
    return new Topics(
        namespace + ".samples",
        namespace + ".labels",
        namespace + ".commands",
        namespace + ".ledger",
        namespace + ".predictions",
        namespace + ".events",
        namespace + ".label-requests",
        namespace + ".model",
        namespace + ".looks",
        namespace + ".backfill",
        namespace + ".dead-letters");
  }

  /** Returns the same topics around another ledger. */
  public Topics withLedger(String other) {
    return new Topics(
        samples,
        labels,
        commands,
        other,
        predictions,
        events,
        labelRequests,
        model,
        looks,
        backfill,
        deadLetters);
  }

  /** Returns how each topic is made with the given number of partitions. */
  public List<Spec> specs(int partitions) {
    return List.of(
        spec(samples, partitions, WEEK_MILLIS),
        spec(labels, partitions, FOR_EVER),
        spec(commands, 1, FOR_EVER),
        spec(ledger, partitions, FOR_EVER),
        spec(predictions, partitions, WEEK_MILLIS),
        spec(events, 1, FOR_EVER),
        spec(labelRequests, partitions, MONTH_MILLIS),
        compacted(model),
        spec(looks, partitions, WEEK_MILLIS),
        spec(backfill, partitions, DAY_MILLIS),
        spec(deadLetters, 1, MONTH_MILLIS));
  }

  private static Spec spec(String name, int partitions, String retentionMillis) {
    Map<String, String> settings = settings(TopicConfig.CLEANUP_POLICY_DELETE);
    settings.put(TopicConfig.RETENTION_MS_CONFIG, retentionMillis);
    return new Spec(name, partitions, settings);
  }

  private static Spec compacted(String name) {
    Map<String, String> settings = settings(TopicConfig.CLEANUP_POLICY_COMPACT);
    settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, MAX_COMPACTION_LAG_MILLIS);
    return new Spec(name, 1, settings);
  }

  private static Map<String, String> settings(String cleanupPolicy) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy);
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
    return settings;
  }

  /**
   * How a topic is made.
   *
   * @param name its name
   * @param partitions number of partitions
   * @param settings settings that differ from the broker's defaults
   */
  public record Spec(String name, int partitions, Map<String, String> settings) {
    /** Copies the settings. */
    public Spec {
      settings = Map.copyOf(settings);
    }
  }
}
