package io.alluvium.topology.internal.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Candidate;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.StateWriter;
import io.alluvium.stores.HeapStore;
import io.alluvium.stores.SourceStore;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.Toy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GlanceDoubtTest {
  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final Decision ANSWER = answer(0.6, 0.3, 0.1);

  private static final Embedding IMAGE = Toy.axis(0);

  private final SourceStore store = new SourceStore(new HeapStore("sources"));
  private final GlanceDoubt doubt = open("global");

  private static Decision answer(double a, double b, double c) {
    return new Decision(
        List.of(new Candidate("a", a), new Candidate("b", b), new Candidate("c", c)),
        OptionalDouble.empty());
  }

  private static Answerer by(Decision answer) {
    return new Answerer(most -> answer, CLASSES, Optional.empty());
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
    return doubt.of(by(ANSWER), IMAGE, ANSWER, true);
  }

  private static List<String> set(GlanceDoubt doubt) {
    return of(doubt).set().orElseThrow();
  }

  private static void label(GlanceDoubt doubt, String label, int times) {
    for (int n = 0; n < times; n++) {
      doubt.label(by(ANSWER), ANSWER, label);
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
  void imagesAreRankedAmongThoseThatCameFirst() {
    ToyClasses classes = new ToyClasses();
    Answerer by = classes.answerer(ANSWER);
    for (int n = 0; n < 128; n++) {
      assertThat(doubt.of(by, classes.draw(n % 3), ANSWER, true).novelty()).isEmpty();
    }
    doubt.flush();
    GlanceDoubt again = open("global");
    Embedding stranger = Toy.axis(3);
    OptionalDouble novelty = again.of(by, stranger, ANSWER, false).novelty();
    assertThat(novelty.orElseThrow()).isLessThan(0.02);
    assertThat(again.of(by, stranger, ANSWER, true).novelty())
        .as("it was not taken in")
        .isEqualTo(novelty);
    assertThat(again.of(by, stranger, ANSWER, true).novelty().orElseThrow())
        .isGreaterThan(novelty.orElseThrow());
    again.forgetSamples();
    assertThat(again.of(by, stranger, ANSWER, true).novelty()).isEmpty();
  }

  @Test
  void itBeginsAsSureAsOthers() {
    label(doubt, "c", 100);
    AnswerSets sets = new AnswerSets(options("global").sets());
    SureAnswers sure = new SureAnswers(true);
    StateWriter state = new StateWriter();
    sets.save(state);
    sure.save(state);
    ToyClasses classes = new ToyClasses();
    for (int n = 0; n < 200; n++) {
      var _ = doubt.of(classes.answerer(ANSWER), classes.draw(n % 3), ANSWER, true);
    }
    doubt.begin(state.words());
    assertThat(doubt.of(classes.answerer(ANSWER), IMAGE, ANSWER, false).novelty()).isEmpty();
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
      own.label(by(trained), trained, "a");
      own.label(by(trained), trained, "c");
    }
    Decision asked = answer(0.4, 0.11, 0.1);
    assertThat(own.of(by(asked), IMAGE, asked, true).set().orElseThrow())
        .contains("c")
        .doesNotContain("b");
    own.move(Map.of("c", "b"));
    assertThat(own.of(by(asked), IMAGE, asked, true).set().orElseThrow())
        .contains("b")
        .doesNotContain("c");
    assertThat(own.retain(List.of("a"))).isTrue();
    assertThat(own.retain(List.of("a"))).isFalse();
    own.flush();
    assertThat(of(open("class"))).isEqualTo(of(own));
  }
}
