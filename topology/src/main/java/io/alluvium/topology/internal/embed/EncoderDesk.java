package io.alluvium.topology.internal.embed;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.SpaceId;
import io.alluvium.stores.EncodePlan;
import io.alluvium.stores.EncodePlanStore;
import io.alluvium.topology.CommandType;
import io.alluvium.topology.EncoderSource;
import io.alluvium.topology.internal.wire.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of one task: the one that serves, and the one that is tried beside it, or sees
 * samples before it. Follows the newest plan that LEARN has told, and goes on with it after a
 * restart.
 *
 * <p>An encoder is opened in the background; until it is open the one before it serves. One that
 * cannot be opened, or breaks, while it is only tried, is let go and reported. Not thread-safe.
 */
final class EncoderDesk {
  private static final int MAX_REASON = 200;

  private final RunningEncoder configured;
  private final EncoderSource source;
  private final EncodePlanStore store;
  private final List<Body> news = new ArrayList<>();
  private EncodePlan plan;
  private RunningEncoder serving;
  private final LongSupplier nanos;
  private @Nullable TriedEncoder shadow;
  private @Nullable EncoderLoad loading;

  /**
   * Begins with the plan that is remembered; waits for the encoder that serves.
   *
   * @param configured the encoder of the configuration, which belongs to the caller
   * @param nanos a clock that never goes back, in nanoseconds
   * @throws EncoderException if the encoder that serves cannot be opened
   */
  EncoderDesk(
      RunningEncoder configured, EncoderSource source, EncodePlanStore store, LongSupplier nanos) {
    this.configured = configured;
    this.nanos = nanos;
    this.source = source;
    this.store = store;
    this.plan = store.plan();
    this.serving = configured;
    if (!name(plan).equals(configured.name())) {
      serve(new RunningEncoder(plan.serving(), source.open(plan.serving())));
    } else {
      news.add(serving.announcement());
    }
    follow();
  }

  private String name(EncodePlan wanted) {
    return wanted.serving().isEmpty() ? configured.name() : wanted.serving();
  }

  /** Takes up a plan, for the batches to come. */
  void obey(EncodePlan newest) {
    store.put(newest);
    plan = newest;
    follow();
  }

  private void follow() {
    follow(name(plan));
    Optional<String> tried = plan.shadow().filter(each -> !each.equals(serving.name()));
    if (shadow != null && !tried.equals(Optional.of(shadow.encoder().name()))) {
      close(shadow.encoder());
      shadow = null;
    }
    String wanted =
        !serving.name().equals(name(plan)) ? name(plan) : shadow == null ? tried.orElse("") : "";
    if (loading != null && !loading.name().equals(wanted)) {
      loading.cancel();
      loading = null;
    }
    if (loading == null && !wanted.isEmpty()) {
      loading = new EncoderLoad(source, wanted);
    }
  }

  /** Lets an encoder serve that is open already. */
  private void follow(String wanted) {
    if (serving.name().equals(wanted)) {
      return;
    }
    if (shadow != null && shadow.encoder().name().equals(wanted)) {
      RunningEncoder tried = shadow.encoder();
      shadow = null;
      serve(tried);
    } else if (configured.name().equals(wanted)) {
      serve(configured);
    }
  }

  private void serve(RunningEncoder next) {
    RunningEncoder before = serving;
    serving = next;
    news.add(next.announcement());
    close(before);
  }

  private void close(RunningEncoder encoder) {
    if (!encoder.equals(configured)) {
      encoder.encoder().close();
    }
  }

  /** Takes up an encoder that was opened meanwhile, or reports that it could not be. */
  private void takeUp() {
    EncoderLoad done = loading;
    if (done == null || !done.isDone()) {
      return;
    }
    loading = null;
    try {
      Encoder opened = done.join();
      RunningEncoder running = new RunningEncoder(done.name(), opened);
      if (done.name().equals(name(plan))) {
        serve(running);
      } else {
        shadow = new TriedEncoder(running, nanos);
        news.add(running.announcement());
      }
    } catch (CompletionException e) {
      if (done.name().equals(name(plan))) {
        throw e;
      }
      giveUp("it could not be opened: " + reason(e));
    }
    follow();
  }

  private static String reason(CompletionException failure) {
    return failure.getCause() == null
        ? String.valueOf(failure.getMessage())
        : String.valueOf(failure.getCause().getMessage());
  }

  /** Lets the encoder go that is tried, and has LEARN give the change up. */
  private void giveUp(String why) {
    String reason = why.substring(0, Math.min(why.length(), MAX_REASON));
    news.add(
        new Body.Command(
            plan.key() + "/failed",
            CommandType.ABORT.name(),
            Map.of("release", plan.key(), "reason", reason),
            Optional.of("alluvium-embed")));
    obey(new EncodePlan(plan.serving(), Optional.empty(), plan.share(), plan.key()));
  }

  /** What became of a sample. */
  sealed interface Seen {}

