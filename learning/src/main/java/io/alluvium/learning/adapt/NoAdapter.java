package io.alluvium.learning.adapt;

import java.util.List;

/** Answers as the frozen classifier does. */
final class NoAdapter implements Adapter {
  @Override
  public String name() {
    return "off";
  }

  @Override
  public List<Posterior> answer(List<Sample> batch, Conditions conditions) {
    return batch.stream().map(Sample::frozen).toList();
  }

  @Override
  public void absorb(List<Sample> batch, Conditions conditions) {}

  @Override
  public void reset() {}
}
