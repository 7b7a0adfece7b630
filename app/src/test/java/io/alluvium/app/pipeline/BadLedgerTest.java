package io.alluvium.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.app.broker.EmbeddedBroker;
import io.alluvium.app.broker.SharedBroker;
import io.alluvium.schemas.EmbeddedSample;
import io.alluvium.schemas.LedgerEntry;
import io.alluvium.schemas.NormalisationKind;
import io.alluvium.schemas.SpaceAnnouncement;
import io.alluvium.schemas.SpaceHash;
import io.alluvium.schemas.View;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that somebody else wrote to. */
@ExtendWith(SharedBroker.class)
final class BadLedgerTest {
  private static final SpaceHash SPACE = new SpaceHash(new ToyEncoder().space().id().toBytes());

  @TempDir private Path state;

  @Test
  void entriesThatCannotBeTrueBecomeDeadLetters(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of());
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      List<byte @Nullable []> bad = new ArrayList<>();
      bad.add("garbage".getBytes(StandardCharsets.UTF_8));
      bad.add(null);
      bad.add(bytes(harness, sample(List.of())));
      bad.add(bytes(harness, sample(List.of(new View(SPACE, ByteBuffer.allocate(3))))));
      bad.add(bytes(harness, sample(List.of(new View(SPACE, ByteBuffer.allocate(0))))));
      bad.add(bytes(harness, announcement(0, 1, 16384)));
      bad.add(bytes(harness, announcement(12, Double.NaN, 16384)));

      DeadLetters letters = new DeadLetters(harness);
      for (byte @Nullable [] value : bad) {
        RecordMetadata place = harness.put(harness.topics().ledger(), "here", value);
        assertThat(letters.of(place).reason()).isEqualTo("undecodable");
        assertThat(letters.of(place).value()).isEqualTo(value);
      }
      harness.sample("s1", "a text");
      harness.settle();
      harness.predicted("s1");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  @Test
  void aViewOfAnotherDimensionIsNotCompared(EmbeddedBroker broker) {
    try (Harness harness = new Harness(broker, state, Map.of());
        Pipeline pipeline = harness.start(new ToyEncoder())) {
      harness.sample("s1", "a text");
      harness.settle();
      harness.predicted("s1");
      byte[] wide = bytes(harness, sample(List.of(new View(SPACE, ByteBuffer.allocate(26)))));

      RecordMetadata place = harness.put(harness.topics().ledger(), "here", wide);

      assertThat(new DeadLetters(harness).of(place).reason()).isEqualTo("impossible-vector");
      assertThat(pipeline.failure()).isEmpty();
    }
  }

  private static EmbeddedSample sample(List<View> views) {
    return new EmbeddedSample("forged", "here", null, views, null, false);
  }

  private static SpaceAnnouncement announcement(int dim, double clip, double scale) {
    return new SpaceAnnouncement(
        SPACE, "forged", dim, NormalisationKind.FIXED, clip, scale, Map.of(), null);
  }

  private static byte[] bytes(Harness harness, Object body) {
    return harness
        .serdes()
        .ledgerEntry()
        .serializer()
        .serialize(harness.topics().ledger(), new LedgerEntry(null, body));
  }
}
