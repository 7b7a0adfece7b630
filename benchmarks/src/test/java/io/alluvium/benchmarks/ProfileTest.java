package io.alluvium.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How samples of stacks become shares of work. */
class ProfileTest {
  private static final String STREAMS = "org.apache.kafka.streams.";

  @Test
  void sharesSumToOneLargestFirst() {
    Shares shares = new Shares();
    shares.add("small", 10);
    shares.add("large", 20);
    shares.add("large", 10);
    shares.add("nothing", 0);
    assertThat(shares.rows())
        .containsExactly(new Profile.Row("large", 0.75), new Profile.Row("small", 0.25));
  }

  @Test
  void equalSharesAreInTheOrderOfNames() {
    Shares shares = new Shares();
    shares.add("b", 5);
    shares.add("a", 5);
    assertThat(shares.rows()).extracting(Profile.Row::area).containsExactly("a", "b");
  }

  @Test
  void innermostKnownFrameDecides() {
    assertThat(
            Area.of(
                List.of(
                    "io.alluvium.learning.internal.VectorKernels.dots",
                    "io.alluvium.learning.Learner.decide",
                    "io.alluvium.topology.internal.learn.LearnFold.fold",
                    STREAMS + "processor.internals.StreamTask.process")))
        .isEqualTo("classify");
  }

  @Test
  void producingIsNamedAfterWhatIsProduced() {
    String producer = "org.apache.kafka.clients.producer.KafkaProducer.send";
    assertThat(Area.of(List.of(producer, STREAMS + "processor.internals.SinkNode.process")))
        .isEqualTo("produce to outputs");
    assertThat(
            Area.of(
                List.of(
                    producer,
                    STREAMS + "state.internals.ChangeLoggingKeyValueBytesStore.log",
                    "io.alluvium.stores.BankStore.put")))
        .isEqualTo("produce to changelogs");
  }

  @Test
  void waitingForACommitIsNotTakenForTheRest() {
    assertThat(
            Area.of(
                List.of(
                    "java.util.concurrent.locks.LockSupport.park",
                    STREAMS + "processor.internals.StreamsProducer.flush",
                    STREAMS + "processor.internals.StreamTask.prepareCommit",
                    STREAMS + "processor.internals.StreamThread.runLoop")))
        .isEqualTo("commit");
  }

  @Test
  void unknownFramesAreOfStreamsOrOther() {
    assertThat(Area.of(List.of(STREAMS + "processor.internals.RecordQueue.poll")))
        .isEqualTo("Streams: around");
    assertThat(Area.of(List.of("java.lang.Thread.run"))).isEqualTo(Area.OTHER);
    assertThat(Area.of(List.of())).isEqualTo(Area.OTHER);
  }

  @Test
  void producerOfAStreamThreadIsNotTheStreamThread() {
    assertThat(ThreadGroups.of("kafka-producer-network-thread | x-StreamThread-1-producer"))
        .isEqualTo("producer");
    assertThat(ThreadGroups.of("x-StreamThread-1")).isEqualTo(ThreadGroups.STREAM);
    assertThat(ThreadGroups.of("data-plane-kafka-request-handler-0")).isEqualTo("broker");
    assertThat(ThreadGroups.of("C2 CompilerThread0")).isEqualTo(Area.OTHER);
  }
}
