package io.alluvium.benchmarks;

import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.schemas.Sample;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serializer;

/** The same texts, embedded by the bare encoder and by EMBED. */
final class EmbedTrial {
  private final Workplace workplace;
  private final List<Payload> texts;

  EmbedTrial(Workplace workplace, List<String> texts) {
    this.workplace = workplace;
    this.texts = texts.stream().<Payload>map(Payload.Text::new).toList();
  }

  /** Returns the first so many texts as a trial of their own. */
  EmbedTrial first(int count) {
    return new EmbedTrial(
        workplace,
        texts.subList(0, Math.min(count, texts.size())).stream()
            .map(text -> ((Payload.Text) text).text())
            .toList());
  }

  /** Returns texts a second of the encoder alone, in batches of a size. */
  double bare(Encoder encoder, int batchSize) {
    long start = System.nanoTime();
    for (int at = 0; at < texts.size(); at += batchSize) {
      List<float[]> vectors =
          encoder.embed(texts.subList(at, Math.min(at + batchSize, texts.size())));
      if (vectors.isEmpty()) {
        throw new IllegalStateException("the encoder returned nothing");
      }
    }
    return texts.size() * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - start);
  }

  /**
   * Returns texts a second of EMBED, from the first ledger entry of a sample to the last.
   *
   * @param notes told how the batches came out
   */
  double embed(String namespace, Consumer<String> notes) {
    AlluviumConfig config = workplace.namespace(namespace);
    WireSerdes serdes = Workplace.serdes(config);
    fill(config, serdes);
    Timeline timeline;
    try (TopicTail tail = new TopicTail(workplace.bootstrapServers(), config.topics().ledger())) {
      WatchedEncoder encoder = new WatchedEncoder(Pipeline.openEncoder(config));
      try (Pipeline pipeline = Pipeline.start(config, Role.EMBED, serdes, encoder)) {
        tail.await(id(texts.size() - 1), texts.size(), () -> LearnTrial.checkAlive(pipeline));
      }
      timeline = tail.timeline();
      notes.accept(
          String.format(
              Locale.ROOT,
              "embed: %s, %.1f s in all",
              encoder.notes(),
              timeline.seconds(1, timeline.size() - 1)));
    }
    return texts.size() / timeline.seconds(1, timeline.size() - 1);
  }

  private void fill(AlluviumConfig config, WireSerdes serdes) {
    String topic = config.topics().samples();
    Serializer<Sample> serializer = serdes.sample().serializer();
    try (TopicWriter writer = new TopicWriter(workplace.bootstrapServers(), topic)) {
      for (int i = 0; i < texts.size(); i++) {
        String text = ((Payload.Text) texts.get(i)).text();
        Sample sample = new Sample(id(i), "bench", text, Instant.ofEpochMilli(i), Map.of());
        writer.write(id(i), serializer.serialize(topic, sample));
      }
    }
  }

  private static String id(int text) {
    return "text-" + text;
  }
}
