package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LedgerRoutingTest {
  private static Optional<Set<Integer>> route(OptionalInt partition) {
    Body body = new Body.Command("c", "MARK", Map.of(), Optional.empty());
    return new LedgerRouting()
        .partitions("ledger", new byte[1], new Unsequenced(Optional.empty(), body, partition), 4);
  }

  @Test
  void commandGoesIntoEveryPartition() {
    assertThat(route(OptionalInt.empty())).hasValue(Set.of(0, 1, 2, 3));
  }

  @Test
  void anythingElseGoesIntoThePartitionItCameFrom() {
    assertThat(route(OptionalInt.of(0))).hasValue(Set.of(0));
    assertThat(route(OptionalInt.of(3))).hasValue(Set.of(3));
  }

  @Test
  void tooFewPartitionsAreRefusedWithTheCure() {
    assertThatThrownBy(() -> route(OptionalInt.of(4)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "topic 'ledger' has 4 partitions, an entry came from partition 4: give it as many as the"
                + " topics of samples and labels");
  }
}
