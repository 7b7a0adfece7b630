package io.alluvium.app.ledger;

import io.alluvium.app.pipeline.EmptyTopic;
import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.app.pipeline.TopicAdmin;
import io.alluvium.evaluation.Watch;
import io.alluvium.schemas.TopicRecord;
import io.alluvium.schemas.serde.UndecodableException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Topics;
import io.alluvium.topology.WireSerdes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a recorded ledger into the empty ledger of a namespace, record for record at the same
 * offsets and with the same times, so that LEARN makes the same of it, to the last bit.
 *
 * <p>While it works, and where it was cut off, the topic keeps the time that producers give: a
 * pipeline refuses to start on such a ledger.
 */
public final class LedgerImport {
  private static final int TRANSACTION_MILLIS = 900_000;

  private final AlluviumConfig config;
  private final WireSerdes serdes;
  private final Watch watch;

  /**
   * Prepares an import.
   *
   * @param watch looks on and may end it
   */
  public LedgerImport(AlluviumConfig config, WireSerdes serdes, Watch watch) {
    this.config = config;
    this.serdes = serdes;
    this.watch = watch;
  }

  /**
   * Reads the whole folder and checks it; writes nothing.
   *
   * @throws PipelineException if it is damaged or cannot be imported
   */
  public void check(ExportedLedger ledger) {
    checkBeginning(ledger.manifest());
    read(ledger, "checked", record -> {});
  }

  private static void checkBeginning(LedgerManifest manifest) {
    if (manifest.from() != 0) {
      throw new PipelineException(
          "the folder holds "
              + manifest.place()
              + ", expected a range from offset 0: what was learnt from the entries before would be missing");
    }
  }

  private void read(
      ExportedLedger ledger, String what, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    LedgerManifest manifest = ledger.manifest();
    RecordForm form = new RecordForm(serdes);
    try (PartReader reader = ledger.read(manifest.ledger())) {
      for (var next = reader.next(); next.isPresent(); next = reader.next()) {
        TopicRecord record = next.get();
        watch.at(what, record.getOffset(), manifest.to());
        ConsumerRecord<byte[], byte[]> again =
            form.fromFile(record, config.topics().ledger(), manifest.partition());
        checkStillUnreadable(record, again);
        sink.accept(again);
      }
    } catch (IOException e) {
      throw new PipelineException("could not read '" + ledger.folder() + "': " + e, e);
    }
  }

  /** What was no entry there must not become one here by the ids of another registry. */
  private void checkStillUnreadable(TopicRecord record, ConsumerRecord<byte[], byte[]> again) {
    if (!(record.getValue() instanceof ByteBuffer)) {
      return;
    }
    try {
      serdes.ledgerEntry().deserializer().deserialize(again.topic(), again.value());
    } catch (UndecodableException e) {
      return;
    }
    throw new PipelineException(
        "the record at offset "
            + record.getOffset()
            + " was no ledger entry where it was recorded, but would be read as one with the schema registry here");
  }

  /**
   * Writes the entries.
   *
   * @throws PipelineException if the ledger here is not empty or another program writes to it, the
   *     folder is damaged, or the broker refuses
   */
  public void write(ExportedLedger ledger) {
    checkBeginning(ledger.manifest());
    String topic = config.topics().ledger();
    try (TopicAdmin admin = new TopicAdmin(config)) {
      admin.create();
      EmptyTopic empty = new EmptyTopic(topic, admin);
      empty.check();
      empty.keepProducersTime(true);
      String id = topic + "-import-" + UUID.randomUUID();
      try (OffsetKeeper keeper =
          new OffsetKeeper(topic, producer(id), producer(id + "-gaps"), empty::end)) {
        read(ledger, "imported", entry -> keeper.put(entry.offset(), record(topic, entry)));
        keeper.finish();
      } catch (RuntimeException e) {
        throw new PipelineException(
            e.getMessage() + "; '" + topic + "' is not whole: delete it before another attempt", e);
      }
      empty.keepProducersTime(false);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, ConsumerRecord<byte[], byte[]> entry) {
    return new ProducerRecord<>(
        topic, 0, entry.timestamp(), entry.key(), entry.value(), entry.headers());
  }

  private Producer<byte[], byte[]> producer(String id) {
    Map<String, Object> settings = new HashMap<>(config.kafka());
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
