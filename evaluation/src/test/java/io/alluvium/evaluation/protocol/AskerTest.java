package io.alluvium.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.evaluation.EvaluationException;
import io.alluvium.evaluation.Examples;
import io.alluvium.evaluation.Watch;
import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.learning.Decision;
import io.alluvium.learning.HeadOptions;
import io.alluvium.learning.HeadPanel;
import io.alluvium.learning.Heads;
import io.alluvium.learning.SolveOptions;
import io.alluvium.learning.ask.AskStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AskerTest {
  private static final ExampleSet SET = Examples.of(6, 200, 0);

  private final List<String> labelled = new ArrayList<>();

  private static ProtocolOptions options(AskedLabels asked) {
    return ProtocolOptions.defaults().withLabels(LabelOptions.AT_ONCE.withAsked(asked));
  }

  private Asker play(AskedLabels asked, long seed) {
    labelled.clear();
    Script script =
        Protocol.PREQUENTIAL.scripts(SET, options(asked), StreamOrder.SHUFFLED).getFirst();
    Asker asker = new Asker(asked, script.samples(), seed);
    Player player =
        new Player(
            SET,
            new HeadPanel(
                Stream.of("ncm", "knn")
                    .map(name -> Heads.named(name, HeadOptions.defaults()))
                    .toList()),
            new SolveOptions(5, 11, 0.1, 3),
            new Clocks(() -> 0, () -> 0),
            asker);
    player.play(
        script,
        new Observer() {
          @Override
          public void streamed(Example example, boolean graded, Decision decision) {}

          @Override
          public void labelled(Example example, String label, boolean first) {
            labelled.add(example.id());
          }
        },
        Watch.NONE);
    assertThat(player.effort().labels()).isEqualTo(labelled.size());
    return asker;
  }

  @ParameterizedTest
  @EnumSource
  void onlyLabelsThatAreAskedForComeAndNoMoreThanWereGranted(AskStrategy strategy) {
    boolean committee = strategy == AskStrategy.COMMITTEE;
    Asker asker =
        play(new AskedLabels(strategy, 0, 100, committee ? List.of("knn") : List.of()), 1);

    assertThat(labelled).hasSizeBetween(75, 100).doesNotHaveDuplicates();
    assertThat(asker.values())
        .containsEntry("labels", (long) labelled.size())
        .containsKeys("accuracy_of_random_share", "curve");
    assertThat(asker.values().get("reasons"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKey("random");
    assertThat(asker.values().containsKey("challenged")).isEqualTo(committee);
  }

  @Test
  void disagreementIsCounted() {
    Map<String, Object> values =
        play(new AskedLabels(AskStrategy.COMMITTEE, 0, 200, List.of("knn")), 1).values();

    assertThat((Long) values.get("challenged")).isPositive().isLessThan(600);
    assertThat(values.get("reasons"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsKey("disagreement");
  }

  @Test
  void aShareIsAShareOfTheStream() {
    play(new AskedLabels(AskStrategy.RANDOM, 0.25, 0), 1);

    assertThat(labelled.size()).isBetween(250, 350);
  }

  @Test
  void seedsDrawOthers() {
    play(new AskedLabels(AskStrategy.RANDOM, 0.25, 0), 1);
    List<String> first = List.copyOf(labelled);
    play(new AskedLabels(AskStrategy.RANDOM, 0.25, 0), 1);
    assertThat(labelled).isEqualTo(first);
    play(new AskedLabels(AskStrategy.RANDOM, 0.25, 0), 2);
    assertThat(labelled).isNotEqualTo(first);
  }

  @Test
  void otherProtocolsDoNotAsk() {
    ProtocolOptions options = options(new AskedLabels(AskStrategy.AUTO, 0.1, 0));
    assertThatThrownBy(() -> Protocol.JOINT.scripts(SET, options, StreamOrder.SHUFFLED))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("labels are asked for in prequential only, not in joint");
    assertThatThrownBy(() -> new AskedLabels(AskStrategy.AUTO, 1.5, -1))
        .hasMessage("budget is 1.5 and number of labels -1, expected 0 to 1 and at least 0");
    assertThat(new AskedLabels(AskStrategy.AUTO, 0.5, 7).values())
        .isEqualTo(Map.of("strategy", "auto", "budget", 0.5, "labels", 7));
    assertThat(new AskedLabels(AskStrategy.COMMITTEE, 0.5, 7, List.of("ncm")).values())
        .containsEntry("challengers", List.of("ncm"));
    assertThatThrownBy(() -> new AskedLabels(AskStrategy.COMMITTEE, 0.5, 7))
        .hasMessageContaining("challengers are []");
    assertThatThrownBy(() -> new AskedLabels(AskStrategy.AUTO, 0.5, 7, List.of("ncm")))
        .hasMessageContaining("challengers are [ncm]");
  }
}
