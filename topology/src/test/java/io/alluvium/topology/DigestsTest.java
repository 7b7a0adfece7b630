package io.alluvium.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.SufficientStatistics;
import io.alluvium.schemas.Candidate;
import io.alluvium.schemas.Prediction;
import io.alluvium.stores.Counter;
import io.alluvium.stores.HashChain;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digests of a mark, computed apart from the product as docs/formats.md says. */
class DigestsTest {
  private static final int SAMPLES = 20;
  private static final long WINDOW_MILLIS = 100_000_000_000L;

  /** Whatever may be remembered is remembered. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          AlluviumConfig.SOLVE_BY_COST,
          "false",
          AlluviumConfig.BANK_POLICY,
          BankPolicy.CONFIDENCE.code(),
          AlluviumConfig.BANK_MAX_LABELLED,
          "1000",
          AlluviumConfig.LABELS_ANNOTATOR_MAX,
          "1000",
          AlluviumConfig.LABELS_ANNOTATOR_WINDOW_MS,
          Long.toString(WINDOW_MILLIS));

  @TempDir private Path state;
  private LearnDriver learn;
  private Map<String, String> mark;
  private final SufficientStatistics statistics = new SufficientStatistics(Toy.space(1));

  /** Samples and their labels in turn; nothing is solved, the last sample stays unlabelled. */
  @BeforeEach
  void play() {
    RandomGenerator random = Seeds.random();
    learn = new LearnDriver(state, SETTINGS).announced();
    for (int n = 0; n < SAMPLES; n++) {
      int axis = random.nextInt(Toy.DIM);
      var embedding = Toy.near(axis, random);
      learn.sample("s" + n, embedding);
      if (n < SAMPLES - 1) {
        learn.label("s" + n, "class" + axis, 1);
        statistics.add("class" + axis, embedding);
      }
    }
    learn.label("early", "class0", 1);
    learn.command("c", "FREEZE", Map.of("class", "nobody's"));
    mark = learn.mark();
  }

  @AfterEach
  void close() {
    learn.close();
  }

  @Test
  void sumsAreThoseOfTheLabelledSamples() {
    assertThat(mark.get("sums_digest")).isEqualTo(HexFormat.of().formatHex(statistics.digest()));
  }

  @Test
  void predictionsAreAChain() throws IOException {
    byte[] link = new byte[32];
    for (Prediction prediction : learn.predictions()) {
      MessageDigest sha = HashChain.sha256();
      sha.update(link);
      link = sha.digest(bytes(prediction));
    }
    assertThat(mark.get("predictions_digest")).isEqualTo(HexFormat.of().formatHex(link));
  }

  private static byte[] bytes(Prediction prediction) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    out.writeLong(prediction.getPosition().getOffset());
    out.writeUTF(prediction.getSampleId());
    for (Candidate candidate : prediction.getCandidates()) {
      out.writeUTF(candidate.getLabel());
      out.writeDouble(candidate.getProbability());
    }
    out.writeDouble(prediction.getMargin() == null ? -1 : prediction.getMargin());
    out.writeLong(prediction.getModel() == null ? -1 : prediction.getModel().getOffset());
    if (prediction.getNoveltyP() != null
        || prediction.getSet() != null
        || prediction.getCalibrated() != null) {
      out.writeDouble(prediction.getNoveltyP() == null ? -1 : prediction.getNoveltyP());
      out.writeInt(prediction.getSet() == null ? -1 : prediction.getSet().size());
      for (String label : prediction.getSet() == null ? List.<String>of() : prediction.getSet()) {
        out.writeUTF(label);
      }
      if (prediction.getCalibrated() != null) {
        for (double probability : prediction.getCalibrated()) {
          out.writeDouble(probability);
        }
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void stateIsMemorySumsPlaceCountersAndChain() throws IOException {
    var bytes = new ByteArrayOutputStream();
    var out = new DataOutputStream(bytes);
    writeAll(out, learn.bank());
    writeNamed(out, "nobody's", 2L * SAMPLES + 1);
    for (Prediction prediction : learn.predictions()) {
      out.writeLong(prediction.getPosition().getOffset());
      out.writeDouble(
          prediction.getCandidates().isEmpty()
              ? 0
              : prediction.getCandidates().getFirst().getProbability());
    }
    byte[] group = HashChain.sha256().digest("Shere".getBytes(UTF_8));
    writeNamed(out, HexFormat.of().formatHex(group), WINDOW_MILLIS);
    out.writeLong(SAMPLES);
    writeAll(out, Objects.requireNonNull(learn.stores().get(Names.SOURCES)));
    out.write(HexFormat.of().parseHex(mark.get("sums_digest")));
    long lastLabel = 2L * SAMPLES - 2;
    long updates = SAMPLES - 1;
    long finished = 2L * SAMPLES + 2;
    long model = learn.lastPrediction().getModel().getOffset();
    for (long number : new long[] {finished, updates, lastLabel, model, 0, 0, 0, -1, -1, -1}) {
      out.writeLong(number);
    }
    for (Counter counter : Counter.values()) {
      String count = mark.get(counter.name().toLowerCase(Locale.ROOT));
      if (count != null) {
        out.writeLong(Long.parseLong(count));
      }
    }
    out.write(HexFormat.of().parseHex(mark.get("predictions_digest")));
    byte[] digest = HashChain.sha256().digest(bytes.toByteArray());
    assertThat(mark.get("state_digest")).isEqualTo(HexFormat.of().formatHex(digest));
  }

  private static void writeAll(DataOutputStream out, KeyValueStore<Bytes, byte[]> store)
      throws IOException {
    try (var all = store.all()) {
      while (all.hasNext()) {
        var entry = all.next();
        out.writeInt(entry.key.get().length);
        out.write(entry.key.get());
        out.writeInt(entry.value.length);
        out.write(entry.value);
      }
    }
  }

  private static void writeNamed(DataOutputStream out, String name, long number)
      throws IOException {
    byte[] utf8 = name.getBytes(UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
    out.writeLong(number);
  }
}
