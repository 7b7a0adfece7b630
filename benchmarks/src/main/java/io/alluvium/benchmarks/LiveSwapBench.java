package io.alluvium.benchmarks;

import io.alluvium.app.backfill.CutOver;
import io.alluvium.app.backfill.SampleCopier;
import io.alluvium.app.control.CommandSender;
import io.alluvium.app.pipeline.Pipeline;
import io.alluvium.app.pipeline.Role;
import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.Payload;
import io.alluvium.evaluation.StoppedException;
import io.alluvium.evaluation.data.Definition;
import io.alluvium.evaluation.data.WordNet;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Event;
import io.alluvium.schemas.Severity;
import io.alluvium.topology.AlluviumConfig;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.WireSerdes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A change of the encoder, a backfill that goes on for a while, and the rollback, while definitions
 * of WordNet and their labels come at a steady rate: EMBED and LEARN as {@code run} has them, on a
 * broker in this process.
 *
 * <p>The rate is a share of what EMBED reached just before with nothing held back, or would reach
 * with the new encoder, whichever is less; that of the backfill is another share of it. Fails if a
 * prediction is lost or doubled; what it measures it only tells.
 */
final class LiveSwapBench {
  private static final String TO = "bge-small";
  private static final double LOAD = 0.6;
  private static final double BACKFILL_LOAD = 0.2;
  private static final double SHARE = 0.1;
  private static final double MOST_TIMES_P99 = 2;
  private static final long SEED = 7;
  private static final int BATCH = 128;
  private static final int ROUNDS = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Workplace workplace;
  private final Effort effort;
  private final Consumer<String> progress;

  LiveSwapBench(Workplace workplace, Effort effort, Consumer<String> progress) {
    this.workplace = workplace;
    this.effort = effort;
    this.progress = progress;
  }

  Outcome run() throws InterruptedException {
    AlluviumConfig config = workplace.namespace("swap");
    WireSerdes serdes = Workplace.serdes(config);
    List<Definition> definitions = WordNet.shuffled(WordNet.definitions(), SEED);
    try (PacedFeed feed =
        new PacedFeed(workplace.bootstrapServers(), config, serdes, definitions)) {
      Encoder encoder = Pipeline.openEncoder(config);
      double slower = timesAsFast(encoder, config, definitions);
      feed.burst(effort.swap().history());
      double carried;
      try (Pipeline pipeline = Pipeline.start(config, Role.ALL, serdes, encoder);
          CommandSender commands = CommandSender.open(config, serdes);
          EventWatch events = new EventWatch(config, serdes);
          TopicCount predictions = new TopicCount(config, config.topics().predictions())) {
        Runnable alive =
            () -> {
              LearnTrial.checkAlive(pipeline);
              feed.checkAlive();
            };
        double reached = reached(predictions, alive);
        carried = reached * Math.min(1, slower);
        say(
            String.format(
                Locale.ROOT,
                "unthrottled %.1f samples/s, encoder '%s' alone %.2f times as fast: %.1f samples/s from here on",
                reached,
                TO,
                slower,
                LOAD * carried));
        feed.pace(LOAD * carried);
        change(commands, events, alive);
        backfill(config, serdes, BACKFILL_LOAD * carried, alive);
        takeBack(commands, events, alive);
        feed.stop();
        var _ = predictions.await(feed.sent(), alive);
      }
      return outcome(new SwapBooks(config, serdes, definitions.subList(0, feed.sent())), carried);
    }
  }

