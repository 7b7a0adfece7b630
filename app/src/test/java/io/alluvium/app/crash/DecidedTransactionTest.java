package io.alluvium.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker dies between the decision to commit a transaction and the marks of that. */
@Tag("kills")
final class DecidedTransactionTest {
  private static final String ONE = "one";
  private static final String OTHER = "other";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /**
   * Without {@code Fencing}, the record of the topic that is written again goes with the second.
   */
  @Test
  void isCommittedEverywhereAlthoughTheNextIsAborted(@TempDir Path folder) throws Exception {
    Path death = folder.resolve("death");
    List<String> options =
        Rules.options(
            folder,
            "death",
            Rules.rule(
                "kafka.coordinator.transaction.TransactionMarkerChannelManager",
                "addTxnMarkersToSend",
                "ENTRY",
                "takes(\"" + death + "\")",
                "halt()"));
    try (BrokerProcess broker = BrokerProcess.start(folder, options);
        Admin admin = Admin.create(settings(broker));
        Producer<byte[], byte[]> producer = producer(broker)) {
      admin
          .createTopics(List.of(new NewTopic(ONE, 1, (short) 1), new NewTopic(OTHER, 1, (short) 1)))
          .all()
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      producer.initTransactions();
      producer.beginTransaction();
      write(producer, ONE);
      write(producer, OTHER);
      Files.createFile(death);
      CompletableFuture<Void> committed = CompletableFuture.runAsync(producer::commitTransaction);
      assertThat(Patience.await(LIMIT, () -> !broker.isAlive())).isTrue();
      broker.restart();
      broker.check();
      committed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      producer.beginTransaction();
      write(producer, ONE);
      producer.abortTransaction();

      try (BrokerView view = new BrokerView(broker.bootstrapServers())) {
        assertThat(view.read(ONE)).hasSize(1);
        assertThat(view.read(OTHER)).hasSize(1);
        assertThat(view.openTransactions()).isEmpty();
      }
    }
  }

  private static Map<String, Object> settings(BrokerProcess broker) {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private static Producer<byte[], byte[]> producer(BrokerProcess broker) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "writer"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static void write(Producer<byte[], byte[]> producer, String topic) {
    Future<RecordMetadata> _ =
        producer.send(new ProducerRecord<>(topic, topic.getBytes(StandardCharsets.UTF_8)));
    producer.flush();
  }
}
