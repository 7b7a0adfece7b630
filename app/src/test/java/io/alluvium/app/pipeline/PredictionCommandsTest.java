package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.alluvium.app.CommandRun;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.Prediction;
import io.alluvium.schemas.SequencedLabel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The commands {@code verify}, {@code explain} and {@code influence}. */
final class PredictionCommandsTest extends RecordedRun {
  @Test
  void onePredictionIsVerified() throws IOException {
    Prediction asked = prediction(predictions.get(250));
    CommandRun verify = command(live, "verify", "--prediction", asked.getSampleId());
    assertThat(verify.code()).isZero();
    assertThat(verify.out())
        .contains(
            "equal: the prediction of '" + asked.getSampleId() + "'",
            "-0@" + asked.getPosition().getOffset(),
            "-0@" + asked.getModel().getOffset(),
            Double.toString(asked.getCandidates().getFirst().getProbability()),
            Double.toString(asked.getMargin()));
    JsonNode json = json(command(live, "verify", "--prediction", asked.getSampleId(), "--json"));
    assertThat(json.get("equal").asBoolean()).isTrue();
    assertThat(json.get("label").asText()).isEqualTo(asked.getLabel());
    assertThat(json.get("candidates")).hasSameSizeAs(asked.getCandidates());
  }

  @Test
  void anUnknownSampleIsSaid() {
    for (String verb : List.of("verify", "explain")) {
      CommandRun run = command(live, verb, "--prediction", "nobody");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains("has no prediction of sample 'nobody'");
    }
  }

  @Test
  void theFirstSampleRestsOnNothing() {
    String first = prediction(predictions.getFirst()).getSampleId();
    CommandRun explain = command(live, "explain", "--prediction", first);
    assertThat(explain.code()).isZero();
    assertThat(explain.out()).contains("nothing learnt yet", "the same, to the last bit");
  }

  @Test
  void eachFieldIsInTheDocument() throws IOException {
    String document = Files.readString(Path.of("..", "docs", "audit.md"));
    String asked = prediction(predictions.get(250)).getSampleId();
    for (CommandRun run :
        List.of(
            command(live, "audit", "--json"),
            command(live, "verify", "--prediction", asked, "--json"),
            command(live, "explain", "--prediction", asked, "--json"),
            command(live, "influence", "--class", largestClass(), "--json"))) {
      assertThat(names(json(run)))
          .hasSizeGreaterThan(6)
          .allMatch(name -> document.contains("`" + name + "`"));
    }
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.fieldNames().forEachRemaining(names::add);
    json.forEach(inner -> names.addAll(names(inner)));
    return names;
  }

  private String largestClass() {
    Map<String, Integer> sizes = new HashMap<>();
    Past past = past(Long.MAX_VALUE);
    past.labels.forEach((id, label) -> {
      if (past.vectors.containsKey(id)) {
        sizes.merge(label, 1, Integer::sum);
      }
    });
    return Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
  }

  @Test
  void influenceNamesTheLabelsThatMovedAClassMost() throws IOException {
    String label = largestClass();
    JsonNode json = json(command(live, "influence", "--class", label, "--labels", "2", "--json"));
    assertThat(json.get("shift").asDouble()).isPositive();
    assertThat(json.get("shift").asDouble()).isLessThan(json.get("bound").asDouble());
    assertThat(json.get("samples").asLong()).isEqualTo(json.get("in_bank").asLong());
    assertThat(json.get("worst")).hasSize(2);
    Past past = past(Long.MAX_VALUE);
    for (JsonNode suspect : json.get("worst")) {
      assertThat(past.labels).containsEntry(suspect.get("id").asText(), label);
    }
    assertThat(command(live, "influence", "--class", label).out())
        .startsWith("class " + label + ": ")
        .contains("any 5 labels could have moved the mean by at most ");
    CommandRun nobody = command(live, "influence", "--class", "nobody's");
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("class 'nobody's' has no samples");
  }

