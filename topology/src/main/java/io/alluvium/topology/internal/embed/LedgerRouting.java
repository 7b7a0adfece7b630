package io.alluvium.topology.internal.embed;

import io.alluvium.topology.internal.wire.Unsequenced;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends an entry to the ledger partition it names, or to all of them. */
public final class LedgerRouting implements StreamPartitioner<byte[], Unsequenced> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, Unsequenced entry, int partitions) {
    if (entry.partition().isEmpty()) {
      return Optional.of(IntStream.range(0, partitions).boxed().collect(Collectors.toSet()));
    }
    int partition = entry.partition().getAsInt();
    if (partition >= partitions) {
      throw new IllegalStateException(
          "topic '"
              + topic
              + "' has "
              + partitions
              + " partitions, an entry came from partition "
              + partition
              + ": give it as many as the topics of samples and labels");
    }
    return Optional.of(Set.of(partition));
  }
}
