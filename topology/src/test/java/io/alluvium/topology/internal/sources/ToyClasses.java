package io.alluvium.topology.internal.sources;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.Decision;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Shrinkage;
import io.alluvium.learning.SufficientStatistics;
import io.alluvium.topology.Seeds;
import io.alluvium.topology.Toy;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Three classes along the first axes of the toy space; the last axis is none of them. */
final class ToyClasses {
  private static final int SAMPLES = 300;

  private final RandomGenerator random = Seeds.random();
  private final ClassGeometry geometry;

  ToyClasses() {
    SufficientStatistics statistics = new SufficientStatistics(Toy.space(1));
    for (int n = 0; n < SAMPLES; n++) {
      statistics.add("class" + n % 3, draw(n % 3));
    }
    geometry = ClassGeometry.of(statistics, new Shrinkage.Oas()).orElseThrow();
  }

  Embedding draw(int c) {
    return Toy.near(c, random);
  }

  ClassGeometry geometry() {
    return geometry;
  }

  /** Returns one who always gives the same answer. */
  Answerer answerer(Decision answer) {
    return new Answerer(most -> answer, List.of("a", "b", "c"), Optional.of(geometry));
  }
}
