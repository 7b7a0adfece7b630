package io.alluvium.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Examples;
import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Assignment;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtocolTest {
  private static final ExampleSet SET = Examples.of(10, 6, 2);
  private static final ProtocolOptions DEFAULTS = ProtocolOptions.defaults();

  private static List<Script> scripts(Protocol protocol, ProtocolOptions options) {
    return protocol.scripts(SET, options, StreamOrder.SHUFFLED);
  }

  private static List<Integer> samples(Script script) {
    return script.steps().stream()
        .filter(Step.Sample.class::isInstance)
        .map(step -> ((Step.Sample) step).example())
        .toList();
  }

  private static ProtocolOptions labelled(LabelOptions labels) {
    return new ProtocolOptions(7, 0, labels, 0, 1, 0.1, 0, 5, List.of(1, 5));
  }

  @Test
  void jointLearnsAllThenAsksAll() {
    Script script = scripts(Protocol.JOINT, DEFAULTS).getFirst();

    assertThat(samples(script)).hasSize(60).doesNotHaveDuplicates();
    assertThat(script.steps()).endsWith(new Step.Solve(), new Step.Probe(0, true));
    assertThat(script.groups().getFirst().examples()).hasSize(20);
  }

  @Test
  void theSeedAloneDecidesTheOrder() {
    ProtocolOptions other =
        new ProtocolOptions(8, 0, LabelOptions.AT_ONCE, 0, 1, 0.1, 0, 5, List.of(1));

    assertThat(scripts(Protocol.JOINT, DEFAULTS)).isEqualTo(scripts(Protocol.JOINT, DEFAULTS));
    assertThat(samples(scripts(Protocol.JOINT, other).getFirst()))
        .isNotEqualTo(samples(scripts(Protocol.JOINT, DEFAULTS).getFirst()));
  }

  @Test
  void aLabelComesAfterItsDelay() {
    Script script =
        scripts(Protocol.PREQUENTIAL, labelled(new LabelOptions(3, 1, 0, 0, true, 0))).getFirst();
    List<Integer> order = samples(script);

    assertThat(script.steps().subList(0, 4)).allMatch(Step.Sample.class::isInstance);
    assertThat(script.steps().get(4)).isEqualTo(label(order.getFirst()));
    assertThat(script.steps().get(5)).isEqualTo(new Step.Sample(order.get(4), true));
    assertThat(script.steps().get(6)).isEqualTo(label(order.get(1)));
    assertThat(script.steps().stream().filter(Step.Label.class::isInstance)).hasSize(60);
  }

  private static Step label(int example) {
    return new Step.Label(example, Assignment.of(SET.examples().get(example).label()));
  }

  @Test
  void wrongLabelsAreCorrectedLater() {
    Script script =
        scripts(Protocol.PREQUENTIAL, labelled(new LabelOptions(0, 1, 0.5, 10, true, 0)))
            .getFirst();

    Set<Integer> wrong = new HashSet<>();
    Set<Integer> corrected = new HashSet<>();
    for (Step step : script.steps()) {
      if (step instanceof Step.Label(int example, Assignment label)) {
        boolean right = SET.examples().get(example).label().equals(label.label());
        if (!right) {
          assertThat(wrong.add(example)).isTrue();
        } else if (wrong.contains(example)) {
          corrected.add(example);
        }
      }
    }
    assertThat(wrong).hasSizeBetween(15, 45).isEqualTo(corrected);
  }

  @Test
  void trustedLabelsAreRightAndOthersMayStayWrong() {
    Script script =
        scripts(Protocol.PREQUENTIAL, labelled(new LabelOptions(0, 1, 1, 0, false, 0.5)))
            .getFirst();

    List<Step.Label> labels =
        script.steps().stream()
            .filter(Step.Label.class::isInstance)
            .map(Step.Label.class::cast)
            .toList();
    assertThat(labels).extracting(Step.Label::example).doesNotHaveDuplicates();
    for (Step.Label each : labels) {
      boolean right = SET.examples().get(each.example()).label().equals(each.label().label());
      assertThat(right).isEqualTo(each.label().weight() == 2);
    }
    assertThat(labels.stream().filter(each -> each.label().weight() == 2).count())
        .isBetween(15L, 45L);
  }

  @Test
  void aShareOfTheSamplesGetsLabels() {
    Script script =
        scripts(Protocol.PREQUENTIAL, labelled(new LabelOptions(0, 0.5, 0, 0, true, 0))).getFirst();

    assertThat(script.steps().stream().filter(Step.Label.class::isInstance).count())
        .isBetween(15L, 45L);
  }

  @Test
  void warmSamplesComeFirstAndAreNotGraded() {
    List<Script> scripts =
        Protocol.PREQUENTIAL.scripts(SET, DEFAULTS.withWarm(10), StreamOrder.SHUFFLED);

    List<Step.Sample> first =
        scripts.getFirst().steps().stream()
            .filter(Step.Sample.class::isInstance)
            .map(Step.Sample.class::cast)
            .limit(11)
            .toList();
    assertThat(first.subList(0, 10)).noneMatch(Step.Sample::graded);
    assertThat(first.subList(0, 10)).extracting(Step.Sample::example).allMatch(i -> i < 10);
    assertThat(first.getLast().graded()).isTrue();
  }

  @Test
  void ordersOfStreamsKeepTimeAndDomains() {
    Script time = Protocol.PREQUENTIAL.scripts(SET, DEFAULTS, StreamOrder.TIME).getFirst();
    Script domains =
        Protocol.PREQUENTIAL.scripts(SET, DEFAULTS, StreamOrder.WITHIN_DOMAIN).getFirst();

    assertThat(samples(time)).isSorted();
    List<String> domainsInOrder =
        samples(domains).stream().map(i -> SET.examples().get(i).domain()).toList();
    assertThat(domainsInOrder).isSorted();
    assertThat(samples(domains)).isNotEqualTo(samples(time));
  }

  @Test
  void classesComeInTasksAndAreAskedAboutByTask() {
    ProtocolOptions options =
        new ProtocolOptions(7, 0, LabelOptions.AT_ONCE, 3, 2, 0.1, 0, 5, List.of(1));
    Script script = scripts(Protocol.CLASS_INCREMENTAL, options).getFirst();

    assertThat(script.groups())
        .extracting(group -> group.examples().size())
        .containsExactly(6, 6, 6, 2);
    assertThat(script.steps().stream().filter(Step.Probe.class::isInstance))
        .startsWith(new Step.Probe(0, false), new Step.Probe(0, true), new Step.Probe(1, false))
        .hasSize(8);
    assertThat(labels(samples(script).subList(0, 18)))
        .isEqualTo(labels(script.groups().getFirst().examples()));
  }

  private static Set<String> labels(List<Integer> examples) {
    Set<String> labels = new HashSet<>();
    examples.forEach(i -> labels.add(SET.examples().get(i).label()));
    return labels;
  }

  @Test
  void fewShotTasksHaveFewSamples() {
    ProtocolOptions options =
        new ProtocolOptions(7, 0, LabelOptions.AT_ONCE, 2, 1, 0.1, 0, 3, List.of(1));
    Script script = scripts(Protocol.FEW_SHOT, options).getFirst();

    assertThat(script.groups()).hasSize(3);
    assertThat(samples(script)).hasSize(6 * 6 + 4 * 3);
  }

  @Test
  void imbalanceThinsHalfOfTheClasses() {
    List<Script> scripts = scripts(Protocol.IMBALANCE, labelled(LabelOptions.AT_ONCE));

    assertThat(scripts).extracting(Script::name).containsExactly("shots-1", "shots-5");
    assertThat(samples(scripts.getFirst())).hasSize(5 * 6 + 5);
    assertThat(scripts.getFirst().classSets().get("rare")).hasSize(5);
  }

  @Test
  void blurryKeepsAllSamplesAndMovesSome() {
    Script sharp = scripts(Protocol.CLASS_INCREMENTAL, DEFAULTS).getFirst();
    Script blurred =
        scripts(
                Protocol.BLURRY,
                new ProtocolOptions(7, 0, LabelOptions.AT_ONCE, 0, 1, 0.5, 0, 5, List.of(1)))
            .getFirst();

    assertThat(samples(blurred)).hasSameElementsAs(samples(sharp)).isNotEqualTo(samples(sharp));
    assertThat(blurred.groups()).isEqualTo(sharp.groups());
  }

  @Test
  void domainsComeOneAfterTheOther() {
    Script script = scripts(Protocol.DOMAIN_INCREMENTAL, DEFAULTS).getFirst();

    assertThat(script.groups()).extracting(TestGroup::name).containsExactly("domain-0", "domain-1");
  }

  @Test
  void needsSeveralDomains() {
    ExampleSet one =
        new ExampleSet(
            SET.space(),
            SET.examples().stream().filter(e -> e.domain().equals("domain-0")).toList(),
            Skipped.NONE);

    assertThatThrownBy(
            () -> Protocol.DOMAIN_INCREMENTAL.scripts(one, DEFAULTS, StreamOrder.SHUFFLED))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("has 1 domain");
  }

  @Test
  void keepsAFifthForTestingWithoutASplit() {
    ExampleSet unsplit =
        new ExampleSet(
            SET.space(),
            SET.examples().stream().filter(e -> e.role() == Row.Role.TRAIN).toList(),
            Skipped.NONE);
    Script script = Protocol.JOINT.scripts(unsplit, DEFAULTS, StreamOrder.SHUFFLED).getFirst();

    List<Integer> test = script.groups().getFirst().examples();
    assertThat(test).hasSizeBetween(5, 20).doesNotContainAnyElementsOf(samples(script));
    assertThat(test.size() + samples(script).size()).isEqualTo(60);
  }

  @Test
  void theDigestOfTheLedgerDependsOnEveryEntry() {
    Script script = scripts(Protocol.JOINT, DEFAULTS).getFirst();
    Script shorter =
        new Script(
            "",
            script.steps().subList(1, script.steps().size()),
            script.groups(),
            List.of(),
            script.classSets());

    assertThat(script.ledgerDigest(SET)).isEqualTo(script.ledgerDigest(SET));
    assertThat(shorter.ledgerDigest(SET)).isNotEqualTo(script.ledgerDigest(SET));
  }
}
