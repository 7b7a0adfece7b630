package io.alluvium.app.pipeline;

import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Records of good producers and annotators among those of hostile ones, and what must become of
 * each.
 *
 * <p>Good samples are called {@code good-N} and honest annotators {@code honest}. The n-th record
 * sent to a topic has offset n there.
 */
final class PoisonStorm {
  static final int CLASSES = 8;
  static final String HONEST = "honest";

  /** Labels that may wait: more than good ones ever do. */
  static final int MAX_EARLY = 10_000;

  private static final int LABEL_DELAY = 200;
  private static final int RECORDS_AT_ONCE = 1000;

  /** Two topics are read in no order: a label is at most so many records before its sample. */
  private static final int RECORDS_AHEAD = 10_000;

  private static final int HUGE_EVERY = 2000;
  private static final long SEQUENCE = 5;
  private static final String KEY = "here";

  /** What must become of a record. */
  enum Fate {
    PREDICTED,
    DUPLICATE,
    LABEL,
    WAITS,
    REFUSED,
    ORPHAN_LABEL,
    UNDECODABLE,
    TOO_LARGE,
    INVALID_SAMPLE,
    INVALID_LABEL,
    UNACCEPTABLE_PAYLOAD,
    ENCODER_FAILED,
    TOO_MANY_CLASSES;

    private static final Set<Fate> NOT_BURIED =
        EnumSet.of(PREDICTED, DUPLICATE, LABEL, WAITS, REFUSED);

    /** Returns whether the record ends as a dead letter. */
    boolean isBuried() {
      return !NOT_BURIED.contains(this);
    }

    /** Returns the reason in dead letters. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private enum Damage {
    EMPTY,
    NULL,
    NOT_AVRO,
    HEADER_ONLY,
    UNKNOWN_SCHEMA,
    NEGATIVE_SCHEMA,
    OTHER_RECORD,
    CUT_SHORT,
    FURTHER_BYTES,
    LENGTH_BOMB
  }

  private final Harness harness;
  private final RandomGenerator random;
  private final Map<String, List<Fate>> fates = new HashMap<>();
  private final Deque<Integer> unlabelled = new ArrayDeque<>();
  private int good;
  private int bad;

  PoisonStorm(Harness harness, RandomGenerator random) {
    this.harness = harness;
    this.random = random;
    for (String topic : List.of(samples(), labels(), commands())) {
      fates.put(topic, new ArrayList<>());
    }
  }

  /** Returns the fates of the records of a topic, in the order of their offsets. */
  List<Fate> fates(String topic) {
    return fates.getOrDefault(topic, List.of());
  }

  /** Returns the number of records sent. */
  int records() {
    return fates.values().stream().mapToInt(List::size).sum();
  }

  String samples() {
    return harness.topics().samples();
  }

  String labels() {
    return harness.topics().labels();
  }

  String commands() {
    return harness.topics().commands();
  }

  /** Lets every class have labels, so that no further class can come. */
  void begin() {
    for (int i = 0; i < 3 * CLASSES; i++) {
      goodSample();
    }
    while (!unlabelled.isEmpty()) {
      goodLabel(unlabelled.removeFirst());
    }
    harness.settle();
  }

  /** Sends records until there are so many in all. */
  void rage(int records) {
    for (int sent = records(); sent < records; sent = records()) {
      step();
      if (sent / RECORDS_AT_ONCE != records() / RECORDS_AT_ONCE) {
        harness.settle();
      }
      if (sent / RECORDS_AHEAD != records() / RECORDS_AHEAD) {
        new Backlog(harness).awaitRead();
      }
    }
    while (!unlabelled.isEmpty()) {
      goodLabel(unlabelled.removeFirst());
    }
    new Backlog(harness).awaitRead();
    pushOutTheOrphans();
    new Backlog(harness).awaitRead();
  }