  @Test
  void anExplanationShowsWhatTheScoresAreMadeOf() throws IOException {
    Prediction asked = prediction(predictions.get(250));
    JsonNode json = json(command(live, "explain", "--prediction", asked.getSampleId(), "--json"));
    assertThat(json.get("equal").asBoolean()).isTrue();
    JsonNode classes = json.get("classes");
    assertThat(classes).hasSize(2);
    for (int rank = 0; rank < 2; rank++) {
      JsonNode each = classes.get(rank);
      assertThat(each.get("label").asText()).isEqualTo(asked.getCandidates().get(rank).getLabel());
      assertThat(
              each.get("linear").asDouble()
                  + each.get("bias").asDouble()
                  + each.get("quadratic").asDouble())
          .isEqualTo(each.get("score").asDouble());
      assertThat(each.get("samples").asLong()).isEqualTo(each.get("in_bank").asLong());
    }
    assertThat(classes.get(0).get("score").asDouble() - classes.get(1).get("score").asDouble())
        .isEqualTo(asked.getMargin());
    assertThat(json.get("margin").asDouble()).isEqualTo(asked.getMargin());
  }

  @Test
  void anExplanationShowsTheNearestSamplesAndTheirLabelsAtThatTime() throws IOException {
    Prediction asked = prediction(predictions.get(250));
    JsonNode json =
        json(
            command(
                live, "explain", "--prediction", asked.getSampleId(), "--nearest", "7", "--json"));
    Past past = past(asked.getPosition().getOffset());
    past.labels.remove(asked.getSampleId());
    List<String> expected =
        past.labels.keySet().stream()
            .filter(past.vectors::containsKey)
            .sorted(Comparator.comparingDouble(id -> -cosine(past, asked.getSampleId(), id)))
            .limit(7)
            .toList();
    assertThat(json.get("nearest")).hasSize(7);
    for (int rank = 0; rank < 7; rank++) {
      JsonNode neighbour = json.get("nearest").get(rank);
      String id = neighbour.get("id").asText();
      assertThat(neighbour.get("label").asText()).isEqualTo(past.labels.get(id));
      assertThat(neighbour.get("cosine").asDouble())
          .isCloseTo(cosine(past, asked.getSampleId(), expected.get(rank)), within(1e-12));
    }
    for (JsonNode each : json.get("classes")) {
      String label = each.get("label").asText();
      assertThat(each.get("samples").asLong())
          .isEqualTo(
              past.labels.entrySet().stream()
                  .filter(known -> past.vectors.containsKey(known.getKey()))
                  .filter(known -> known.getValue().equals(label))
                  .count());
      assertThat(each.get("nearest")).allMatch(one -> one.get("label").asText().equals(label));
    }
  }

  /** What an independent reading of the ledger knows before an entry. */
  private static final class Past {
    final Map<String, ShortBuffer> vectors = new HashMap<>();
    final Map<String, String> labels = new HashMap<>();
  }

  private Past past(long offset) {
    Past past = new Past();
    Map<String, Long> sequences = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : live.records(live.topics().ledger(), 0)) {
      Object body = entry(record).getBody();
      if (body instanceof EmbeddedSample sample && record.offset() <= offset) {
        ByteBuffer bytes = sample.getViews().getFirst().getVector();
        past.vectors.put(
            sample.getId(), bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer());
      }
      if (body instanceof SequencedLabel label
          && record.offset() < offset
          && label.getSequence() > sequences.getOrDefault(label.getSampleId(), Long.MIN_VALUE)) {
        sequences.put(label.getSampleId(), label.getSequence());
        past.labels.put(label.getSampleId(), label.getLabel());
      }
    }
    past.labels.values().removeIf(Objects::isNull);
    return past;
  }

  private static double cosine(Past past, String one, String other) {
    ShortBuffer left = Objects.requireNonNull(past.vectors.get(one));
    ShortBuffer right = Objects.requireNonNull(past.vectors.get(other));
    double dot = 0;
    double leftSquares = 0;
    double rightSquares = 0;
    for (int i = 0; i < left.remaining(); i++) {
      dot += left.get(i) * right.get(i);
      leftSquares += left.get(i) * left.get(i);
      rightSquares += right.get(i) * right.get(i);
    }
    return dot / Math.sqrt(leftSquares * rightSquares);
  }
}
