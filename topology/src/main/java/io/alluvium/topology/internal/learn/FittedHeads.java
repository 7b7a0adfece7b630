package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Head;
import io.alluvium.learning.SurveyedHead;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.internal.sources.SourceOptions;

/** What solves fit: the heads that run and, where sources are watched, where their classes lie. */
final class FittedHeads {
  private FittedHeads() {}

  static Head of(AlluviumConfig config) {
    SourceOptions sources = SourceOptions.of(config);
    return sources.watches()
        ? new SurveyedHead(
            config.heads(),
            config.headOptions().shrinkage(),
            sources.leastLabelled(),
            sources.novelty().geometry(config.headOptions()))
        : config.heads();
  }
}
