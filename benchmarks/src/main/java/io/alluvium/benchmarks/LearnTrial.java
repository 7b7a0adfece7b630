package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** A ledger in a namespace of its own, to be read in two ways. */
final class LearnTrial {
  private final Workplace workplace;
  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final SyntheticLedger ledger;

  LearnTrial(Workplace workplace, int samples, String namespace) {
    this(workplace, samples, namespace, Map.of());
  }

  LearnTrial(Workplace workplace, int samples, String namespace, Map<String, String> settings) {
    this.workplace = workplace;
    this.ledger = new SyntheticLedger(samples);
    config = workplace.namespace(namespace, settings);
    serdes = Workplace.serdes(config);
    ledger.write(workplace.bootstrapServers(), config, serdes);
  }

  /** Returns the entries a second of a topology that learns nothing. */
  double copy(PassThrough.Keeping keeping) {
    String copy = config.topics().ledger() + "-copy-" + keeping.name().toLowerCase(Locale.ROOT);
    workplace.createTopics(
        List.of(
            new NewTopic(copy, 1, (short) 1)
                .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"))));
    Timeline timeline;
    try (TopicTail tail = new TopicTail(workplace.bootstrapServers(), copy)) {
      try (PassThrough passThrough =
          PassThrough.start(config, config.topics().ledger(), copy, keeping)) {
        tail.await(lastKey(), ledger.entries(), passThrough::checkAlive);
      }
      timeline = tail.timeline();
    }
    check(timeline, ledger.entries());
    return rate(timeline.seconds(ledger.windowStart(), ledger.entries() - 1));
  }

  double learn() {
    Timeline timeline;
    try (TopicTail tail =
        new TopicTail(workplace.bootstrapServers(), config.topics().predictions())) {
      try (Pipeline pipeline = Pipeline.start(config, Role.LEARN, serdes, null)) {
        tail.await(lastKey(), ledger.samples(), () -> checkAlive(pipeline));
      }
      timeline = tail.timeline();
    }
    check(timeline, ledger.samples());
    return rate(timeline.seconds(ledger.windowSample(), ledger.samples() - 1));
  }

  int entries() {
    return ledger.entries();
  }

  private String lastKey() {
    return SyntheticLedger.id(ledger.samples() - 1);
  }

  private double rate(double seconds) {
    return (ledger.entries() - ledger.windowStart()) / seconds;
  }

  static void checkAlive(Pipeline pipeline) {
    pipeline
        .failure()
        .ifPresent(failure -> {
          throw failure;
        });
  }

  private static void check(Timeline timeline, int expected) {
    if (timeline.size() != expected) {
      throw new IllegalStateException(timeline.size() + " records came out, expected " + expected);
    }
  }
}