  /** Returns how many times as fast the new encoder is, on the texts of the history. */
  private double timesAsFast(Encoder encoder, AlluviumConfig config, List<Definition> definitions) {
    List<Payload> texts =
        definitions.stream()
            .limit(effort.scanTexts())
            .<Payload>map(definition -> new Payload.Text(definition.text()))
            .toList();
    AlluviumConfig other =
        new AlluviumConfig(
            Map.of(
                AlluviumConfig.ENCODER,
                TO,
                AlluviumConfig.ENCODER_THREADS,
                config.getInt(AlluviumConfig.ENCODER_THREADS)));
    try (Encoder next = Pipeline.openEncoder(other)) {
      double _ = seconds(encoder, texts);
      double _ = seconds(next, texts);
      List<Double> ratios = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        ratios.add(seconds(encoder, texts) / seconds(next, texts));
      }
      return new Spread(ratios).median();
    }
  }

  private static double seconds(Encoder encoder, List<Payload> texts) {
    long start = System.nanoTime();
    for (int at = 0; at < texts.size(); at += BATCH) {
      var _ = encoder.embed(texts.subList(at, Math.min(at + BATCH, texts.size())));
    }
    return (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
  }

  /** Returns the rate of the second half of the history, when the compiler has warmed up. */
  private double reached(TopicCount predictions, Runnable alive) {
    int history = effort.swap().history();
    Timeline timeline = predictions.await(history, alive);
    return (history - history / 2 - 1) / timeline.seconds(history / 2, history - 1);
  }

  private void change(CommandSender commands, EventWatch events, Runnable alive)
      throws InterruptedException {
    pause(alive);
    var _ =
        send(
            commands,
            CommandType.RELEASE,
            Map.of(
                "encoder",
                TO,
                "auto",
                "true",
                "share",
                Double.toString(SHARE),
                "window",
                Integer.toString(effort.swap().windowPairs())));
    Event report = events.await(List.of("swap-report", "encoder-aborted"), alive);
    say(report.getMessage());
    String verdict = report.getDetails().getOrDefault("verdict", "none");
    if (!verdict.equals("pass")) {
      boolean force = verdict.equals("refuse");
      say("the gate leaves it to somebody: cut over by command" + (force ? ", forced" : ""));
      var _ = send(commands, CommandType.CUTOVER, Map.of("force", Boolean.toString(force)));
    }
    say(events.await(List.of("encoder-cut-over"), alive).getMessage());
    pause(alive);
  }

  /** Copies samples of the old encoder for as long as the other stretches take. */
  private void backfill(AlluviumConfig config, WireSerdes serdes, double rate, Runnable alive) {
    long end = System.nanoTime() + effort.swap().stretch().toNanos();
    try (SampleCopier copier = SampleCopier.open(config, CutOver.newest(config, serdes))) {
      long copied =
          copier.copy(
              copier.work(serdes, false),
              rate,
              (_, _, _) -> {
                alive.run();
                if (System.nanoTime() >= end) {
                  throw new StoppedException("long enough");
                }
              });
      throw new IllegalStateException("all " + copied + " samples were copied before time");
    } catch (StoppedException e) {
      say(String.format(Locale.ROOT, "samples were seen again, %.1f a second", rate));
    }
  }

  private void takeBack(CommandSender commands, EventWatch events, Runnable alive)
      throws InterruptedException {
    Event answer = send(commands, CommandType.ROLLBACK, Map.of());
    say(
        answer.getDetails().getOrDefault("restored_samples", "no")
            + " samples that had been replaced were put back");
    say(events.await(List.of("encoder-rolled-back"), alive).getMessage());
    pause(alive);
  }

  private void pause(Runnable alive) {
    long end = System.nanoTime() + effort.swap().stretch().toNanos();
    while (System.nanoTime() < end) {
      alive.run();
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  private static Event send(CommandSender commands, CommandType type, Map<String, String> arguments)
      throws InterruptedException {
    Command command =
        new Command(type.name(), type.name(), arguments, "bench", Instant.now(), null);
    Event answer = commands.send(command, PATIENCE);
    if (answer.getSeverity() == Severity.ERROR) {
      throw new IllegalStateException(type + " was refused: " + answer.getMessage());
    }
    return answer;
  }

  private Outcome outcome(SwapBooks books, double carried) {
    long begin = books.answered().get(effort.swap().history()).appendedMillis();
    long end = books.answered().getLast().appendedMillis() + 1;
    long released = books.command(CommandType.RELEASE.name());
    long fitting = books.event("fitting");
    long changed = books.lastOfOldSpace();
    long back = books.command(CommandType.ROLLBACK.name());
    var answered = books.answered();
    Stretch before = Stretch.of("before", begin, released, answered);
    Stretch shadow = Stretch.of("shadow", released, fitting, answered);
    Stretch cutOver = Stretch.of("fit and cut-over", fitting, changed, answered);
    SwapBooks.Copies copies = books.copies();
    Stretch after = Stretch.of("after", changed, copies.firstMillis(), answered);
    Stretch backfill =
        Stretch.of("backfill", copies.firstMillis(), copies.lastMillis() + 1, answered);
    Stretch rolledBack = Stretch.of("after rollback", back, end, answered);
    Stretch during = Stretch.of("release to cut-over", released, changed, answered);
    List<List<String>> rows = new ArrayList<>();
    for (Stretch each : List.of(before, shadow, cutOver, after, backfill, rolledBack, during)) {
      rows.add(each.cells());
    }
    String title =
        String.format(
            Locale.ROOT,
            "Change to encoder '%s' and back at %.1f samples/s, %.0f %% of them seen by both, none lost or doubled;"
                + " %d samples copied at %.1f/s",
            TO,
            LOAD * carried,
            100 * SHARE,
            copies.number(),
            BACKFILL_LOAD * carried);
    return new Outcome(
        List.of(
            p99("p99 while both see a share", shadow, before),
            p99("p99 from release to cut-over", during, before),
            p99("p99 after the cut-over", after, before),
            p99("p99 during a backfill", backfill, before),
            Figure.shown(
                Section.SWAP,
                "longest gap from release to cut-over",
                "ms",
                millis(during.longestGapMillis()))),
        List.of(),
        List.of(new Listing(title, Stretch.COLUMNS, rows)));
  }

  private static Figure p99(String name, Stretch stretch, Stretch before) {
    return Figure.excess(
        Section.SWAP,
        name,
        "ms",
        millis(stretch.p99Millis()),
        new Figure.Limit("before", millis(before.p99Millis())),
        MOST_TIMES_P99);
  }

  /** The clock of the broker ticks in whole milliseconds. */
  private static Spread millis(long measured) {
    return Spread.of((double) Math.max(1, measured));
  }

  private void say(String message) {
    progress.accept("swap: " + message);
  }
}
