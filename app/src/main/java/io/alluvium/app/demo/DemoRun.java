package io.alluvium.app.demo;

import io.alluvium.app.pipeline.PipelineException;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * Plays the demo's stream against a running pipeline.
 *
 * <p>Not faster than it is answered: so many samples at most are on their way. At the end of each
 * phase it waits until the learner has met everything that was sent, and notes the digests of its
 * state. For one thread.
 */
final class DemoRun implements AutoCloseable {
  private static final int MAX_IN_FLIGHT = 384;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration MARK_WAIT = Duration.ofSeconds(2);

  private final Runnable watch;
  private final DemoMeter meter;
  private final Optional<DemoRelease> release;
  private final LiveProgress progress;
  private final DemoFeeder feeder;
  private final DemoCollector collector;
  private final Semaphore room = new Semaphore(MAX_IN_FLIGHT);
  private final double rate;
  private long samplesSent;
  private long labelsSent;
  private long duplicatesNoted;
  private long marksSent;
  private long startNanos;

  DemoRun(
      AlluviumConfig config,
      WireSerdes serdes,
      Runnable watch,
      DemoMeter meter,
      Optional<DemoRelease> release,
      LiveProgress progress,
      double rate) {
    String servers =
        String.valueOf(config.kafka().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    this.watch = watch;
    this.meter = meter;
    this.release = release;
    this.progress = progress;
    this.rate = rate;
    this.feeder = new DemoFeeder(servers, config.topics(), serdes);
    this.collector =
        DemoCollector.start(servers, config.topics(), serdes, meter, release, room::release);
  }

  /** Plays the whole stream and returns the learner's last mark. */
  LearnerMark play(DemoStream stream) throws InterruptedException {
    startNanos = System.nanoTime();
    DemoPhase phase = DemoPhase.FEW_CLASSES;
    announce(phase);
    for (DemoAction action : stream) {
      switch (action) {
        case DemoAction.Sample sample -> send(sample);
        case DemoAction.Label label -> send(label);
        case DemoAction.Mark mark -> {
          if (mark.phase() != phase) {
            meter.onPhaseEnd(phase, settle(phase.title()));
            phase = mark.phase();
            announce(phase);
          } else if (mark.typing() != Typing.BEFORE) {
            progress.mark("  " + mark.message());
          }
          meter.onMark(mark);
        }
      }
      release.flatMap(each -> each.due(samplesSent)).ifPresent(this::give);
      progress.update(meter);
    }
    LearnerMark last = settle(phase.title());
    meter.onPhaseEnd(phase, last);
    return last;
  }

  private void give(DemoRelease.Order order) {
    progress.mark("  " + order.message());
    feeder.command("demo-" + order.type(), order.type(), order.arguments());
  }

  private void announce(DemoPhase phase) {
    progress.mark(
        "Phase "
            + phase.number()
            + " of "
            + DemoPhase.values().length
            + ": "
            + phase.description());
  }

  private void send(DemoAction.Sample sample) throws InterruptedException {
    keepRate();
    if (!sample.duplicate()) {
      awaitRoom();
    }
    meter.onSent(sample, System.nanoTime());
    feeder.send(sample);
    samplesSent++;
  }

  private void send(DemoAction.Label label) {
    meter.onLabel(label);
    feeder.send(label);
    labelsSent++;
  }

  private void keepRate() {
    if (rate > 0) {
      long due = startNanos + (long) (samplesSent / rate * TimeUnit.SECONDS.toNanos(1));
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(Math.min(due - now, TICK.toNanos()));
        progress.update(meter);
        checkAlive();
      }
    }
  }

  private void awaitRoom() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!room.tryAcquire(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
      progress.update(meter);
      checkAlive();
      if (System.nanoTime() > deadline) {
        throw new PipelineException(
            "no sample was answered for " + PATIENCE.toMinutes() + " minutes");
      }
    }
  }

  private void checkAlive() {
    watch.run();
    if (collector.isDead()) {
      throw new PipelineException("the demo can no longer read what comes back: see the log");
    }
  }

  /** Sends marks until one shows that the learner has met everything; its duplicates are noted. */
  private LearnerMark settle(String name) throws InterruptedException {
    feeder.flush();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      feeder.mark("demo-" + ++marksSent, name);
      feeder.flush();
      var mark = collector.nextMark(MARK_WAIT);
      progress.update(meter);
      checkAlive();
      if (mark.isPresent() && met(mark.get())) {
        long duplicates = mark.get().count("duplicates");
        meter.onDuplicates(duplicates - duplicatesNoted);
        duplicatesNoted = duplicates;
        return mark.get();
      }
    }
    throw new PipelineException(
        "the learner had not met everything that was sent "
            + PATIENCE.toMinutes()
            + " minutes later");
  }

  private boolean met(LearnerMark mark) {
    long buriedByEmbed = meter.figures().deadLetters() - mark.count("buried_samples");
    boolean samplesMet = mark.count("samples") + buriedByEmbed == samplesSent;
    boolean answersRead = meter.figures().predictions() == mark.count("predictions");
    return samplesMet && answersRead && mark.count("label_records") == labelsSent;
  }

  @Override
  public void close() {
    collector.close();
    feeder.close();
  }
}
