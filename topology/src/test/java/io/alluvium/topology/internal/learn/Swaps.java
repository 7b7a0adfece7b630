package io.alluvium.topology.internal.learn;

import io.alluvium.learning.Learner;
import io.alluvium.topology.AlluviumConfig;
import java.util.Map;

/** Changes of the encoder for tests of something else. */
final class Swaps {
  private Swaps() {}

  /** Returns one in which no encoder was released. */
  static EncoderSwap none() {
    return new EncoderSwap(
        SwapSettings.of(new AlluviumConfig(Map.of()), Learner.Background.INLINE),
        KnowledgeStores.onHeap(),
        () -> false);
  }
}
