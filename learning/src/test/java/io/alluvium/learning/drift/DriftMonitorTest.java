package io.alluvium.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.alluvium.learning.Embedding;
import io.alluvium.learning.GaussianWorld;
import io.alluvium.learning.WhitenedPoint;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DriftMonitorTest {
  private final GaussianWorld world = new GaussianWorld(new Random(3));
  private final DriftMonitor monitor = world.surprise().monitor();

  private Optional<DriftEvent> add(Embedding sample) {
    WhitenedPoint point = world.geometry().place(sample);
    return monitor.add(world.surprise().surprise(point), point);
  }

  @Test
  void independentLabelsRaiseNoAlarm() {
    for (int n = 0; n < 10_000; n++) {
      assertThat(add(world.draw(world.anyClass(), 0))).isEmpty();
    }
  }

  @Test
  void labelsInRunsRaiseNoAlarm() {
    for (int n = 0; n < 10_000; n++) {
      assertThat(add(world.draw(n / 100 % GaussianWorld.CLASSES, 0))).isEmpty();
    }
  }

  @Test
  void shiftIsNoticedSoonAndKnownForWhatItIs() {
    for (int n = 0; n < 1_000; n++) {
      add(world.draw(world.anyClass(), 0));
    }
    Optional<DriftEvent> event = Optional.empty();
    int delay = 0;
    while (event.isEmpty() && delay < 500) {
      event = add(world.draw(world.anyClass(), 0.5));
      delay++;
    }

    assertThat(event).map(DriftEvent::kind).contains(SuspectedKind.INPUT);
    assertThat(delay).isLessThan(100);
    assertThat(event.orElseThrow().since()).isBetween(1L, 200L);
  }

  private void addAsUnusualAs(double p, int samples) {
    WhitenedPoint point = world.geometry().place(world.draw(0, 0));
    for (int n = 0; n < samples; n++) {
      monitor.add(new Surprise(0, p, p), point);
    }
  }

  @Test
  void farOffAreSixteenSamplesThatAreHardlyEverSoUnusual() {
    addAsUnusualAs(0.001, 15);
    assertThat(monitor.isFarOff()).isFalse();
    addAsUnusualAs(0.001, 1);
    assertThat(monitor.isFarOff()).isTrue();
    addAsUnusualAs(0.5, 1);
    assertThat(monitor.isFarOff()).isFalse();
  }

  @Test
  void strangersAmongOthersAreNovelty() {
    RecentPValues recent = new RecentPValues();
    Random random = new Random(5);
    for (int n = 0; n < 500; n++) {
      recent.add(n % 4 == 0 ? 0.005 : 0.02 + 0.98 * random.nextDouble());
    }

    assertThat(recent.kind(RecentPValues.SIZE)).isEqualTo(SuspectedKind.NOVELTY);
  }

  @Test
  void errorsOnSamplesThatLookAsBeforeAreAConcept() {
    for (int n = 0; n < 1_000; n++) {
      add(world.draw(world.anyClass(), 0));
      assertThat(monitor.addLabel(n % 20 == 0)).isEmpty();
    }
    Optional<DriftEvent> event = Optional.empty();
    for (int n = 0; n < 300 && event.isEmpty(); n++) {
      add(world.draw(world.anyClass(), 0));
      event = monitor.addLabel(n % 2 == 0);
    }

    assertThat(event).map(DriftEvent::kind).contains(SuspectedKind.CONCEPT);
  }

  @Test
  void alertsMeasureTheDisplacementOfAWindow() {
    WindowAlerts clean = new WindowAlerts(world.geometry());
    WindowAlerts shifted = new WindowAlerts(world.geometry());
    WindowAlerts oneClass = new WindowAlerts(world.geometry());
    for (int n = 0; n < 2_000; n++) {
      alert(clean, world.draw(n % GaussianWorld.CLASSES, 0));
      alert(shifted, world.draw(n % GaussianWorld.CLASSES, 1));
      alert(oneClass, world.draw(0, 0));
    }

    assertThat(clean.frechet()).isLessThan(0.2);
    assertThat(shifted.frechet()).isGreaterThan(5 * clean.frechet() + 1);
    assertThat(clean.histogram()).isLessThan(2);
    assertThat(oneClass.histogram()).isGreaterThan(1_000);
    assertThat(clean.outlierShare()).isLessThan(0.05);
    assertThat(shifted.outlierShare()).isGreaterThan(0.5);
  }

  private void alert(WindowAlerts alerts, Embedding sample) {
    WhitenedPoint placed = world.geometry().place(sample);
    alerts.add(placed, world.surprise().surprise(placed));
  }
}
