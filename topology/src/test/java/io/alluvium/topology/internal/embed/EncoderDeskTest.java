package io.alluvium.topology.internal.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alluvium.encoders.Encoder;
import io.alluvium.encoders.EncoderException;
import io.alluvium.encoders.Payload;
import io.alluvium.learning.Space;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.stores.EncodePlan;
import io.alluvium.stores.EncodePlanStore;
import io.alluvium.stores.HeapStore;
import io.alluvium.topology.EncoderSource;
import io.alluvium.topology.Toy;
import io.alluvium.topology.internal.wire.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which encoders run, as LEARN's plans come in. */
class EncoderDeskTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final HeapStore bytes = new HeapStore("encoders");
  private final Named first = new Named(1);
  private final Map<String, Named> opened = new ConcurrentHashMap<>();
  private final AtomicLong clock = new AtomicLong();
  private final CountDownLatch mayOpen = new CountDownLatch(1);

  /** A {@link Toy} of another space, that can break and be closed. */
  private static final class Named implements Encoder {
    private final Toy toy = new Toy();
    private final Space space;
    private boolean closed;
    private int seen;
    private Runnable slow = () -> {};

    Named(int id) {
      space = Toy.space(id);
    }

    @Override
    public Space space() {
      return space;
    }

    @Override
    public List<float[]> embed(List<Payload> payloads) {
      seen += payloads.size();
      slow.run();
      return toy.embed(payloads);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private Encoder open(String name) {
    try {
      mayOpen.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (name.equals("missing")) {
      throw new IllegalArgumentException("there is no encoder 'missing'");
    }
    return opened.computeIfAbsent(name, each -> new Named(2));
  }

  private Named tried() {
    return Objects.requireNonNull(opened.get("new"));
  }

  private EncoderDesk desk() {
    return desk(this::open);
  }

  private EncoderDesk desk(EncoderSource source) {
    return new EncoderDesk(
        new RunningEncoder("old", first),
        source,
        new EncodePlanStore(bytes),
        clock::getAndIncrement);
  }

  private static EncodePlan trying(String name, double share) {
    return new EncodePlan("", Optional.of(name), share, "r1");
  }

  private static EncodePlan serving(String name) {
    return new EncodePlan(name, Optional.empty(), 0.5, "r1");
  }

  private static List<Incoming.Unembedded> samples(int count) {
    List<Incoming.Unembedded> samples = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      samples.add(
          new Incoming.Unembedded(
              "s" + n,
              "here",
              OptionalLong.empty(),
              Optional.empty(),
              new Payload.Text(n % 4 + " text")));
    }
    return samples;
  }

  /** Spaces of the views of each sample, by the first byte of their ids. */
  private static List<String> spaces(List<EncoderDesk.Seen> seen) {
    return seen.stream()
        .map(each ->
            switch (each) {
              case EncoderDesk.Viewed(var views) ->
                  String.join(
                      "+", views.stream().map(view -> view.space().hex().substring(1, 2)).toList());
              case EncoderDesk.Unseen unseen -> "none";
            })
        .toList();
  }

  /** Sees samples again and again until something is told. */
  private static List<Body> awaitNews(EncoderDesk desk) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < PATIENCE.toNanos()) {
      desk.see(List.of());
      List<Body> news = desk.news();
      if (!news.isEmpty()) {
        return news;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("nothing was told within " + PATIENCE);
  }

  @Test
  void oneEncoderIsAnnouncedAndSeesAll() {
    EncoderDesk desk = desk();
    assertThat(spaces(desk.see(samples(3)))).containsExactly("1", "1", "1");
    assertThat(desk.news()).containsExactly(new Body.Announcement(Toy.space(1), "old"));
    desk.see(samples(3));
    assertThat(desk.news()).isEmpty();
  }

  @Test
  void theTriedEncoderSeesItsShareOnceItIsOpen() {
    EncoderDesk desk = desk();
    desk.news();
    desk.obey(trying("new", 0.5));
    assertThat(spaces(desk.see(samples(4)))).containsOnly("1");
    mayOpen.countDown();
    assertThat(awaitNews(desk)).containsExactly(new Body.Announcement(Toy.space(2), "new"));
    List<String> spaces = spaces(desk.see(samples(200)));
    assertThat(spaces).containsOnly("1", "1+2");
    assertThat(spaces.stream().filter("1+2"::equals).count()).isBetween(70L, 130L);
    assertThat(spaces(desk.see(samples(200)))).isEqualTo(spaces);
  }

  @Test
  void bothEncodersAreTimedOnceWithTheSameSamples() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(trying("new", 1));
    desk.news();
    awaitNews(desk);
    desk.see(samples(100));
    assertThat(desk.news()).isEmpty();
    tried().slow = () -> clock.addAndGet(9);
    desk.see(samples(28));
    assertThat(desk.news())
        .containsExactly(
            new Body.Announcement(Toy.space(2), "new").taking(new EncoderCost(128, 2, 11)));
    int seen = first.seen;
    desk.see(samples(100));
    assertThat(desk.news()).isEmpty();
    assertThat(first.seen - seen).as("nothing is seen twice any more").isEqualTo(100);
    assertThat(seen).isEqualTo(2 * 128);
  }

  @Test
  void theServingEncoderThatBreaksWhileItIsTimedIsThrownAndTheTriedOneIsNotBlamed() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(trying("new", 1));
    desk.news();
    awaitNews(desk);
    first.slow =
        () -> {
          if (first.seen > 3) {
            first.toy.breakDown();
          }
        };
    assertThatThrownBy(() -> desk.see(samples(3))).isInstanceOf(EncoderException.class);
    assertThat(desk.news()).isEmpty();
  }

  @Test
  void anEncoderThatCannotBeOpenedIsReported() {
    EncoderDesk desk = desk();
    desk.news();
    desk.obey(trying("missing", 1));
    mayOpen.countDown();
    assertThat(awaitNews(desk))
        .containsExactly(
            new Body.Command(
                "r1/failed",
                "ABORT",
                Map.of(
                    "release",
                    "r1",
                    "reason",
                    "it could not be opened: there is no encoder 'missing'"),
                Optional.of("alluvium-embed")));
    assertThat(new EncodePlanStore(bytes).plan().shadow()).isEmpty();
    assertThat(spaces(desk.see(samples(2)))).containsExactly("1", "1");
  }

  @Test
  void aTriedEncoderThatBreaksIsReportedAndNobodyWaits() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.news();
    desk.obey(trying("new", 1));
    awaitNews(desk);
    tried().toy.breakDown();
    assertThat(spaces(desk.see(samples(2)))).containsExactly("1", "1");
    assertThat(desk.news().toString()).contains("ABORT", "it is broken: the toy is broken");
    assertThat(tried().closed).isTrue();
  }

  @Test
  void onePayloadThatTheTriedEncoderCannotTakeHasOneView() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(trying("new", 1));
    desk.news();
    awaitNews(desk);
    List<Incoming.Unembedded> samples = new ArrayList<>(samples(2));
    samples.add(
        new Incoming.Unembedded(
            "bad", "here", OptionalLong.empty(), Optional.empty(), new Payload.Text("bad")));
    assertThat(spaces(desk.see(samples))).containsExactly("1+2", "1+2", "none");
  }

  @Test
  void copiesAreSeenByTheEncoderThatServesAlone() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(trying("new", 1));
    desk.news();
    awaitNews(desk);
    List<Incoming.Unembedded> copies =
        samples(2).stream().map(Incoming.Unembedded::asCopy).toList();
    assertThat(spaces(desk.see(copies))).containsExactly("1", "1");
  }

  @Test
  void theEncoderThatWasTriedServesAtOnceAndTheFirstComesBackAtOnce() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(trying("new", 0.5));
    desk.news();
    awaitNews(desk);
    desk.obey(serving("new"));
    assertThat(spaces(desk.see(samples(3)))).containsOnly("2");
    assertThat(desk.news()).containsExactly(new Body.Announcement(Toy.space(2), "new"));
    desk.obey(serving(""));
    assertThat(spaces(desk.see(samples(3)))).containsOnly("1");
    assertThat(tried().closed).isTrue();
    assertThat(first.closed).isFalse();
  }

  @Test
  void aRestartGoesOnWithThePlan() {
    mayOpen.countDown();
    desk().obey(serving("new"));
    EncoderDesk again = desk();
    assertThat(spaces(again.see(samples(2)))).containsOnly("2");
    assertThat(again.news()).containsExactly(new Body.Announcement(Toy.space(2), "new"));
    again.obey(trying("new", 1));
    assertThat(spaces(again.see(samples(2))))
        .as("the new one may be open again by now, beside the first")
        .allMatch(each -> each.startsWith("1"));
  }

  @Test
  void aServingEncoderThatCannotBeOpenedIsThrown() {
    mayOpen.countDown();
    new EncodePlanStore(bytes).put(serving("missing"));
    assertThatThrownBy(this::desk).hasMessageContaining("there is no encoder 'missing'");
  }

  @Test
  void theServingEncoderBrokenIsThrown() {
    EncoderDesk desk = desk();
    first.toy.breakDown();
    assertThatThrownBy(() -> desk.see(samples(1))).isInstanceOf(EncoderException.class);
  }

  @Test
  void anotherPlanLetsGoOfWhatIsBeingOpened() {
    EncoderDesk desk = desk();
    desk.obey(trying("new", 1));
    desk.obey(serving(""));
    mayOpen.countDown();
    desk.see(samples(1));
    desk.close();
    assertThat(desk.news()).containsExactly(new Body.Announcement(Toy.space(1), "old"));
  }

  private static EncodePlan cascade() {
    return new EncodePlan("", Optional.of("new"), 0.5, "r1", true);
  }

  private static List<Incoming.Unembedded> copiesAmong(int count) {
    List<Incoming.Unembedded> samples = new ArrayList<>(samples(count));
    samples.set(1, samples.get(1).asCopy());
    return samples;
  }

  @Test
  void inACascadeTheServingEncoderSeesWhatComesOnceMore() {
    EncoderDesk desk = desk();
    desk.obey(cascade());
    assertThat(spaces(desk.see(copiesAmong(3)))).as("not open yet").containsOnly("1");
    mayOpen.countDown();
    desk.news();
    awaitNews(desk);
    int before = first.seen;
    assertThat(spaces(desk.see(copiesAmong(4)))).containsExactly("2", "1", "2", "2");
    assertThat(first.seen - before).isEqualTo(1);
    assertThat(desk.news()).as("nothing is timed").isEmpty();

    desk = desk();
    desk.news();
    awaitNews(desk);
    assertThat(spaces(desk.see(copiesAmong(2)))).as("restarted").containsExactly("2", "1");
    desk.obey(EncodePlan.CONFIGURED);
    assertThat(spaces(desk.see(copiesAmong(2)))).containsExactly("1", "1");
  }

  @Test
  void aFirstEncoderThatBreaksIsGivenUpAndTheOtherOneSeesItsSamples() {
    mayOpen.countDown();
    EncoderDesk desk = desk();
    desk.obey(cascade());
    desk.news();
    awaitNews(desk);
    tried().toy.breakDown();
    assertThat(spaces(desk.see(copiesAmong(3)))).containsExactly("1", "1", "1");
    assertThat(desk.news())
        .singleElement()
        .isInstanceOfSatisfying(
            Body.Command.class, command -> assertThat(command.type()).isEqualTo("ABORT"));
  }
}
