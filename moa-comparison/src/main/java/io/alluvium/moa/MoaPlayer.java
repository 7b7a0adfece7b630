package io.alluvium.moa;

import io.alluvium.evaluation.embedding.Example;
import io.alluvium.evaluation.embedding.ExampleSet;
import io.alluvium.evaluation.protocol.Clocks;
import io.alluvium.evaluation.protocol.Script;
import io.alluvium.evaluation.protocol.Step;
import io.alluvium.evaluation.protocol.Stopwatch;
import java.util.HashSet;
import java.util.Set;

/**
 * Plays a script to a learner of MOA, as {@link io.alluvium.evaluation.protocol.Player} does to a
 * head. A label that replaces another is left out: these learners cannot take back what they
 * learnt.
 */
final class MoaPlayer {
  private final ExampleSet set;
  private final MoaLearner learner;
  private final Clocks clocks;

  /**
   * Prepares to play.
   *
   * @param clocks measure and decide nothing
   */
  MoaPlayer(ExampleSet set, MoaLearner learner, Clocks clocks) {
    this.set = set;
    this.learner = learner;
    this.clocks = clocks;
  }

  /** Plays all steps and returns what came of them. */
  Score play(Script script) {
    StreamScore stream = new StreamScore();
    Set<Integer> labelled = new HashSet<>();
    Stopwatch wall = new Stopwatch(clocks.wall());
    wall.start();
    for (Step step : script.steps()) {
      switch (step) {
        case Step.Sample sample -> {
          Example example = set.examples().get(sample.example());
          String answer = learner.answer(example.embedding(), example.label()).orElse(null);
          if (sample.graded()) {
            stream.add(example, answer);
          }
        }
        case Step.Label label -> {
          if (labelled.add(label.example())) {
            learner.learn(set.examples().get(label.example()).embedding(), label.label().label());
          }
        }
        case Step.Solve() -> {}
        case Step.Probe probe -> {}
      }
    }
    wall.stop();
    return stream.score(script, wall.totalNanos());
  }
}
