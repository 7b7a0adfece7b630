package io.alluvium.app.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class EmbeddedBrokerTest {
  private static final List<String> VALUES =
      IntStream.range(0, 2_000).mapToObj(Integer::toString).toList();

  @Test
  void returnsWhatWasWrittenRightAfterCreationInOrder(EmbeddedBroker broker) throws Exception {
    String topic = SharedBroker.freshTopic(broker, "ordered", 1);

    Records.write(broker, topic, VALUES);

    assertThat(Records.read(broker, topic, VALUES.size())).isEqualTo(VALUES);
  }

  @Test
  void leavesAnExistingTopicAsItIs(EmbeddedBroker broker) throws Exception {
    String topic = SharedBroker.freshTopic(broker, "existing", 2);
    Records.write(broker, topic, List.of("kept"));

    broker.createTopics(List.of(new NewTopic(topic, 2, (short) 1)));

    assertThat(Records.read(broker, topic, 1)).containsExactly("kept");
  }

  @Test
  void refusesAnExistingTopicOfAnotherSize(EmbeddedBroker broker) {
    String topic = SharedBroker.freshTopic(broker, "sized", 2);

    assertThatThrownBy(() -> broker.createTopics(List.of(new NewTopic(topic, 3, (short) 1))))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("exists with 2 partitions, asked for 3");
  }

  @Test
  void saysWhyATopicIsRefused(EmbeddedBroker broker) {
    assertThatThrownBy(() -> broker.createTopics(List.of(new NewTopic("no/slash", 1, (short) 1))))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining("no/slash");
  }

  @Test
  void isReachableOnTheLoopbackAddress(EmbeddedBroker broker) {
    assertThat(broker.bootstrapServers()).matches("127\\.0\\.0\\.1:\\d+");
  }
}
