package io.alluvium.learning.adapt;

import io.alluvium.learning.ClassGeometry;
import io.alluvium.learning.drift.SurpriseModel;
import java.util.List;

/** The adapters by name. */
public final class Adapters {
  private static final List<String> NAMES =
      List.of(
          "off",
          "auto",
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

  /** Numbers of 64 bits that may be stored of a source: 512 KiB, half of what a record may have. */
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
    return NAMES.subList(2, NAMES.size());
  }

  /**
   * Returns a new adapter for one source whose state takes at most {@value #MAX_WORDS} numbers of
   * 64 bits, and a number for each class: what is kept by class is kept of no more classes, or no
   * more samples of each, than that allows.
   *
   * @param geometry of the solve in effect
   * @throws IllegalArgumentException if none of that name can be stored; the message lists those
   *     that can
   */
  public static LiveAdapter live(String name, ClassGeometry geometry) {
    return named(name, geometry, MAX_WORDS, liveNames());
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
