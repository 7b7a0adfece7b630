package io.alluvium.app;

import io.alluvium.evaluation.shift.ShiftOptions;
import io.alluvium.evaluation.shift.Shifts;
import io.alluvium.evaluation.shift.StretchOrder;
import io.alluvium.learning.adapt.Adapters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One row of the programme of {@code ./alluvium adaptation}.
 *
 * @param data name of the data set, and of its folder
 * @param what sets the case apart from others of the data set; empty where its stream does
 * @param adapters that are played
 * @param shifts by what samples differ
 * @param stream order of the stretches
 * @param concentration of runs of labels, 0 for none
 * @param batch samples answered together
 * @param most samples of a stretch, and of a domain
 * @param appearing groups of classes that appear; 0 where that is not measured
 */
record AdaptationCase(
    String data,
    String what,
    List<String> adapters,
    Shifts shifts,
    StretchOrder stream,
    double concentration,
    int batch,
    Samples most,
    int appearing) {

  /**
   * How many samples.
   *
   * @param segment of a stretch
   * @param pool of a domain
   */
  record Samples(int segment, int pool) {}

  private static final Samples USUAL = new Samples(1000, 2000);

  /** Gas drift's largest batch, and all 4,000 test definitions of WordNet and their sentences. */
  private static final Samples WHOLE = new Samples(4000, 4000);

  private static final double RUNS = 0.1;
  private static final int GROUPS = 10;

  /** Classes that are the only normal one, where classes appear too. */
  private static final int NORMAL = 10;

  private static final List<String> FEW = List.of("auto", "shift");
  private static final List<String> OTHERS =
      Adapters.names().stream().filter(name -> !name.equals("off")).toList();
  private static final Shifts ALL_AT_3 = Shifts.ofDamage(List.of());
  private static final Shifts ALL_AT_5 =
      Shifts.ofDamage(
          List.of("noise:5", "blur:5", "brightness:5", "contrast:5", "tint:5", "pixelate:5"));
  private static final Shifts TYPING =
      Shifts.ofDamage(List.of("typing:1", "typing:2", "typing:3", "typing:4", "typing:5"));
  private static final Shifts WORST_TYPING = Shifts.ofDamage(List.of("typing:5"));

  /** Names of the data sets that come with the product. */
  private static final Set<String> INCLUDED = Set.of("wordnet");

  /** Returns the whole programme, in its order. */
  static List<AdaptationCase> all() {
    List<AdaptationCase> all = new ArrayList<>();
    for (String data : List.of("cifar10", "clinc150", "gas-drift", "keystroke")) {
      Shifts shifts =
          data.equals("clinc150")
              ? Shifts.ofDamage(List.of("typing:1", "typing:3", "typing:5"))
              : ALL_AT_3;
      AdaptationCase first = usual(data, shifts, StretchOrder.RETURNING);
      all.add(first.appearing(GROUPS));
      all.add(first.inRuns());
    }
    all.add(usual("wordnet", TYPING, StretchOrder.RETURNING).appearing(GROUPS));
    all.add(usual("wordnet", WORST_TYPING, StretchOrder.GRADUAL));
    all.add(
        usual("wordnet", new Shifts(List.of(), List.of("wordnet-usage"), 0), StretchOrder.RETURNING)
            .named("usage examples")
            .whole());
    for (int learnt : new int[] {1, 3}) {
      all.add(
          usual("gas-drift", new Shifts(List.of(), List.of(), learnt), StretchOrder.CONTINUAL)
              .named("own batches after " + learnt)
              .whole());
    }
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.RETURNING).batches(64));
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.RETURNING).batches(64).inRuns());
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.MIXED));
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.CYCLIC));
    all.add(usual("cifar10", ALL_AT_5, StretchOrder.GRADUAL));
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.CONTINUAL).adapters(OTHERS));
    all.add(usual("cifar10", ALL_AT_3, StretchOrder.CONTINUAL).adapters(OTHERS).inRuns());
    return List.copyOf(all);
  }

  private static AdaptationCase usual(String data, Shifts shifts, StretchOrder stream) {
    return new AdaptationCase(data, "", FEW, shifts, stream, 0, 1, USUAL, 0);
  }

  private AdaptationCase named(String name) {
    return new AdaptationCase(
        data, name, adapters, shifts, stream, concentration, batch, most, appearing);
  }

  private AdaptationCase adapters(List<String> played) {
    return new AdaptationCase(
        data, what, played, shifts, stream, concentration, batch, most, appearing);
  }

  private AdaptationCase inRuns() {
    return new AdaptationCase(data, what, adapters, shifts, stream, RUNS, batch, most, 0);
  }

  private AdaptationCase batches(int size) {
    return new AdaptationCase(
        data, what, adapters, shifts, stream, concentration, size, most, appearing);
  }

  private AdaptationCase whole() {
    return new AdaptationCase(
        data, what, adapters, shifts, stream, concentration, batch, WHOLE, appearing);
  }

  private AdaptationCase appearing(int groups) {
    return new AdaptationCase(
        data, what, adapters, shifts, stream, concentration, batch, most, groups);
  }

  /** Returns whether the data set comes with the product. */
  boolean isIncluded() {
    return INCLUDED.contains(data);
  }

  /** Returns whether an image encoder is needed. */
  boolean hasImages() {
    return data.equals("cifar10");
  }

  /**
   * Returns the headline of its table.
   *
   * @param encoder name of the image encoder; empty where the data set needs none
   */
  String title(String encoder) {
    String order = concentration == 0 ? "i.i.d." : "dirichlet:" + concentration;
    List<String> parts = new ArrayList<>(List.of(data, encoder, what));
    parts.addAll(List.of(stream.key(), order, "batch " + batch));
    parts.removeIf(String::isEmpty);
    return String.join(", ", parts);
  }

  /** Returns the settings of one seed. */
  ShiftOptions options(long seed) {
    return new ShiftOptions(
        adapters,
        shifts,
        stream,
        concentration,
        batch,
        most.segment(),
        most.pool(),
        appearing,
        appearing == 0 ? 0 : NORMAL,
        seed);
  }
}
