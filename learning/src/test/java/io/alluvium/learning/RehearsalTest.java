package io.alluvium.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void givesWayToWork() {
    AtomicInteger times = new AtomicInteger();
    Rehearsal.run(() -> times.incrementAndGet() < 3);
    assertThat(times).hasValue(3);
  }

  @Test
  void ends() {
    AtomicInteger times = new AtomicInteger();
    Rehearsal.run(() -> times.incrementAndGet() > 0);
    assertThat(times).hasValue(20);
  }
}
