package io.alluvium.moa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.data.Row;
import io.alluvium.evaluation.data.Skipped;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.LabelOptions;
import io.alluvium.evaluation.protocol.Protocol;
import io.alluvium.evaluation.protocol.ProtocolOptions;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.StreamOrder;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MoaPlayerTest {
  private static final int SAMPLES = 400;
  private static final List<String> LABELS = List.of("left", "right");

  private final Space space =
      new Space(new SpaceId("ab".repeat(32)), 3, new Normalisation.Fixed(8, 4000));

  private ExampleSet twoClasses() {
    SplittableRandom random = new SplittableRandom(1);
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < SAMPLES; n++) {
      int side = random.nextInt(2);
      float[] point = new float[3];
      for (int i = 0; i < 3; i++) {
        point[i] = (float) (random.nextGaussian() / 2 + (2 * side - 1));
      }
      examples.add(
          new Example("s" + n, LABELS.get(side), Row.Role.TRAIN, "", "", n, space.quantise(point)));
    }
    return new ExampleSet(space, examples, Skipped.NONE);
  }

  private Score play(String learner, int delay) {
    ExampleSet set = twoClasses();
    ProtocolOptions options =
        ProtocolOptions.defaults().withLabels(new LabelOptions(delay, 1, 0, 0, true, 0));
    Script script = Protocol.PREQUENTIAL.scripts(set, options, StreamOrder.TIME).getFirst();
    return new MoaPlayer(
            set, MoaLearners.named(learner, space, LABELS, 7), new Clocks(() -> 0, () -> 0))
        .play(script);
  }

  static List<String> learners() {
    return MoaLearners.names();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyLearnerTellsTwoClassesApart(String learner) {
    assertThat(play(learner, 0).accuracy()).isGreaterThan(0.9);
  }

  @Test
  void labelsThatComeLateAreLearntLate() {
    assertThat(play("NaiveBayes", SAMPLES).accuracy())
        .isLessThan(0.6)
        .isLessThan(play("NaiveBayes", 0).accuracy());
  }

  @Test
  void unknownLearnersAreNamed() {
    assertThatThrownBy(() -> MoaLearners.named("Oracle", space, LABELS, 7))
        .hasMessageContaining("learner is 'Oracle', expected one of [AdaptiveRandomForest");
  }
}
