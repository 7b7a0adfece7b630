package io.alluvium.learning.adapt;

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
      case "shift" -> new ShiftAdapter(classifier);
      case "balanced-shift" -> new BalancedShiftAdapter(classifier);
      case "class-aware" -> new ClassAwareAdapter(classifier);
      case "teacher" -> new TeacherAdapter(classifier);
      case "domain-prompt" -> new DomainPromptAdapter(classifier);
      case "cache" -> new CacheAdapter(classifier);
      case "support" -> new SupportAdapter(classifier);
      case "laplacian" -> new LaplacianAdapter();
      case "soft-prototype" -> new SoftPrototypeAdapter(classifier);
      case "mixture" -> new MixtureAdapter(classifier);
      default ->
          throw new IllegalArgumentException("adapter is '" + name + "', expected one of " + NAMES);
    };
  }

  /** Returns the adapter that decides itself when to adapt. */
  public static AutoAdapter auto(FrozenClassifier classifier, SurpriseModel surprise) {
    return new AutoAdapter(classifier, surprise, new ShiftAdapter(classifier));
  }
}
