package io.alluvium.app.audit;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.schemas.Prediction;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Published;
import io.alluvium.topology.WireSerdes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The prediction of a sample as it stands in its topic; the newest, if the sample was sent again
 * after the learner had forgotten it.
 *
 * @param form form of the topic
 * @param record the record
 * @param value what it says
 */
record RecordedPrediction(
    RecordedForm<Prediction> form, ConsumerRecord<byte[], byte[]> record, Prediction value) {

  /**
   * Finds it.
   *
   * @throws PipelineException if there is none, or it cannot be read
   */
  static RecordedPrediction find(AlluviumConfig config, WireSerdes serdes, String sampleId) {
    String topic = config.topics().predictions();
    byte[] key = sampleId.getBytes(StandardCharsets.UTF_8);
    @Nullable ConsumerRecord<byte[], byte[]> found = null;
    try (CommittedTopic predictions = CommittedTopic.open(config, topic)) {
      for (var next = predictions.next(); next.isPresent(); next = predictions.next()) {
        found = Arrays.equals(next.get().key(), key) ? next.get() : found;
      }
      if (found == null) {
        throw new PipelineException(
            "topic '"
                + topic
                + "' has no prediction of sample '"
                + sampleId
                + "' from offset "
                + predictions.begin()
                + " to "
                + predictions.end()
                + ": is the id right, was it predicted, or has retention deleted it?");
      }
    }
    RecordedForm<Prediction> form = new RecordedForm<>(topic, serdes.prediction());
    return new RecordedPrediction(form, found, form.require(found));
  }

  /** Returns the ledger offset of its sample. */
  long offset() {
    return value.getPosition().getOffset();
  }

  /** Returns what differs from what was published when its entry was folded again. */
  List<FieldDifference> differences(List<Published> published) {
    Optional<Record<byte[], Prediction>> recomputed =
        published.stream()
            .filter(Published.Answered.class::isInstance)
            .map(each -> ((Published.Answered) each).record())
            .findFirst();
    return recomputed
        .map(again -> form.differences(record, value, again))
        .orElseGet(() -> List.of(new FieldDifference("prediction", "present", "absent")));
  }

  /** Returns the entry of its sample, with everything before folded. */
  ConsumerRecord<byte[], byte[]> entry(RecordedLedger ledger, AlluviumConfig config) {
    return ledger
        .foldBefore(offset())
        .orElseThrow(() ->
            new PipelineException(
                "prediction "
                    + CommittedTopic.place(record)
                    + " names ledger entry "
                    + CommittedTopic.place(config.topics().ledger(), 0, offset())
                    + ", but the ledger has none there; it ends at "
                    + ledger.end()));
  }
}
