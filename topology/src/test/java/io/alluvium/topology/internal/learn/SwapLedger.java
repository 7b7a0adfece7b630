package io.alluvium.topology.internal.learn;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.alluvium.learning.Assignment;
import io.alluvium.learning.Embedding;
import io.alluvium.learning.Normalisation;
import io.alluvium.learning.Space;
import io.alluvium.learning.SpaceId;
import io.alluvium.learning.transition.EncoderCost;
import io.alluvium.stores.BankValue;
import io.alluvium.topology.HeapRegistry;
import io.alluvium.topology.WireSerdes;
import io.alluvium.topology.internal.wire.Body;
import io.alluvium.topology.internal.wire.LedgerFormat;
import io.alluvium.topology.internal.wire.Unsequenced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A ledger with a change of the encoder in it: classes are directions of a hidden space, which the
 * old encoder sees in 6 dimensions and the new one, turned and with some noise, in 8.
 */
final class SwapLedger {
  static final int CLASSES = 4;
  static final Space OLD = space(1, 6);
  static final Space NEW = space(2, 8);

  private final WireSerdes serdes = HeapRegistry.serdes();
  private final RandomGenerator random;
  private final double[][] turn = new double[OLD.dim()][NEW.dim()];
  private final List<Record<byte[], byte[]>> entries = new ArrayList<>();
  private final Map<String, double[]> hidden = new HashMap<>();
  private final Map<String, Embedding> olds = new HashMap<>();
  private final Map<String, Embedding> natives = new HashMap<>();
  private int samples;
  private double shift;

  SwapLedger(RandomGenerator random) {
    this.random = random;
    for (double[] row : turn) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    announce(OLD, "old");
  }

  private static Space space(int id, int dim) {
    byte[] hash = new byte[SpaceId.BYTES];
    hash[0] = (byte) id;
    return new Space(SpaceId.ofBytes(hash), dim, new Normalisation.L2());
  }

  List<Record<byte[], byte[]>> entries() {
    return entries;
  }

  WireSerdes serdes() {
    return serdes;
  }

  SwapLedger announce(Space space, String encoder) {
    return append(new Body.Announcement(space, encoder));
  }

  SwapLedger announce(Space space, String encoder, Map<String, String> artefacts) {
    return append(new Body.Announcement(space, encoder, artefacts));
  }

  SwapLedger announce(Space space, String encoder, EncoderCost cost) {
    return append(new Body.Announcement(space, encoder).taking(cost));
  }

  SwapLedger command(String id, String type, Map<String, String> arguments) {
    return append(new Body.Command(id, type, arguments, Optional.empty()));
  }

  SwapLedger mark() {
    return command("mark-" + entries.size(), "MARK", Map.of("name", "m"));
  }

  /** Appends samples of all classes in turn, each with views in the given spaces. */
  SwapLedger samples(int count, Space... spaces) {
    for (int n = 0; n < count; n++) {
      sample("s" + samples, samples % CLASSES, spaces);
      samples++;
    }
    return this;
  }

  /** Appends samples of all classes, each followed by its label. */
  SwapLedger labelled(int count, Space... spaces) {
    for (int n = 0; n < count; n++) {
      int c = samples % CLASSES;
      String id = "s" + samples++;
      sample(id, c, spaces);
      label(id, "class" + c, 1);
    }
    return this;
  }

  /**
   * Appends 80 labelled samples and 140 without a label, all of the old space, and a change to the
   * new encoder, whatever its report says.
   */
  SwapLedger crossed() {
    return labelled(80, OLD)
        .command("r1", "RELEASE", Map.of("encoder", "new", "share", "0.5"))
        .announce(NEW, "new")
        .samples(140, OLD, NEW)
        .command("c1", "CUTOVER", Map.of("force", "true"));
  }

  /** Appends samples that the new encoder sees as noise. */
  SwapLedger blind(int count) {
    for (int n = 0; n < count; n++) {
      double[] noise = new double[OLD.dim()];
      for (int i = 0; i < noise.length; i++) {
        noise[i] = random.nextGaussian();
      }
      append(
          new Body.Sample(
              "s" + samples,
              "here",
              OptionalLong.empty(),
              Optional.empty(),
              List.of(
                  new Body.View(OLD.id(), old(hidden(samples % CLASSES))),
                  new Body.View(NEW.id(), young(noise)))));
      samples++;
    }
    return this;
  }

