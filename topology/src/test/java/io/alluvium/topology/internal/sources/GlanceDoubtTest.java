package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.StateWriter;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.topology.AlluviumConfig;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GlanceDoubtTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final Decision ANSWER = answer(0.6, 0.3, 0.1);

  private final SourceStore store = new SourceStore(new HeapStore("sources"));
  private final GlanceDoubt doubt = open("global");

  private static Decision answer(double a, double b, double c) {
    return new Decision(
        List.of(new Candidate("a", a), new Candidate("b", b), new Candidate("c", c)),
        OptionalDouble.empty());
  }

  private GlanceDoubt open(String limits) {
    return new GlanceDoubt(options(limits), store);
  }

  private static SourceOptions options(String limits) {
    return SourceOptions.of(
        new AlluviumConfig(
            Map.of(
                AlluviumConfig.CASCADE_COVERAGE, "0.9",
                AlluviumConfig.SETS_LIMITS, limits,
                AlluviumConfig.CALIBRATE, "true")));
  }

  private static Doubt of(GlanceDoubt doubt) {
    return doubt.of(ANSWER, () -> ANSWER, CLASSES);
  }

  private static List<String> set(GlanceDoubt doubt) {
    return of(doubt).set().orElseThrow();
  }

  private static void label(GlanceDoubt doubt, String label, int times) {
    for (int n = 0; n < times; n++) {
      doubt.label(ANSWER, () -> ANSWER, CLASSES, label);
    }
  }

  @Test
  void setsAndProbabilitiesFollowTheLabels() {
    label(doubt, "a", 200);
    assertThat(set(doubt)).hasSizeLessThan(2);
    double sure = of(doubt).calibrated().orElseThrow().getFirst();
    label(doubt, "c", 200);
    assertThat(set(doubt)).contains("a", "b");
    assertThat(of(doubt).calibrated().orElseThrow().getFirst()).isLessThan(sure);
  }

  @Test
  void aRestartGoesOnWhereItStood() {
    label(doubt, "c", 30);
    doubt.flush();
    GlanceDoubt again = open("global");
    assertThat(of(again)).isEqualTo(of(doubt));
    label(doubt, "a", 40);
    label(again, "a", 40);
    assertThat(of(again)).isEqualTo(of(doubt));
    assertThat(store.glances()).isPresent();
  }

  @Test
  void itBeginsAsSureAsOthers() {
    label(doubt, "c", 100);
    AnswerSets sets = new AnswerSets(options("global").sets());
    SureAnswers sure = new SureAnswers(true);
    StateWriter state = new StateWriter();
    sets.save(state);
    sure.save(state);
    doubt.begin(state.words());
    assertThat(of(doubt)).isEqualTo(of(new GlanceDoubt(options("global"), fresh())));
    doubt.flush();
    assertThat(of(open("global"))).isEqualTo(of(doubt));
  }

  private static SourceStore fresh() {
    return new SourceStore(new HeapStore("sources"));
  }

  @Test
  void limitsOfClassesFollowTheirNames() {
    GlanceDoubt own = open("class");
    Decision trained = answer(0.7, 0.2, 0.05);
    for (int n = 0; n < 200; n++) {
      own.label(trained, () -> trained, CLASSES, "a");
      own.label(trained, () -> trained, CLASSES, "c");
    }
    Decision asked = answer(0.4, 0.11, 0.1);
    assertThat(own.of(asked, () -> asked, CLASSES).set().orElseThrow())
        .contains("c")
        .doesNotContain("b");
    own.move(Map.of("c", "b"));
    assertThat(own.of(asked, () -> asked, CLASSES).set().orElseThrow())
        .contains("b")
        .doesNotContain("c");
    assertThat(own.retain(List.of("a"))).isTrue();
    assertThat(own.retain(List.of("a"))).isFalse();
    own.flush();
    assertThat(of(open("class"))).isEqualTo(of(own));
  }
}
