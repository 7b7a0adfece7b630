package io.alluvium.app.crash;

import io.alluvium.learning.Space;
import io.alluvium.schemas.Command;
import io.alluvium.schemas.Label;
import io.alluvium.schemas.LabelAction;
import io.alluvium.schemas.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * An endless stream out of a seed, in steps of one new sample each: labels come early, late, twice,
 * are corrected, withdrawn, given again, given to nobody or never come; samples come twice or are
 * of a dimension that nobody takes; there is always a class that is new; and now and then somebody
 * asks for the state of things, has something forgotten, takes a snapshot, or imports one and has
 * it forgotten. For one thread.
 */
final class CrashStream {
  /** Dimensions of a sample: the second moment has two blocks. */
  static final int DIM = 80;

  private static final String SOURCE = "here";
  private static final int CLASSES = 8;
  private static final int SAMPLES_PER_NEW_CLASS = 40;
  private static final int MAX_NEW_CLASSES = 300;
  private static final int EARLIEST = 40;
  private static final int STEPS_PER_MARK = 120;
  private static final int STEPS_PER_FORGET = 170;
  private static final int STEPS_PER_SNAPSHOT = 190;
  private static final int STEPS_PER_IMPORT = 230;
  private static final int STEPS_OF_AN_IMPORT = 90;
  private static final int ONE_IN_DUPLICATE = 30;
  private static final int ONE_IN_UNACCEPTABLE = 50;
  private static final double NOISE = 0.6;

  private final SplittableRandom random;
  private final long seed;
  private final CrashImport imports;
  private final NavigableMap<Integer, List<SpecificRecord>> agenda = new TreeMap<>();
  private int step;

  /**
   * Begins the stream.
   *
   * @param space the space that the samples are learnt in
   */
  CrashStream(long seed, Space space) {
    this.seed = seed;
    this.imports = new CrashImport(space);
    this.random = new SplittableRandom(seed);
    for (int number = 0; number < EARLIEST; number++) {
      plan(number);
    }
  }

  /** Returns what the next step sends, in this order. */
  List<SpecificRecord> next() {
    plan(step + EARLIEST);
    if (step % STEPS_PER_MARK == 0) {
      at(step, mark("step-" + step));
    }
    if (step % STEPS_PER_FORGET == 0) {
      at(step, forget("step-" + step));
    }
    if (step % STEPS_PER_SNAPSHOT == STEPS_PER_SNAPSHOT / 2) {
      at(step, snapshot("step-" + step));
    }
    if (step % STEPS_PER_IMPORT == STEPS_PER_IMPORT / 2) {
      String name = "step-" + step;
      imports.commands(name).forEach(command -> at(step, command));
      at(step + STEPS_OF_AN_IMPORT, CrashImport.forget(name));
    }
    return Objects.requireNonNullElse(agenda.remove(step++), List.of());
  }

  /** Returns what was planned for later steps, but for new samples, in order; ends the stream. */
  List<SpecificRecord> rest() {
    List<SpecificRecord> rest = agenda.values().stream().flatMap(List::stream).toList();
    agenda.clear();
    return rest;
  }

  static Command mark(String name) {
    return new Command("mark-" + name, "MARK", Map.of("name", name), "crash", null, null);
  }

  /**
   * Nobody's samples leave, but all that goes with it happens: a solve, a checkpoint, an erasure.
   */
  private static Command forget(String name) {
    return new Command(
        "forget-" + name, "FORGET", Map.of("domain", "nobody's"), "crash", null, null);
  }

  private static Command snapshot(String name) {
    return new Command(
        "snapshot-" + name, "SNAPSHOT", Map.of("with_samples", "false"), "crash", null, null);
  }

  private void plan(int number) {
    String id = "s" + number;
    int truth = truth(number);
    boolean acceptable = random.nextInt(ONE_IN_UNACCEPTABLE) != 0;
    Sample sample =
        new Sample(id, SOURCE, numbers(truth, acceptable ? DIM : DIM - 1), null, Map.of());
    at(number, sample);
    if (random.nextInt(ONE_IN_DUPLICATE) == 0) {
      at(number + 20, sample);
    }
    String right = "class-" + truth;
    String wrong = "class-" + (truth + 1) % CLASSES;
    switch (random.nextInt(10)) {
      case 0 -> at(number - EARLIEST, label(id, right, 1));
      case 1 -> at(number + 150, label(id, right, 1));
      case 2 -> {
        at(number, label(id, wrong, 1));
        at(number + 60, label(id, right, 2));
      }
      case 3 -> {
        at(number + 5, label(id, right, 1));
        at(number + 45, label(id, null, 2));
      }
      case 4 -> {
        at(number + 1, label(id, null, 1));
        at(number + 30, label(id, right, 2));
      }
      case 5 -> {
        at(number + 1, label(id, right, 2));
        at(number + 10, label(id, wrong, 1));
        at(number + 12, label(id, right, 3));
      }
      case 6 -> at(number, label("nobody" + number, right, 1));
      case 7 -> {
        // Never labelled.
      }
      default -> at(number, label(id, right, 1));
    }
  }

  private int truth(int number) {
    int born = CLASSES + Math.min(number / SAMPLES_PER_NEW_CLASS, MAX_NEW_CLASSES);
    return random.nextInt(3) == 0 ? born : random.nextInt(CLASSES);
  }

  /** A point around the centre of its class, which the seed and the class decide. */
  private List<Float> numbers(int truth, int dim) {
    SplittableRandom centre = new SplittableRandom(seed ^ (truth * 0x9E3779B97F4A7C15L));
    List<Float> numbers = new ArrayList<>(dim);
    for (int d = 0; d < dim; d++) {
      numbers.add((float) (centre.nextDouble(-1, 1) + NOISE * random.nextDouble(-1, 1)));
    }
    return numbers;
  }

  private static Label label(String id, @Nullable String label, long sequence) {
    LabelAction action = label == null ? LabelAction.WITHDRAW : LabelAction.ASSIGN;
    return new Label(id, SOURCE, action, label, sequence, "crash", null, 1);
  }

  private void at(int when, SpecificRecord record) {
    agenda.computeIfAbsent(Math.max(when, step), s -> new ArrayList<>()).add(record);
  }
}
