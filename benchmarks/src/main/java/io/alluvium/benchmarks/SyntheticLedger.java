package io.alluvium.benchmarks;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.Origin;
import io.alluvium.schemas.SequencedLabel;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.View;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A ledger as EMBED would write it, without an encoder: samples of {@value #CLASSES} classes in
 * {@value #DIM} dimensions, Gaussian around the means of their classes.
 *
 * <p>It begins with {@value #FIRST_LABELS} labelled samples of each class; after that every tenth
 * sample gets its label {@value #LABEL_DELAY} samples later. Those are samples of one class in ten:
 * the others keep their few labels, as in a stream with a long tail, so that LEARN must compute all
 * that it can ever have to. The same size gives the same bytes.
 */
final class SyntheticLedger {
  static final int DIM = 384;
  static final int CLASSES = 150;

  private static final int FIRST_LABELS = 4;
  private static final int LABEL_EVERY = 10;
  private static final int LABEL_DELAY = 200;
  private static final int NOISES = 1024;
  private static final double SPREAD = 1.5;
  private static final long SEED = 7;

  private static final Space SPACE =
      new Space(SpaceId.ofBytes(new byte[SpaceId.BYTES]), DIM, new Normalisation.L2());

  private final int samples;
  private final RandomGenerator random = new Random(SEED);
  private final float[][] means = vectors(CLASSES, 1);
  private final float[][] noises = vectors(NOISES, SPREAD);
  private int entries;
  private int windowStart;

  /** Plans a ledger of so many samples. */
  SyntheticLedger(int samples) {
    this.samples = samples;
  }

  private float[][] vectors(int count, double scale) {
    float[][] vectors = new float[count][DIM];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIM; i++) {
        vector[i] = (float) (scale * random.nextGaussian());
      }
    }
    return vectors;
  }

  /** Writes the ledger of a namespace; once. */
  void write(String bootstrapServers, AlluviumConfig config, WireSerdes serdes) {
    String topic = config.topics().ledger();
    Serializer<LedgerEntry> serializer = serdes.ledgerEntry().serializer();
    try (TopicWriter writer = new TopicWriter(bootstrapServers, topic)) {
      generate((key, entry) -> writer.write(key, serializer.serialize(topic, entry)));
    }
  }

  /** Hands over all keys and entries in their order; once. */
  void generate(BiConsumer<String, LedgerEntry> sink) {
    add(sink, "announcement", new LedgerEntry(null, announcement()));
    for (int sample = 0; sample < samples; sample++) {
      if (sample == windowSample()) {
        windowStart = entries;
      }
      add(sink, id(sample), entry(sample, embedded(sample)));
      if (sample < FIRST_LABELS * CLASSES) {
        add(sink, id(sample), entry(sample, label(sample)));
      } else if (sample % LABEL_EVERY == 0 && sample >= LABEL_DELAY + FIRST_LABELS * CLASSES) {
        int labelled = sample - LABEL_DELAY;
        add(sink, id(labelled), entry(labelled, label(labelled)));
      }
    }
  }

  private void add(BiConsumer<String, LedgerEntry> sink, String key, LedgerEntry entry) {
    sink.accept(key, entry);
    entries++;
  }

  /** Returns the sample that the measurement begins with: what comes before warms up. */
  int windowSample() {
    return samples / 5;
  }

  /** Returns the number of entries before the sample that the measurement begins with. */
  int windowStart() {
    return windowStart;
  }

  int samples() {
    return samples;
  }

  int entries() {
    return entries;
  }

  static String id(int sample) {
    return "sample-" + sample;
  }

  private static SpaceHash hash() {
    return new SpaceHash(SPACE.id().toBytes());
  }

  private static SpaceAnnouncement announcement() {
    return new SpaceAnnouncement(
        hash(),
        "synthetic",
        DIM,
        NormalisationKind.L2,
        1.0,
        (double) Normalisation.UNIT,
        Map.of(),
        null);
  }

  private static LedgerEntry entry(int sample, Object body) {
    return new LedgerEntry(new Origin("synthetic", 0, (long) sample), body);
  }

  private EmbeddedSample embedded(int sample) {
    float[] mean = means[sample % CLASSES];
    float[] noise = noises[random.nextInt(NOISES)];
    float[] vector = new float[DIM];
    for (int i = 0; i < DIM; i++) {
      vector[i] = mean[i] + noise[i];
    }
    Embedding embedding = SPACE.quantise(vector);
    return new EmbeddedSample(
        id(sample),
        "source-" + sample % 3,
        Instant.ofEpochMilli(sample),
        List.of(new View(hash(), ByteBuffer.wrap(embedding.toBytes()))),
        null,
        false);
  }

  private static SequencedLabel label(int sample) {
    return new SequencedLabel(
        id(sample),
        "bench",
        "class-" + sample % CLASSES,
        1L,
        null,
        Instant.ofEpochMilli(sample),
        1);
  }
}
