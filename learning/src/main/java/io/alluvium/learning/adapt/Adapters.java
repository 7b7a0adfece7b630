package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.List;
import java.util.stream.Stream;

/** The adapters by name. */
public final class Adapters {
  private static final List<String> LIVE =
      List.of(
          "shift",
          "balanced-shift",
          "class-aware",
          "teacher",
          "domain-prompt",
          "cache",
          "support",
          "laplacian",
          "soft-prototype",
          "mixture");

  private static final List<String> NAMES =
      Stream.concat(Stream.of("off", "auto"), LIVE.stream()).toList();

  /** Numbers of 64 bits that may be stored by class: 512 KiB, half of what a record may have. */
  static final int MAX_WORDS = 1 << 16;

  private Adapters() {}

  /** Returns the names; {@code auto} is the one recommended. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Returns a new adapter for one source.
   *
   * @throws IllegalArgumentException if the name is not known; the message lists those that are
   */
  public static Adapter named(String name, FrozenClassifier classifier, SurpriseModel surprise) {
    return switch (name) {
      case "off" -> new NoAdapter();
      case "auto" -> auto(classifier, surprise);
      default -> named(name, classifier.geometry(), Long.MAX_VALUE, NAMES);
    };
  }

  /** Returns the names of those that LEARN runs, one of them for all sources. */
  public static List<String> liveNames() {
    return LIVE;
  }

  /**
   * Returns a new adapter for one source. What it keeps by class takes at most {@value #MAX_WORDS}
   * numbers of 64 bits, and one for each class: it is kept of no more classes, or no more samples
   * of each, than that allows. What it keeps besides is at most nine vectors of the space.
   *
   * @param geometry of the solve in effect
   * @throws IllegalArgumentException if none of that name can be stored; the message lists those
   *     that can
   */
  public static LiveAdapter live(String name, ClassGeometry geometry) {
    return named(name, geometry, MAX_WORDS, LIVE);
  }

  private static LiveAdapter named(
      String name, ClassGeometry geometry, long maxWords, List<String> names) {
    return switch (name) {
      case "shift" -> new ShiftAdapter(geometry);
      case "balanced-shift" -> new BalancedShiftAdapter(geometry, maxWords);
      case "class-aware" -> new ClassAwareAdapter(geometry);
      case "teacher" -> new TeacherAdapter(geometry);
      case "domain-prompt" -> new DomainPromptAdapter(geometry);
      case "cache" -> new CacheAdapter(geometry, maxWords);
      case "support" -> new SupportAdapter(geometry, maxWords);
      case "laplacian" -> new LaplacianAdapter();
      case "soft-prototype" -> new SoftPrototypeAdapter(geometry, maxWords);
      case "mixture" -> new MixtureAdapter(geometry);
      default ->
          throw new IllegalArgumentException("adapter is '" + name + "', expected one of " + names);
    };
  }

  /** Returns the adapter that decides itself when to adapt. */
  public static AutoAdapter auto(FrozenClassifier classifier, SurpriseModel surprise) {
    return new AutoAdapter(classifier, surprise, new ShiftAdapter(classifier.geometry()));
  }
}