  /** The views of a sample, that of the serving encoder first. */
  record Viewed(List<Body.View> views) implements Seen {}

  /** The payload will never be embedded, and why. */
  record Unseen(BatchEncoder.Rejected rejected) implements Seen {}

  /**
   * Returns what became of each sample, in their order.
   *
   * @throws EncoderException if the encoder that serves is broken
   */
  List<Seen> see(List<Incoming.Unembedded> samples) {
    takeUp();
    return plan.first() ? seeInTurn(samples) : seeBoth(samples);
  }

  private List<Seen> seeBoth(List<Incoming.Unembedded> samples) {
    List<BatchEncoder.Outcome> outcomes = serving.batches().encode(payloads(samples));
    Map<Integer, Body.View> tried = tried(samples);
    List<Seen> seen = new ArrayList<>(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      seen.add(seen(serving, outcomes.get(i), Optional.ofNullable(tried.get(i))));
    }
    return seen;
  }

  /**
   * In a cascade: copies are what the serving encoder is asked about. While the other one is not
   * open, or once it broke, all are.
   */
  private List<Seen> seeInTurn(List<Incoming.Unembedded> samples) {
    Map<Integer, Seen> first = seenFirst(samples);
    List<Integer> left =
        IntStream.range(0, samples.size()).filter(i -> !first.containsKey(i)).boxed().toList();
    List<BatchEncoder.Outcome> outcomes =
        serving.batches().encode(payloads(left.stream().map(samples::get).toList()));
    for (int i = 0; i < left.size(); i++) {
      first.put(left.get(i), seen(serving, outcomes.get(i), Optional.empty()));
    }
    return IntStream.range(0, samples.size()).mapToObj(first::get).toList();
  }

  /** What became of samples that are no copies, by place in the batch. */
  private Map<Integer, Seen> seenFirst(List<Incoming.Unembedded> samples) {
    TriedEncoder small = shadow;
    if (small == null) {
      return new HashMap<>();
    }
    List<Integer> places =
        IntStream.range(0, samples.size()).filter(i -> !samples.get(i).copy()).boxed().toList();
    Map<Integer, Seen> seen = new HashMap<>();
    try {
      List<BatchEncoder.Outcome> outcomes =
          small.encoder().batches().encode(payloads(places.stream().map(samples::get).toList()));
      for (int i = 0; i < places.size(); i++) {
        seen.put(places.get(i), seen(small.encoder(), outcomes.get(i), Optional.empty()));
      }
    } catch (EncoderException e) {
      giveUp("it is broken: " + e.getMessage());
    }
    return seen;
  }

  private static List<Payload> payloads(List<Incoming.Unembedded> samples) {
    return samples.stream().map(Incoming.Unembedded::payload).toList();
  }

  private static Seen seen(
      RunningEncoder by, BatchEncoder.Outcome outcome, Optional<Body.View> other) {
    return switch (outcome) {
      case BatchEncoder.Embedded(var embedding) -> {
        List<Body.View> views = new ArrayList<>(2);
        views.add(new Body.View(by.encoder().space().id(), embedding));
        other.ifPresent(views::add);
        yield new Viewed(views);
      }
      case BatchEncoder.Rejected rejected -> new Unseen(rejected);
    };
  }

  /** Views of the samples of the share by the encoder that is tried, by place in the batch. */
  private Map<Integer, Body.View> tried(List<Incoming.Unembedded> samples) {
    TriedEncoder tried = shadow;
    if (tried == null) {
      return Map.of();
    }
    List<Integer> places = new ArrayList<>();
    List<Payload> payloads = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      if (!samples.get(i).copy()
          && SampleShare.has(plan.key(), samples.get(i).id(), plan.share())) {
        places.add(i);
        payloads.add(samples.get(i).payload());
      }
    }
    tried.serve(serving, payloads);
    SpaceId space = tried.encoder().encoder().space().id();
    Map<Integer, Body.View> views = new HashMap<>();
    try {
      List<BatchEncoder.Outcome> outcomes = tried.encode(payloads);
      tried.news().map(tried.encoder().announcement()::taking).ifPresent(news::add);
      for (int i = 0; i < places.size(); i++) {
        if (outcomes.get(i) instanceof BatchEncoder.Embedded(var embedding)) {
          views.put(places.get(i), new Body.View(space, embedding));
        }
      }
    } catch (EncoderException e) {
      giveUp("it is broken: " + e.getMessage());
    }
    return views;
  }

  /** Returns what has to be told ahead of the batch that was seen last: spaces, failures. */
  List<Body> news() {
    List<Body> told = List.copyOf(news);
    news.clear();
    return told;
  }

  /** Closes what was opened here. */
  void close() {
    if (loading != null) {
      loading.cancel();
      loading = null;
    }
    if (shadow != null) {
      close(shadow.encoder());
      shadow = null;
    }
    close(serving);
  }
}