  /** Moves all samples from here on along a direction that tells no classes apart. */
  SwapLedger shift(double length) {
    shift = length;
    return this;
  }

  private double[] hidden(int c) {
    double[] hidden = new double[OLD.dim()];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = 0.12 * random.nextGaussian();
    }
    hidden[c] += 1;
    hidden[OLD.dim() - 1] += shift;
    return hidden;
  }

  SwapLedger sample(String id, int c, Space... spaces) {
    return sample(id, c, hidden(c), spaces);
  }

  private SwapLedger sample(String id, int c, double[] where, Space... spaces) {
    hidden.put(id, where);
    olds.remove(id);
    natives.remove(id);
    return append(
        seen(id, "source" + c, spaces),
        Optional.of(new BankValue.Origin("alluvium.samples", 0, entries.size())));
  }

  /** Appends a sample between its class and the next. */
  SwapLedger doubtful(String id, int c, Space... spaces) {
    double[] both = hidden(c);
    double[] other = hidden((c + 1) % CLASSES);
    for (int i = 0; i < both.length; i++) {
      both[i] = 0.52 * both[i] + 0.48 * other[i];
    }
    return sample(id, c, both, spaces);
  }

  private Body.Sample seen(String id, String source, Space... spaces) {
    List<Body.View> views = new ArrayList<>();
    for (Space space : spaces) {
      views.add(new Body.View(space.id(), space.equals(OLD) ? old(id) : young(id)));
    }
    return new Body.Sample(id, source, OptionalLong.empty(), Optional.of("day"), views);
  }

  /** Returns how the old encoder sees a sample. */
  Embedding old(String id) {
    return olds.computeIfAbsent(id, unseen -> old(Objects.requireNonNull(hidden.get(id))));
  }

  /** Returns how the new encoder sees a sample. */
  Embedding young(String id) {
    return natives.computeIfAbsent(id, unseen -> young(Objects.requireNonNull(hidden.get(id))));
  }

  /** Appends a copy of a sample, as an encoder sees it. */
  SwapLedger copy(String id, Space space) {
    return append(new Body.Backfill(seen(id, "copied", space)));
  }

  /** Appends that a copy of a sample cannot be seen. */
  SwapLedger unseen(String id) {
    return append(new Body.Unseen(id));
  }

  /** Appends copies of the samples from one number to another, as the new encoder sees them. */
  SwapLedger copies(int from, int to) {
    for (int n = from; n < to; n++) {
      copy("s" + n, NEW);
    }
    return this;
  }

  private static Embedding old(double[] hidden) {
    float[] vector = new float[hidden.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) hidden[i];
    }
    return OLD.quantise(vector);
  }

  private Embedding young(double[] hidden) {
    float[] vector = new float[NEW.dim()];
    for (int j = 0; j < vector.length; j++) {
      double sum = 0.05 * random.nextGaussian();
      for (int i = 0; i < hidden.length; i++) {
        sum += hidden[i] * turn[i][j];
      }
      vector[j] = (float) sum;
    }
    return NEW.quantise(vector);
  }

  SwapLedger label(String id, String label, long sequence) {
    return append(
        new Body.Label(
            id,
            "source0",
            Optional.of(Assignment.of(label)),
            sequence,
            Optional.empty(),
            OptionalLong.empty()));
  }

  SwapLedger withdraw(String id, long sequence) {
    return append(
        new Body.Label(
            id, "source0", Optional.empty(), sequence, Optional.empty(), OptionalLong.empty()));
  }

  private SwapLedger append(Body body) {
    return append(body, Optional.empty());
  }

  private SwapLedger append(Body body, Optional<BankValue.Origin> origin) {
    byte[] value =
        serdes
            .ledgerEntry()
            .serializer()
            .serialize(
                "alluvium.ledger",
                LedgerFormat.toAvro(new Unsequenced(origin, body, OptionalInt.empty())));
    entries.add(new Record<>("here".getBytes(UTF_8), value, 1_000_000L + entries.size()));
    return this;
  }
}
