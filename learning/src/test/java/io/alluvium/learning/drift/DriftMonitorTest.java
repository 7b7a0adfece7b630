package io.alluvium.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.WhitenedPoint;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftMonitorTest {
  private final GaussianWorld world = new GaussianWorld(new Random(5));
  private final DriftMonitor monitor = world.surprise().monitor();

  private void add(int samples, double p) {
    WhitenedPoint point = world.geometry().place(world.draw(0, 0));
    for (int n = 0; n < samples; n++) {
      monitor.add(new Surprise(0, p, p), point);
    }
  }

  @Test
  void farOffAreSixteenSamplesThatAreHardlyEverSoUnusual() {
    add(15, 0.001);
    assertThat(monitor.isFarOff()).isFalse();
    add(1, 0.001);
    assertThat(monitor.isFarOff()).isTrue();
    add(1, 0.5);
    assertThat(monitor.isFarOff()).isFalse();
  }
}