  /** Lets so many labels wait in the end that none of those before can. */
  private void pushOutTheOrphans() {
    for (int i = 0; i < MAX_EARLY; i++) {
      send(labels(), label("nobody-" + i, i, 1, "liar"), Fate.WAITS);
    }
  }

  private void step() {
    switch (random.nextInt(10)) {
      case 0 -> badSample();
      case 1 -> badLabel();
      case 2 -> badCommand();
      default -> {
        goodSample();
        if (unlabelled.size() > LABEL_DELAY) {
          goodLabel(unlabelled.removeFirst());
        }
      }
    }
  }

  private void goodSample() {
    int number = good++;
    unlabelled.add(number);
    send(samples(), sample("good-" + number, text(number)), Fate.PREDICTED);
  }

  private static String text(int number) {
    return "word" + number % CLASSES + " number " + number;
  }

  private void goodLabel(int number) {
    if (number % 10 == 0) {
      send(
          labels(),
          label("good-" + number, (number + 1) % CLASSES, SEQUENCE - 1, HONEST),
          Fate.LABEL);
    }
    send(labels(), label("good-" + number, number % CLASSES, SEQUENCE, HONEST), Fate.LABEL);
  }

  private void badSample() {
    String id = "bad-" + bad++;
    int lucky = random.nextInt(Math.max(1, good));
    switch (random.nextInt(14)) {
      case 0 -> send(samples(), sample("", "text"), Fate.INVALID_SAMPLE);
      case 1 -> send(samples(), sample("\u00e9".repeat(129), "text"), Fate.INVALID_SAMPLE);
      case 2 -> send(samples(), mangled(sample(id + "~", "text")), Fate.INVALID_SAMPLE);
      case 3 -> send(samples(), sample(id, ""), Fate.UNACCEPTABLE_PAYLOAD);
      case 4 -> send(samples(), sample(id, "x".repeat(hugeOr(1001))), Fate.UNACCEPTABLE_PAYLOAD);
      case 5 -> send(samples(), sample(id, ByteBuffer.allocate(9)), Fate.UNACCEPTABLE_PAYLOAD);
      case 6 -> send(samples(), sample(id, List.of(1f, Float.NaN, 2f)), Fate.UNACCEPTABLE_PAYLOAD);
      case 7 -> send(samples(), sample(id, "NAN"), Fate.UNACCEPTABLE_PAYLOAD);
      case 8 -> send(samples(), sample(id, "POISON"), Fate.ENCODER_FAILED);
      case 9 -> send(samples(), sample("good-" + lucky, "another text"), Fate.DUPLICATE);
      case 10 -> send(samples(), at(id, Long.MAX_VALUE), Fate.PREDICTED);
      case 11 -> {
        send(samples(), at(id, Long.MIN_VALUE), Fate.PREDICTED);
        send(labels(), label(id, CLASSES + bad, 1, "liar"), Fate.TOO_MANY_CLASSES);
      }
      default -> damaged(samples(), sample(id, "text"), label(id, 1, 1, "liar"));
    }
  }

  private void badLabel() {
    String id = "nothing-" + bad++;
    String known = "good-" + random.nextInt(3 * CLASSES);
    switch (random.nextInt(12)) {
      case 0 -> send(labels(), label(id, LabelAction.ASSIGN, "", "liar"), Fate.INVALID_LABEL);
      case 1 -> send(labels(), label(id, LabelAction.ASSIGN, null, "liar"), Fate.INVALID_LABEL);
      case 2 -> send(labels(), label(id, LabelAction.WITHDRAW, "x", "liar"), Fate.INVALID_LABEL);
      case 3 ->
          send(
              labels(), label(id, LabelAction.ASSIGN, "x".repeat(257), "liar"), Fate.INVALID_LABEL);
      case 4 ->
          send(
              labels(), mangled(label(id, LabelAction.ASSIGN, "caf~", "liar")), Fate.INVALID_LABEL);
      case 5 -> send(labels(), label(id, 1, 1, "x".repeat(70_000)), Fate.TOO_LARGE);
      case 6, 7 -> send(labels(), label(id, bad, 1, "liar"), Fate.ORPHAN_LABEL);
      case 8 -> send(labels(), label(known, bad, SEQUENCE, "liar"), Fate.LABEL);
      case 9 -> send(labels(), label(known, bad, Long.MIN_VALUE, "liar"), Fate.LABEL);
      default -> damaged(labels(), label(id, 1, 1, "liar"), sample(id, "text"));
    }
  }

