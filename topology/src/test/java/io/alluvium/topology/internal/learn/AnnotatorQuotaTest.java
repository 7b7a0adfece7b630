package io.alluvium.topology.internal.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Assignment;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.LabelCountStore;
import io.alluvium.topology.internal.wire.Body;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnnotatorQuotaTest {
  private static final AnnotatorLimit TWO_A_SECOND = new AnnotatorLimit(2, 1000, 3);

  private final HeapStore bytes = new HeapStore("progress");
  private AnnotatorQuota quota = open();

  private AnnotatorQuota open() {
    return new AnnotatorQuota(new LabelCountStore(bytes), TWO_A_SECOND);
  }

  private Optional<String> label(long millis, String annotator) {
    return quota.fault(millis, by(Optional.of(annotator), "here"));
  }

  private Optional<String> unsigned(long millis, String source) {
    return quota.fault(millis, by(Optional.empty(), source));
  }

  private static Body.Label by(Optional<String> annotator, String source) {
    return new Body.Label(
        "s", source, Optional.of(Assignment.of("a")), 1, annotator, OptionalLong.empty());
  }

  @Test
  void oneMoreThanTheLimitIsRefusedUntilTheWindowEnds() {
    assertThat(label(5000, "ann")).isEmpty();
    assertThat(label(5999, "ann")).isEmpty();
    assertThat(label(5999, "ann"))
        .hasValue("label 3 of annotator 'ann', the limit is 2 until 1970-01-01T00:00:06Z");
    assertThat(label(5999, "ann")).get().asString().startsWith("label 4 of");
    assertThat(label(5999, "bob")).as("another").isEmpty();
    assertThat(label(6000, "ann")).as("the next window").isEmpty();
  }

  @Test
  void countsSurviveARestart() {
    label(5000, "ann");
    quota = open();
    label(5000, "ann");
    quota = open();
    assertThat(label(5999, "ann")).isPresent();
    quota = open();
    assertThat(label(6000, "ann")).isEmpty();
  }

  @Test
  void labelsWithoutAnnotatorAreOneGroupForEachSource() {
    label(5000, "here");
    unsigned(5000, "here");
    unsigned(5000, "here");
    assertThat(unsigned(5000, "there")).isEmpty();
    assertThat(label(5000, "here")).as("an annotator of the name of the source").isEmpty();
    assertThat(unsigned(5000, "here"))
        .hasValue(
            "label 3 of source 'here' without an annotator, the limit is 2 until"
                + " 1970-01-01T00:00:06Z");
  }

  @Test
  void moreAnnotatorsThanAreCountedShareOneCount() {
    label(5000, "a");
    label(5000, "b");
    label(5000, "c");
    assertThat(label(5000, "d")).isEmpty();
    assertThat(label(5000, "e")).isEmpty();
    assertThat(label(5000, "f"))
        .hasValue(
            "label 3 of annotator 'f', one of more than 3, the limit is 2 until"
                + " 1970-01-01T00:00:06Z");
    assertThat(label(5000, "a")).as("who was there before keeps a count of their own").isEmpty();
    assertThat(bytes.approximateNumEntries()).isEqualTo(4);
    assertThat(label(6000, "f")).isEmpty();
    assertThat(bytes.approximateNumEntries()).as("old counts are deleted").isEqualTo(1);
  }

  @Test
  void clockThatJumpsAheadAndBackBeginsAWindowEachTime() {
    for (long millis : new long[] {5000, 40_000_000_000L, 5000, -1, Long.MAX_VALUE}) {
      assertThat(label(millis, "ann")).isEmpty();
      assertThat(label(millis, "ann")).isEmpty();
      assertThat(label(millis, "ann")).as("at %d", millis).isPresent();
    }
  }

  @Test
  void noLimitCountsNothing() {
    quota = new AnnotatorQuota(new LabelCountStore(bytes), new AnnotatorLimit(0, 1000, 3));
    for (int n = 0; n < 10; n++) {
      assertThat(label(5000, "ann")).isEmpty();
    }
    assertThat(bytes.approximateNumEntries()).isZero();
  }

  @Test
  void storeHasNoNames() {
    label(5000, "a-name");
    try (var all = bytes.all()) {
      assertThat(new String(all.next().key.get(), StandardCharsets.ISO_8859_1))
          .matches("label-count/[0-9a-f]{64}");
    }
  }
}
