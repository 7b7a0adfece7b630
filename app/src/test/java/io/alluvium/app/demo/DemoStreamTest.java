package io.alluvium.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.data.Definition;
import io.alluvium.evaluation.data.WordNet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoStreamTest {
  private static final int RECORDS = 12_000;
  private static final long SEED = Long.getLong("test.seed", 7);
  private static final List<DemoAction> ACTIONS = actions(RECORDS, SEED);

  @Test
  void isAFunctionOfRecordsAndSeed() {
    DemoStream stream = DemoStream.of(500, SEED);

    assertThat(list(stream)).isEqualTo(list(stream)).isEqualTo(actions(500, SEED));
    assertThat(actions(500, SEED + 1)).isNotEqualTo(list(stream));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000, 95_000})
  void sendsAsManyRecordsAsAskedAndLabelsEverySample(int records) {
    List<DemoAction> actions = actions(records, SEED);
    List<DemoAction.Sample> samples = only(DemoAction.Sample.class, actions);
    Map<String, String> sent = new HashMap<>();
    Map<String, Long> labelled = new HashMap<>();
    for (DemoAction action : actions) {
      switch (action) {
        case DemoAction.Sample sample ->
            assertThat(sent.put(sample.id(), sample.source()) != null)
                .isEqualTo(sample.duplicate());
        case DemoAction.Label label -> {
          assertThat(sent.get(label.sampleId())).isEqualTo(label.source());
          assertThat(label.sequence()).isEqualTo(labelled.merge(label.sampleId(), 1L, Long::sum));
        }
        case DemoAction.Mark mark -> assertThat(mark.message()).isNotBlank();
      }
    }

    assertThat(samples).hasSize(records);
    assertThat(labelled.keySet()).isEqualTo(sent.keySet());
    assertThat(samples.stream().map(DemoAction.Sample::trueClass).distinct()).hasSize(38);
  }

  @Test
  void repeatsOneRecordIn200() {
    assertThat(only(DemoAction.Sample.class, ACTIONS).stream().filter(DemoAction.Sample::duplicate))
        .hasSize(RECORDS / 200);
  }

  @Test
  void beginsWithTheEightLargestClassesOfNouns() {
    assertThat(classes(samplesOf(DemoPhase.FEW_CLASSES, Typing.BEFORE)))
        .containsExactlyInAnyOrder(
            "noun.artifact",
            "noun.person",
            "noun.plant",
            "noun.animal",
            "noun.act",
            "noun.communication",
            "noun.state",
            "noun.location");
  }

  @Test
  void letsNewClassesAppearOneAfterTheOther() {
    List<DemoAction.Sample> samples = samplesOf(DemoPhase.NEW_CLASSES, Typing.BEFORE);
    Set<String> known = classes(samplesOf(DemoPhase.FEW_CLASSES, Typing.BEFORE));
    List<Integer> appeared = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (known.add(samples.get(i).trueClass())) {
        appeared.add(i);
      }
    }

    assertThat(appeared).hasSize(30).startsWith(0);
    assertThat(appeared.getLast()).isBetween(samples.size() * 6 / 10, samples.size() * 7 / 10);
    for (int i = 1; i < appeared.size(); i++) {
      assertThat(appeared.get(i) - appeared.get(i - 1)).isBetween(97, 99);
    }
  }

  @Test
  void keepsNaturalSizesOnceAllClassesAreThere() {
    List<DemoAction.Sample> samples = samplesOf(DemoPhase.LATE_LABELS, Typing.BEFORE);
    double persons =
        samples.stream().filter(sample -> sample.trueClass().equals("noun.person")).count();

    assertThat(persons / samples.size()).isBetween(0.09, 0.14);
  }

  @Test
  void labelsAfterTwentySamplesAndLaterInTheThirdPhase() {
    assertThat(delays(DemoPhase.FEW_CLASSES)).containsOnly(20L);
    assertThat(delays(DemoPhase.NEW_CLASSES)).containsOnly(20L);
    assertThat(delays(DemoPhase.LATE_LABELS)).containsOnly(500L);
  }

  @Test
  void correctsAndWithdrawsSomeLateLabels() {
    Map<String, String> truth = new HashMap<>();
    Set<String> late = new HashSet<>();
    samplesOf(DemoPhase.LATE_LABELS, Typing.BEFORE).forEach(sample -> late.add(sample.id()));
    only(DemoAction.Sample.class, ACTIONS)
        .forEach(sample -> truth.put(sample.id(), sample.trueClass()));
    List<DemoAction.Label> labels = only(DemoAction.Label.class, ACTIONS);
    List<DemoAction.Label> wrong =
        labels.stream()
            .filter(label -> label.label() != null)
            .filter(label -> !Objects.equals(label.label(), truth.get(label.sampleId())))
            .toList();
    List<DemoAction.Label> second = labels.stream().filter(label -> label.sequence() == 2).toList();
    List<DemoAction.Label> withdrawn =
        second.stream().filter(label -> label.label() == null).toList();

    assertThat(wrong).hasSizeBetween(90, 150).allMatch(label -> label.sequence() == 1);
    assertThat(withdrawn).hasSizeBetween(30, 70);
    assertThat(second).hasSize(wrong.size() + withdrawn.size());
    assertThat(second).allMatch(label -> late.contains(label.sampleId()));
  }

  @Test
  void spoilsOneSourceForAWhileOnly() {
    Map<String, String> texts =
        WordNet.definitions().stream().collect(Collectors.toMap(Definition::id, Definition::text));
    for (Typing typing : Typing.values()) {
      for (DemoAction.Sample sample : samplesOf(DemoPhase.BAD_TYPING, typing)) {
        boolean spoilt = !sample.duplicate() && !sample.text().equals(texts.get(sample.id()));
        boolean mayBe = typing == Typing.DURING && sample.source().equals(DemoStream.BAD_SOURCE);
        assertThat(!spoilt || mayBe).as("%s %s", typing, sample).isTrue();
      }
    }
    List<DemoAction.Sample> bad =
        samplesOf(DemoPhase.BAD_TYPING, Typing.DURING).stream()
            .filter(sample -> sample.source().equals(DemoStream.BAD_SOURCE))
            .toList();
    assertThat(bad).hasSizeGreaterThan(200);
    assertThat(bad.stream().filter(sample -> !sample.text().equals(texts.get(sample.id()))))
        .hasSizeGreaterThan(bad.size() * 9 / 10);
  }

  @Test
  void hasThreeSources() {
    assertThat(
            only(DemoAction.Sample.class, ACTIONS).stream()
                .map(DemoAction.Sample::source)
                .distinct())
        .containsExactlyInAnyOrder("library", "classroom", "mobile");
  }

  @Test
  void rejectsARunTooShortOrTooLong() {
    assertThatThrownBy(() -> DemoStream.of(99, 7)).hasMessageContaining("99 records");
    assertThatThrownBy(() -> DemoStream.of(95_001, 7)).hasMessageContaining("95001 records");
  }

  /** Returns how many samples lay between each first label of a phase's samples and its sample. */
  private static Set<Long> delays(DemoPhase phase) {
    Map<String, Long> positions = new LinkedHashMap<>();
    Set<String> inPhase =
        samplesOf(phase, Typing.BEFORE).stream()
            .filter(sample -> !sample.duplicate())
            .map(DemoAction.Sample::id)
            .collect(Collectors.toSet());
    Set<Long> delays = new HashSet<>();
    long sent = 0;
    for (DemoAction action : ACTIONS) {
      if (action instanceof DemoAction.Sample sample) {
        if (inPhase.contains(sample.id())) {
          positions.putIfAbsent(sample.id(), sent);
        }
        sent++;
      } else if (action instanceof DemoAction.Label label
          && label.sequence() == 1
          && positions.containsKey(label.sampleId())) {
        delays.add(sent - 1 - positions.get(label.sampleId()));
      }
    }
    return delays;
  }

  private static List<DemoAction.Sample> samplesOf(DemoPhase phase, Typing typing) {
    List<DemoAction.Sample> samples = new ArrayList<>();
    boolean inside = false;
    for (DemoAction action : ACTIONS) {
      if (action instanceof DemoAction.Mark mark) {
        inside = mark.phase() == phase && mark.typing() == typing;
      } else if (inside && action instanceof DemoAction.Sample sample) {
        samples.add(sample);
      }
    }
    return samples;
  }

  private static Set<String> classes(List<DemoAction.Sample> samples) {
    return samples.stream().map(DemoAction.Sample::trueClass).collect(Collectors.toSet());
  }

  private static <T extends DemoAction> List<T> only(Class<T> type, List<DemoAction> actions) {
    return actions.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<DemoAction> actions(int records, long seed) {
    return list(DemoStream.of(records, seed));
  }

  private static List<DemoAction> list(DemoStream stream) {
    return StreamSupport.stream(stream.spliterator(), false).toList();
  }
}