  private void badCommand() {
    String id = "command-" + bad++;
    Map<String, String> named = Map.of("name", "x");
    switch (random.nextInt(7)) {
      case 0 -> send(commands(), command(id, "DROP", named), Fate.REFUSED);
      case 1 -> send(commands(), command("", "MARK", named), Fate.REFUSED);
      case 2 -> send(commands(), command(id, "MARK", Map.of()), Fate.REFUSED);
      case 3 -> send(commands(), command("c".repeat(300), "MARK", named), Fate.REFUSED);
      case 4 ->
          send(commands(), command(id, "MARK", Map.of("name", "x".repeat(66_000))), Fate.TOO_LARGE);
      default -> damaged(commands(), command(id, "MARK", named), sample(id, "text"));
    }
  }

  /** Most large texts are a little too large; some are as large as a producer sends at most. */
  private int hugeOr(int chars) {
    return bad % HUGE_EVERY == 0 ? 1_000_000 : chars;
  }

  private void damaged(String topic, byte[] whole, byte[] other) {
    Damage[] all = Damage.values();
    byte @Nullable [] value =
        switch (all[random.nextInt(all.length)]) {
          case EMPTY -> new byte[0];
          case NULL -> null;
          case NOT_AVRO -> "not avro".getBytes(StandardCharsets.UTF_8);
          case HEADER_ONLY -> Arrays.copyOf(whole, 5);
          case UNKNOWN_SCHEMA -> ByteBuffer.wrap(whole).putInt(1, 9999).array();
          case NEGATIVE_SCHEMA -> ByteBuffer.wrap(whole).putInt(1, -1).array();
          case OTHER_RECORD -> other;
          case CUT_SHORT -> Arrays.copyOf(whole, 5 + random.nextInt(whole.length - 5));
          case FURTHER_BYTES -> Arrays.copyOf(whole, whole.length + 1);
          case LENGTH_BOMB -> ByteBuffer.wrap(whole).putLong(5, -2L).array();
        };
    send(topic, value, Fate.UNDECODABLE);
  }

  private void send(String topic, byte @Nullable [] value, Fate fate) {
    if (value == null) {
      harness.put(topic, KEY, null);
    } else {
      harness.send(topic, KEY, value);
    }
    fates(topic).add(fate);
  }

  /** Makes a text that is not UTF-8. */
  private static byte[] mangled(byte[] value) {
    byte[] copy = value.clone();
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] == '~') {
        copy[i] = (byte) 0xff;
      }
    }
    return copy;
  }

  private byte[] sample(String id, Object payload) {
    return harness.bytes(new Sample(id, KEY, payload, null, Map.of()));
  }

  private byte[] at(String id, long millis) {
    return harness.bytes(
        new Sample(id, KEY, "word9 at any time", Instant.ofEpochMilli(millis), Map.of()));
  }

  private byte[] label(String id, int number, long sequence, String annotator) {
    String name = "class" + number;
    return harness.bytes(
        new Label(id, KEY, LabelAction.ASSIGN, name, sequence, annotator, null, 1));
  }

  private byte[] label(String id, LabelAction action, @Nullable String name, String annotator) {
    return harness.bytes(new Label(id, KEY, action, name, 1L, annotator, null, 1));
  }

  private byte[] command(String id, String type, Map<String, String> arguments) {
    return harness.bytes(new Command(id, type, arguments, null, null, null));
  }
}
